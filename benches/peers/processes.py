"""Programs run and measured: wall time, processor time, largest resident memory."""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass


@dataclass
class Run:
    """A program that has ended."""

    seconds: float
    cpu: float
    memory: int
    status: int
    out: str
    error: str


def run(arguments):
    """Runs a program to its end.

    Its memory is that of one process with its threads, but never less than what this program had when it started it:
    some 40 MiB.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as error:
        started = time.monotonic()
        child = subprocess.Popen([str(word) for word in arguments], stdout=out, stderr=error)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (out, error):
            file.seek(0)
            texts.append(file.read().decode(errors="replace"))
    cpu = usage.ru_utime + usage.ru_stime
    return Run(seconds, cpu, usage.ru_maxrss * 1024, child.returncode, *texts)


def succeed(arguments):
    """Runs a program that must succeed."""
    done = run(arguments)
    if done.status != 0:
        words = " ".join(map(str, arguments))
        sys.exit(f"{words}: exit status {done.status}\n{done.error}")
    return done


class Served:
    """A program that answers lines of stdin with lines of JSON."""

    def __init__(self, name, arguments):
        self.name = name
        words = [str(word) for word in arguments]
        self.child = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, line):
        self.child.stdin.write(line + "\n")
        self.child.stdin.flush()
        answer = self.child.stdout.readline()
        if not answer:
            sys.exit(f"{self.name} ended at: {line}")
        return json.loads(answer)

    def end(self):
        """Ends it, and tells the largest memory it had."""
        self.child.stdin.close()
        _, status, usage = os.wait4(self.child.pid, 0)
        self.child.returncode = os.waitstatus_to_exitcode(status)
        self.child.stdout.close()
        return usage.ru_maxrss * 1024
