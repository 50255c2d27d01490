"""An update of one work in a hundred beside the ingest of all: updates.py OUTPUT"""

import gzip
import os
import re
import shutil
import sys
from datetime import datetime, timezone
from pathlib import Path

import ingests
import machine
from processes import succeed
from settings import BINARY, works
from tables import table

WORKS = int(os.environ.get("SERAPEUM_UPDATE_WORKS", "2000000"))
IDS = int(os.environ.get("SERAPEUM_UPDATE_IDS", "20000000"))
PART = "data/works/updated_date=2030-01-01/part_000.gz"


def updated(corpus):
    """The snapshot after a later sync: every hundredth work has changed, and stands in a new folder."""
    place = corpus.folder / "updated"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(corpus.snapshot, place, copy_function=os.link)
    # The publisher's list of files is of the day before.
    for listed in (place / "data/works").glob("manifest*"):
        listed.unlink()
    part = place / PART
    part.parent.mkdir()
    changed, seen = 0, 0
    with gzip.open(part, "wb", compresslevel=6) as to:
        for shard in sorted(corpus.snapshot.glob("data/works/*/*.gz")):
            with gzip.open(shard) as lines:
                for line in lines:
                    seen += 1
                    if seen % 100 == 0:
                        to.write(re.sub(rb'"updated_date":"[^"]*"', b'"updated_date":"2030-01-01T00:00:00"', line))
                        changed += 1
    return place, changed


def ingest(corpus, snapshot, lake, *options):
    command = [BINARY, "ingest", corpus.source, snapshot, "--entity", "works", "--index", "none", "--lake", lake, *options]
    print(" ".join(map(str, command[1:])), flush=True)
    return succeed(command)


def many(place):
    """Works that are hardly more than their ids, every hundredth of them a second time and newer, in another order."""
    below = place / "data/works/updated_date=2030-01-01"
    below.mkdir(parents=True)
    # Any odd number leads to each of a power of two of places once.
    step, space = 0x9E3779B1, 1 << (IDS - 1).bit_length()
    numbers = (at * step % space for at in range(space))
    numbers = (number for number in numbers if number < IDS)
    for part in range(20):
        with gzip.open(below / f"part_{part:03}.gz", "wt", compresslevel=1) as to:
            for _ in range(IDS // 20):
                number = next(numbers)
                line = f'{{"id":"https://openalex.org/W{1_000_000_000 + number}","updated_date":"2029-01-01T00:00:00"}}\n'
                to.write(line)
                if number % 100 == 0:
                    to.write(line.replace("2029", "2030"))


def unique(corpus):
    """The ingest of so many ids, and how many records are in force after it."""
    place = corpus.folder / "ids"
    snapshot, lake = place / "snapshot", place / "lake"
    shutil.rmtree(place, ignore_errors=True)
    print(f"writing {IDS:,} ids", flush=True)
    many(snapshot)
    done = ingest(corpus, snapshot, lake, "--records", "none")
    count = succeed([BINARY, "sql", "SELECT count(*), count(DISTINCT id) FROM openalex.works", "--lake", lake])
    found = [int(number) for number in re.findall(r"\b\d+\b", count.out)][-2:]
    if found != [IDS, IDS]:
        sys.exit(f"{found} records and ids instead of {IDS}")
    shutil.rmtree(place)
    return done


def main():
    corpus = works(WORKS)
    facts = machine.facts()
    ingests.prepare(corpus, whole=False)
    later, changed = updated(corpus)
    lake = corpus.folder / "updates"
    shutil.rmtree(lake, ignore_errors=True)
    runs = {
        f"ingest of all {WORKS:,} works": ingest(corpus, corpus.snapshot, lake),
        "again, with nothing changed": ingest(corpus, corpus.snapshot, lake),
        f"with {changed:,} works changed": ingest(corpus, later, lake),
        "back again": ingest(corpus, corpus.snapshot, lake),
    }
    first = next(iter(runs.values())).seconds
    rows = [
        [name, f"{one.seconds:.1f}", f"{one.seconds / first * 100:.1f} %", f"{one.cpu:.1f}", f"{one.memory / 2**20:,.0f}"]
        for name, one in runs.items()
    ]
    shutil.rmtree(lake)
    shutil.rmtree(later)
    ids = unique(corpus)
    now = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    parts = [
        "# Updates",
        f"Written by `SERAPEUM_UPDATE_WORKS={WORKS} SERAPEUM_UPDATE_IDS={IDS} benches/updates/run`. The changed works stand in a new file of the "
        "snapshot; all files are read to compare them with what the lake knows of them.",
        table(["", ""], [["date", now], *([key, value] for key, value in facts.items())]).replace("---:", "---"),
        table(["", "seconds", "of the first", "CPU seconds", "peak MiB"], rows),
        "## One record an id",
        f"{IDS:,} works with little more than an id, every hundredth a second time, newer, ingested without records: "
        f"{ids.seconds:.0f} s, {ids.cpu:.0f} s of processor time, {ids.memory / 2**20:,.0f} MiB at the most. Afterwards "
        f"{IDS:,} are in force, and each id once.",
    ]
    Path(sys.argv[1]).write_text("\n\n".join(parts) + "\n")


if __name__ == "__main__":
    main()
