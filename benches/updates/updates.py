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
    command = [BINARY, "ingest", corpus.source, snapshot, "--entity", "works", "--lake", lake, *options]
    print(" ".join(map(str, command[1:])), flush=True)
    return succeed(command)


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
    now = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    parts = [
        "# Updates",
        f"Written by `SERAPEUM_UPDATE_WORKS={WORKS} benches/updates/run`. The changed works stand in a new file of the "
        "snapshot; all files are read to compare them with what the lake knows of them.",
        table(["", ""], [["date", now], *([key, value] for key, value in facts.items())]).replace("---:", "---"),
        table(["", "seconds", "of the first", "CPU seconds", "peak MiB"], rows),
    ]
    Path(sys.argv[1]).write_text("\n\n".join(parts) + "\n")


if __name__ == "__main__":
    main()
