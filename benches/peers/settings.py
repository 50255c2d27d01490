"""What is compared, where, and how often."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()
BINARY = TARGET / "release" / "serapeum"
ASK = TARGET / "release" / "examples" / "ask"
FLOOR = TARGET / "release" / "examples" / "floor"
DUCK = Path(__file__).with_name("duck.py")

WORKS = int(os.environ.get("SERAPEUM_BENCH_WORKS", "200000"))
WORKS2 = int(os.environ.get("SERAPEUM_BENCH_WORKS2", "0"))
OTHERS = int(os.environ.get("SERAPEUM_BENCH_OTHERS", "0"))
RELATIONS = int(os.environ.get("SERAPEUM_BENCH_RELATIONS", "0"))
RUNS = int(os.environ.get("SERAPEUM_BENCH_RUNS", "5"))
THREADS = 2
# The folders of OpenAIRE with research products.
PRODUCTS = ("publication", "dataset", "software", "otherresearchproduct")


@dataclass(frozen=True)
class Corpus:
    """A synthetic snapshot, and the entity of it that is compared."""

    source: str
    records: int
    entity: str
    # Where its files are.
    patterns: tuple[str, ...]
    # What DuckDB keeps as one column of JSON: members whose own members are words or names of relations.
    json: tuple[str, ...] = ()

    @property
    def folder(self):
        """Where its data are; the benches use the same."""
        name = str(self.records) if self.source == "openalex" else f"{self.source}-{self.records}"
        return TARGET / "bench-data" / name

    @property
    def files(self):
        return [str(self.snapshot / pattern) for pattern in self.patterns]

    @property
    def snapshot(self):
        return self.folder / "snapshot"

    @property
    def lake(self):
        return self.folder / "lake"

    @property
    def indexed(self):
        """The same lake with indexes of words and values."""
        return self.folder / "indexed"


def works(records):
    return Corpus("openalex", records, "works", ("data/works/*/*.gz",), ("abstract_inverted_index",))


def others(records):
    return [
        Corpus("crossref", records, "works", ("[0-9]*.jsonl.gz",), ("relation",)),
        Corpus("datacite", records, "dois", ("dois/*/*.gz",)),
        Corpus("openaire", records, "researchProducts", tuple(f"{kind}/*.gz" for kind in PRODUCTS)),
    ]
