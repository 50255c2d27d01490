"""Everything, in order: compare.py OUTPUT"""

import sys
from pathlib import Path

import duckdb
import growth
import ingests
import machine
import queries
import report
from settings import OTHERS, RELATIONS, WORKS, WORKS2, others, works


def main():
    facts = machine.facts(f"DuckDB {duckdb.__version__}")
    ingests.prepare(works(WORKS))
    found = {"ingested": {"openalex": ingests.compare(works(WORKS))}}
    ingests.index(works(WORKS))
    found["asked"] = queries.compare(works(WORKS))
    if WORKS2:
        ingests.prepare(works(WORKS2))
        found["grown"] = {count: growth.measure(works(count)) for count in (WORKS, WORKS2)}
    for corpus in others(OTHERS) if OTHERS else []:
        ingests.prepare(corpus, whole=False)
        found["ingested"][corpus.source] = ingests.compare(corpus)
    if RELATIONS:
        found["related"] = ingests.relate(RELATIONS)
    output = Path(sys.argv[1])
    report.write(output, facts, found)
    print(f"written to {output}")


if __name__ == "__main__":
    main()
