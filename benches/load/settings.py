"""What is asked, of what, and for how long."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()
BINARY = Path(os.environ.get("SERAPEUM_LOAD_BINARY") or TARGET / "release" / "serapeum").resolve()
PEER = Path(__file__).with_name("peer.py")
SCRIPT = Path(__file__).with_name("ask.lua")

WORKS = int(os.environ.get("SERAPEUM_LOAD_WORKS", "200000"))
SECONDS = int(os.environ.get("SERAPEUM_LOAD_SECONDS", "10"))
CLIENTS = int(os.environ.get("SERAPEUM_LOAD_CLIENTS", "64"))
REQUESTS = int(os.environ.get("SERAPEUM_LOAD_REQUESTS", "100000"))
THREADS = 2

DATA = TARGET / "bench-data" / str(WORKS)
SNAPSHOT = DATA / "snapshot"
LAKE = DATA / "searched"
WORK = TARGET / "load"
