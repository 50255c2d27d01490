"""One server, asked every case."""

import json
import random
import subprocess
import sys
import threading
import time

import answers
from servers import ask
from settings import CLIENTS, SCRIPT, SECONDS, WORK


# So many requests of a case are asked before, and compared; the others are asked for the first time under load.
COMPARED = 50
# How long a server may take for what it was asked before and has not answered.
PATIENCE = 600


def wrk(server, requests, clients, seconds):
    """Asks for a while; what wrk found. Where nothing was answered in that time, only that."""
    file = WORK / "requests.txt"
    # Runs begin in different places, so that one does not ask again what another has asked.
    at = clients * len(requests) // 100
    file.write_text("\n".join(requests[at:] + requests[:at]) + "\n")
    words = ["wrk", "--threads", "1", "--connections", clients, "--duration", f"{seconds}s", "--timeout", "60s"]
    words += ["--script", SCRIPT, f"http://127.0.0.1:{server.port}", "--", file]
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    line = next((line for line in done.stdout.splitlines() if line.startswith("FOUND ")), None)
    if line is None:
        sys.exit(f"wrk: {done.stdout}{done.stderr}")
    found = json.loads(line.removeprefix("FOUND "))
    if found["statuses"] or found["broken"]:
        sys.exit(f"{server.name}: {found['statuses']} failures, {found['broken']} broken connections")
    if not found["requests"]:
        return {"requests": 0, "rate": None, "seconds": seconds}
    return found | {"rate": found["requests"] / (found["micros"] / 1e6)}


def settle(server, target):
    """Waits until the server has done what nobody waits for any more; it must not slow the next case."""
    try:
        status, _ = ask(server.connect(PATIENCE), target)
    except TimeoutError:
        sys.exit(f"{server.name}: still no answer to {target}, {PATIENCE} s after a case")
    if status != 200:
        sys.exit(f"{server.name}: {status} to {target} after a case")


class Check(threading.Thread):
    """Compares answers with those of a quiet run while others ask."""

    def __init__(self, server, quiet):
        super().__init__(daemon=True)
        self.server, self.quiet = server, quiet
        self.compared, self.late, self.wrong, self.over = 0, 0, [], threading.Event()

    def run(self):
        connection = self.server.connect()
        drawn = random.Random(2)
        while not self.over.is_set():
            target = drawn.choice(list(self.quiet))
            try:
                status, body = ask(connection, target)
            except TimeoutError:
                self.late += 1
                connection.close()
                connection = self.server.connect()
                continue
            if status != 200 or answers.plain(body) != self.quiet[target]:
                self.wrong.append((target, status, body[:300]))
            self.compared += 1
            time.sleep(0.01)

    def end(self):
        self.over.set()
        self.join()
        if self.wrong:
            sys.exit(f"{self.server.name}: another answer under load: {self.wrong[0]}")
        return self.compared


def alone(server, target):
    """The milliseconds of one request."""
    connection = server.connect()
    started = time.perf_counter()
    status, _ = ask(connection, target)
    if status != 200:
        sys.exit(f"{server.name}: {status} to {target}")
    return (time.perf_counter() - started) * 1e3


def measure(start, cases, mixed, last):
    """Everything about a server that `start` starts; in the end it is asked `last` mixed requests, or a few more."""
    first = cases["a work by id"][0]
    starts = []
    for _ in range(3):
        server = start(first)
        starts.append(server.first * 1e3)
        server.end()
    server = start(first)
    found = {"start": sorted(starts)[1], "memory": [server.resident()]}
    found["first groups"] = {ask: alone(server, ask) for ask in cases["groups, again"]}

    connection = server.connect()
    told = {target: ask(connection, target) for case in cases.values() for target in case[:COMPARED]}
    wrong = [target for target, (status, _) in told.items() if status != 200]
    if wrong:
        sys.exit(f"{server.name}: no answer to {wrong[0]}")
    found["gists"] = {target: answers.gist(body) for target, (_, body) in told.items()}
    quiet = {target: answers.plain(body) for target, (_, body) in told.items()}

    found["cases"] = {}
    for name, requests in (*cases.items(), ("mixed", mixed)):
        found["cases"][name] = {}
        for clients in (1, CLIENTS):
            found["cases"][name][clients] = wrk(server, requests, clients, SECONDS)
            settle(server, first)

    found["memory"].append(server.resident())
    check = Check(server, quiet)
    check.start()
    asked = 0
    while asked < last:
        answered = wrk(server, mixed, CLIENTS, SECONDS)["requests"]
        if not answered:
            break
        asked += answered
    found["compared"], found["asked"], found["late"] = check.end(), asked, check.late
    found["memory"].append(server.resident())
    server.end()
    return found
