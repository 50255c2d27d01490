"""Every attack on a server of its own, and what another client sees meanwhile: abuse.py OUTPUT"""

import asyncio
import os
import statistics
import sys
import threading
import time
from datetime import datetime, timezone
from pathlib import Path

import machine
import servers
from attacks import ATTACKS
from settings import LAKE, WORKS
from tables import table

# What the other client asks, and how often a second.
ASKED, RATE = "/works?filter=publication_year:2015&per_page=1", 20


def handles(server):
    return len(os.listdir(f"/proc/{server.child.pid}/fd"))


def settled(server, before):
    """The handles once they are back, or after so long."""
    end = time.monotonic() + 30
    while handles(server) > before and time.monotonic() < end:
        time.sleep(0.1)
    return handles(server)


class Beside(threading.Thread):
    """A client that asks on a connection of its own each time, and looks at the server's memory."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server, self.over = server, threading.Event()
        self.times, self.failed, self.memory, self.handles = [], 0, 0, 0

    def run(self):
        while not self.over.wait(1 / RATE):
            self.memory = max(self.memory, self.server.resident())
            self.handles = max(self.handles, handles(self.server))
            begun = time.monotonic()
            try:
                connection = self.server.connect()
                status, _ = servers.ask(connection, ASKED)
                connection.close()
            except OSError:
                status = 0
            if status == 200:
                self.times.append(time.monotonic() - begun)
            else:
                self.failed += 1


def attacked(attack):
    server = servers.ours(ASKED)
    time.sleep(0.5)
    memory, before = server.resident(), handles(server)
    beside = Beside(server)
    beside.start()
    begun = time.monotonic()
    statuses = asyncio.run(attack(server.port))
    seconds = time.monotonic() - begun
    beside.over.set()
    beside.join()
    after = settled(server, before)
    found = {
        "statuses": statuses,
        "seconds": seconds,
        "memory": (memory, beside.memory, server.resident()),
        "handles": (before, beside.handles, after),
        "times": beside.times,
        "failed": beside.failed,
    }
    if server.child.poll() is not None:
        sys.exit("the server ended")
    server.end()
    return found


def row(name, found):
    statuses = ", ".join(f"{count:,} × {status or 'closed'}" for status, count in sorted(found["statuses"].items()))
    times = found["times"]
    return [
        name,
        f"{found['seconds']:.1f}",
        statuses,
        " / ".join(f"{of / 2**20:,.0f}" for of in found["memory"]),
        " / ".join(f"{of:,}" for of in found["handles"]),
        f"{len(times):,}",
        f"{found['failed']:,}",
        f"{statistics.median(times) * 1e3:.0f} / {max(times) * 1e3:,.0f}" if times else "",
    ]


def main():
    if not (LAKE / "CURRENT").exists():
        sys.exit(f"{LAKE} is missing: benches/load/run makes it")
    facts = machine.facts()
    rows = []
    for name, attack in ATTACKS.items():
        rows.append(row(name, attacked(attack)))
        print(" | ".join(rows[-1]), flush=True)
    now = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    head = ["", "seconds", "answers", "resident MiB before / at most / after", "file handles before / at most / after"]
    head += ["others answered", "others not", "others' p50 / longest, ms"]
    parts = [
        "# Abuse",
        f"Written by `SERAPEUM_LOAD_WORKS={WORKS} benches/abuse/run`; every figure is from that run.",
        table(["", ""], [["date", now], *([key, value] for key, value in facts.items())]).replace("---:", "---"),
        f"`serapeum serve` with its own limits over a synthetic lake of {WORKS:,} works, started anew for each row; the "
        f"clients run on the same machine. Another client asks for a page of one record {RATE} times a second at most, on "
        "a connection of its own each time.",
        table(head, rows),
    ]
    Path(sys.argv[1]).write_text("\n\n".join(parts) + "\n")


if __name__ == "__main__":
    main()
