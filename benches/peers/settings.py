"""What is compared, where, and how often."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()
BINARY = TARGET / "release" / "serapeum"
ASK = TARGET / "release" / "examples" / "ask"
FLOOR = TARGET / "release" / "examples" / "floor"
DUCK = Path(__file__).with_name("duck.py")

WORKS = int(os.environ.get("SERAPEUM_BENCH_WORKS", "200000"))
WORKS2 = int(os.environ.get("SERAPEUM_BENCH_WORKS2", "0"))
RUNS = int(os.environ.get("SERAPEUM_BENCH_RUNS", "5"))
THREADS = 2


def folder(works):
    """Where the data of a size are; the benches use the same."""
    return TARGET / "bench-data" / str(works)


def snapshot(works):
    return folder(works) / "snapshot"


def lake(works):
    return folder(works) / "lake"
