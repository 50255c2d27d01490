"""Everything, in order: compare.py OUTPUT"""

import sys
from pathlib import Path

import duckdb
import growth
import ingests
import machine
import queries
import report
from settings import WORKS, WORKS2


def main():
    facts = machine.facts(f"DuckDB {duckdb.__version__}")
    ingests.prepare(WORKS)
    ingested = ingests.compare(WORKS)
    asked = queries.compare(WORKS)
    grown = None
    if WORKS2:
        ingests.prepare(WORKS2)
        grown = {works: growth.measure(works) for works in (WORKS, WORKS2)}
    output = Path(sys.argv[1])
    report.write(output, facts, ingested, asked, grown)
    print(f"written to {output}")


if __name__ == "__main__":
    main()
