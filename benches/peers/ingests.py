"""Records of a snapshot: into a lake, into DuckDB's Parquet, and the floor under both."""

import json
import os
import shutil
import sys
from glob import glob
from pathlib import Path
from statistics import median

from processes import run, succeed
from settings import BINARY, DUCK, FLOOR, RUNS, THREADS, Corpus


def prepare(corpus, whole=True):
    """Makes the snapshot and, if `whole`, the lake of all entities, unless they are there."""
    made = [(corpus.snapshot, ["sample", corpus.source, None, "--records", corpus.records])]
    if whole:
        made.append((corpus.lake, ["ingest", corpus.source, corpus.snapshot, "--index", "none", "--lake", None]))
    for place, command in made:
        if not place.is_dir():
            aside = place.with_suffix(".unfinished")
            shutil.rmtree(aside, ignore_errors=True)
            aside.parent.mkdir(parents=True, exist_ok=True)
            print(f"making {place}", flush=True)
            succeed([BINARY, *(aside if word is None else word for word in command)])
            aside.rename(place)


def index(corpus):
    """Makes a lake with indexes of words and values of that without, unless it is there; files are shared."""
    if corpus.indexed.is_dir():
        return
    aside = corpus.indexed.with_suffix(".unfinished")
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(corpus.lake, aside, copy_function=os.link)
    print(f"making {corpus.indexed}", flush=True)
    succeed([BINARY, "index", f"{corpus.source}/{corpus.entity}", "--lake", aside])
    aside.rename(corpus.indexed)


def size(path, below="*"):
    return sum(file.stat().st_size for file in path.rglob(below) if file.is_file())


def columns(corpus):
    """DuckDB's schema of the records, known beforehand: found once over all of them."""
    known = corpus.folder / "duckdb-columns.json"
    if not known.exists():
        print("finding DuckDB's schema", flush=True)
        sniff = [sys.executable, DUCK, "sniff", json.dumps(corpus.files), json.dumps(corpus.json)]
        known.write_text(succeed(sniff).out)
    return known


def compare(corpus):
    """Runs all of them in turn. The bounded one gets as much memory as ours took."""
    place, parquet = corpus.folder / "compared", corpus.folder / "works.parquet"
    known = columns(corpus)
    ours = [BINARY, "ingest", corpus.source, corpus.snapshot, "--entity", corpus.entity]
    ours += ["--threads", THREADS, "--index", "none", "--lake", place]
    duck = [sys.executable, DUCK, "ingest", json.dumps(corpus.files), known, parquet, THREADS]
    floor = [FLOOR, corpus.source, corpus.snapshot, corpus.entity, THREADS]
    done = {"floor": [], "ours": [], "duckdb": [], "bounded": []}
    for at in range(RUNS):
        print(f"ingest of {corpus.source}, run {at + 1} of {RUNS}", flush=True)
        done["floor"].append(succeed(floor))
        shutil.rmtree(place, ignore_errors=True)
        done["ours"].append(succeed(ours))
        memory = max(one.memory for one in done["ours"])
        # The bounded run first, so that the file that stays is that of the other.
        if all(one.status == 0 for one in done["bounded"]):
            done["bounded"].append(run([*duck, f"{memory >> 20}MiB"]))
        parquet.unlink(missing_ok=True)
        done["duckdb"].append(run(duck))
    below = place / corpus.source / corpus.entity
    sizes = {part: size(below / part) for part in ("fields", "records", "keys")}
    sizes |= {"lake": size(place), "duckdb": parquet.stat().st_size if parquet.exists() else 0}
    sizes["shards"] = sum(Path(file).stat().st_size for files in corpus.files for file in glob(files))
    sizes["json"] = json.loads(done["floor"][0].out)["json"]
    shutil.rmtree(place)
    return {"runs": {name: middle(runs) for name, runs in done.items()}, "sizes": sizes, "limit": memory >> 20}


def relate(rows):
    """An ingest of OpenAIRE with about so many rows of relations, which end in lists of the records they join."""
    corpus = Corpus("openaire", rows // 8, "researchProducts", ())
    prepare(corpus, whole=False)
    place = corpus.folder / "related"
    shutil.rmtree(place, ignore_errors=True)
    print("ingest with relations", flush=True)
    done = succeed([BINARY, "ingest", corpus.source, corpus.snapshot, "--threads", THREADS, "--index", "none", "--lake", place])
    line = next(line for line in done.error.splitlines() + done.out.splitlines() if line.startswith("relation"))
    shutil.rmtree(place)
    return {"run": done, "line": " ".join(line.split()), "records": corpus.records}


def middle(runs):
    """The medians of some runs; where one failed, why."""
    failed = [one for one in runs if one.status != 0]
    if failed:
        lines = failed[0].error.strip().splitlines()
        return {"failed": next((line for line in lines if "Error" in line), f"status {failed[0].status}")}
    return {
        "seconds": median(one.seconds for one in runs),
        "cpu": median(one.cpu for one in runs),
        "memory": max(one.memory for one in runs),
    }
