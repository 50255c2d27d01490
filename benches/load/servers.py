"""Servers, started and ended: how long until they answer, and their memory."""

import atexit
import http.client
import socket
import subprocess
import sys
import time
from pathlib import Path

from settings import BINARY, LAKE, PEER, THREADS, WORK


def free_port():
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


def ask(connection, target):
    """The status and the body of an answer."""
    connection.request("GET", target)
    answer = connection.getresponse()
    return answer.status, answer.read()


class Server:
    """A server that has answered once."""

    def __init__(self, name, words, port, first):
        self.name, self.port = name, port
        log = (WORK / f"{name}.log").open("w")
        started = time.monotonic()
        self.child = subprocess.Popen([str(word) for word in words], stdout=log, stderr=log)
        atexit.register(self.child.kill)
        while True:
            try:
                connection = self.connect()
                status, _ = ask(connection, first)
                break
            except OSError:
                if self.child.poll() is not None:
                    sys.exit(f"{name} ended: see {log.name}")
                time.sleep(0.002)
        self.first = time.monotonic() - started
        if status != 200:
            sys.exit(f"{name} answers {status} to {first}")
        connection.close()

    def connect(self, seconds=120):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        connection.connect()
        return connection

    def resident(self):
        """Bytes of memory in use, where the system tells it."""
        try:
            lines = Path(f"/proc/{self.child.pid}/status").read_text().splitlines()
        except OSError:
            return 0
        return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:")), 0)

    def end(self):
        self.child.terminate()
        self.child.wait(30)
        atexit.unregister(self.child.kill)


def ours(first):
    port = free_port()
    words = [BINARY, "serve", "--lake", LAKE, "--bind", f"127.0.0.1:{port}", "--threads", THREADS]
    return Server("serapeum", words, port, first)


def peer(first):
    port = free_port()
    setup = WORK / "view.sql"
    view = [str(BINARY), "info", "--lake", str(LAKE), "--view", "duckdb", "--entity", "works"]
    setup.write_text(subprocess.run(view, check=True, capture_output=True, text=True).stdout)
    return Server("peer", [sys.executable, PEER, setup, port, THREADS], port, first)
