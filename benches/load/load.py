"""Everything, in order: load.py OUTPUT"""

import subprocess
import sys
from pathlib import Path

import asks
import duckdb
import machine
import measure
import report
import servers
from settings import BINARY, LAKE, SNAPSHOT, WORK, WORKS


def prepare():
    """Makes the lake, where it is missing."""
    WORK.mkdir(parents=True, exist_ok=True)
    if (LAKE / "CURRENT").exists():
        return
    SNAPSHOT.parent.mkdir(parents=True, exist_ok=True)
    if not SNAPSHOT.exists():
        subprocess.run([BINARY, "sample", "openalex", SNAPSHOT, "--records", str(WORKS)], check=True)
    subprocess.run([BINARY, "ingest", "openalex", SNAPSHOT, "--index", "none", "--lake", LAKE], check=True)


def main():
    prepare()
    facts = machine.facts(f"DuckDB {duckdb.__version__}")
    cases = asks.cases()
    mixed = asks.mixed(cases)
    found = {}
    for name, start in (("ours", servers.ours), ("peer", servers.peer)):
        print(f"{name} is asked", flush=True)
        found[name] = measure.measure(start, cases, mixed)
    for target, gist in found["ours"]["gists"].items():
        if found["peer"]["gists"][target] != gist:
            sys.exit(f"{target}: {gist} of ours, {found['peer']['gists'][target]} of the peer")
    output = Path(sys.argv[1])
    report.write(output, facts, found)
    print(f"written to {output}")


if __name__ == "__main__":
    main()
