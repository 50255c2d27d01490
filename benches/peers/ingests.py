"""Works of a snapshot: into a lake, into DuckDB's Parquet, and the floor under both."""

import json
import shutil
import sys
from statistics import median

from processes import run, succeed
from settings import BINARY, DUCK, FLOOR, RUNS, THREADS, folder, lake, snapshot


def prepare(works):
    """Makes the snapshot and the lake of all entities, unless they are there."""
    for place, command in [
        (snapshot(works), ["sample", "openalex", None, "--records", works]),
        (lake(works), ["ingest", "openalex", snapshot(works), "--lake", None]),
    ]:
        if not place.is_dir():
            aside = place.with_suffix(".unfinished")
            shutil.rmtree(aside, ignore_errors=True)
            aside.parent.mkdir(parents=True, exist_ok=True)
            print(f"making {place}", flush=True)
            succeed([BINARY, *(aside if word is None else word for word in command)])
            aside.rename(place)


def size(path, below="*"):
    return sum(file.stat().st_size for file in path.rglob(below) if file.is_file())


def columns(works):
    """DuckDB's schema of the works, known beforehand: found once over all records."""
    known = folder(works) / "duckdb-columns.json"
    if not known.exists():
        print("finding DuckDB's schema", flush=True)
        known.write_text(succeed([sys.executable, DUCK, "sniff", pattern(works)]).out)
    return known


def pattern(works):
    return snapshot(works) / "data/works/*/*.gz"


def compare(works):
    """Runs all of them in turn. The bounded one gets as much memory as ours took."""
    place, parquet = folder(works) / "compared", folder(works) / "works.parquet"
    known = columns(works)
    ours = [BINARY, "ingest", "openalex", snapshot(works), "--entity", "works"]
    ours += ["--threads", THREADS, "--lake", place]
    duck = [sys.executable, DUCK, "ingest", pattern(works), known, parquet, THREADS]
    done = {"floor": [], "ours": [], "duckdb": [], "bounded": []}
    for at in range(RUNS):
        print(f"ingest, run {at + 1} of {RUNS}", flush=True)
        done["floor"].append(succeed([FLOOR, snapshot(works), THREADS]))
        shutil.rmtree(place, ignore_errors=True)
        done["ours"].append(succeed(ours))
        memory = max(one.memory for one in done["ours"])
        # The bounded run first, so that the file that stays is that of the other.
        if all(one.status == 0 for one in done["bounded"]):
            done["bounded"].append(run([*duck, f"{memory >> 20}MiB"]))
        parquet.unlink(missing_ok=True)
        done["duckdb"].append(succeed(duck))
    below = place / "openalex/works"
    sizes = {part: size(below / part) for part in ("fields", "records", "keys")}
    sizes |= {"lake": size(place), "duckdb": parquet.stat().st_size}
    sizes["shards"] = size(snapshot(works) / "data/works", "*.gz")
    sizes["json"] = json.loads(done["floor"][0].out)["json"]
    shutil.rmtree(place)
    return {"runs": {name: middle(runs) for name, runs in done.items()}, "sizes": sizes, "limit": memory >> 20}


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
