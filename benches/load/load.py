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
from settings import BINARY, LAKE, REQUESTS, SNAPSHOT, WORK, WORKS


def prepare():
    """Makes the lake, where it is missing."""
    WORK.mkdir(parents=True, exist_ok=True)
    if (LAKE / "CURRENT").exists():
        return
    SNAPSHOT.parent.mkdir(parents=True, exist_ok=True)
    if not SNAPSHOT.exists():
        subprocess.run([BINARY, "sample", "openalex", SNAPSHOT, "--records", str(WORKS)], check=True)
    subprocess.run([BINARY, "ingest", "openalex", SNAPSHOT, "--lake", LAKE], check=True)


def main():
    prepare()
    facts = machine.facts(f"DuckDB {duckdb.__version__}")
    cases = asks.cases()
    mixed = asks.mixed(cases)
    found = {}
    for name, start in (("ours", servers.ours), ("peer", servers.peer)):
        print(f"{name} is asked", flush=True)
        asked = {case: of for case, of in cases.items() if name == "ours" or case not in asks.OURS}
        # Whether memory grows is asked of ours; the peer would take hours for as many requests.
        found[name] = measure.measure(start, asked, mixed, REQUESTS if name == "ours" else 1)
    for target, gist in found["peer"]["gists"].items():
        if found["ours"]["gists"][target] != gist:
            sys.exit(f"{target}: {found['ours']['gists'][target]} of ours, {gist} of the peer")
    output = Path(sys.argv[1])
    report.write(output, facts, found)
    print(f"written to {output}")


if __name__ == "__main__":
    main()
