"""DuckDB as a process of its own, so that its memory can be told.

duck.py sniff GLOBS JSON                                the columns of JSON files; those named are JSON themselves
duck.py ingest GLOBS COLUMNS OUTPUT THREADS [MEMORY]    JSON files to one Parquet file
duck.py serve SETUP THREADS                             answers the JSON-quoted statements of stdin, a line each

GLOBS and JSON are lists in JSON; so are the columns, as an object of names and types.
"""

import json
import resource
import sys
import time
from pathlib import Path

import duckdb


def connect(threads, memory=None):
    connection = duckdb.connect()
    connection.execute(f"SET threads={threads}")
    connection.execute("SET enable_progress_bar=false")
    if memory:
        connection.execute(f"SET memory_limit='{memory}'")
    return connection


def sniff(globs, opaque):
    found = duckdb.sql(
        f"""DESCRIBE FROM read_json({json.loads(globs)}, format='newline_delimited', compression='gzip',
            union_by_name=true, sample_size=-1, ignore_errors=true)"""
    ).fetchall()
    # Members that are null everywhere have no type.
    columns = {name: kind.replace('"NULL"', "VARCHAR") for name, kind, *_ in found}
    # A member for each word of the corpus would be no schema, and words that differ in case only would fail.
    columns |= dict.fromkeys(json.loads(opaque), "JSON")
    print(json.dumps(columns))


def ingest(globs, columns, output, threads, memory=None):
    connection = connect(threads, memory)
    # What DuckDB's documentation advises where memory is short; the order of records is not compared.
    connection.execute("SET preserve_insertion_order=false")
    known = json.loads(Path(columns).read_text())
    quoted = {name: kind.replace("'", "''") for name, kind in known.items()}
    pairs = ", ".join(f"'{name}': '{kind}'" for name, kind in quoted.items())
    connection.execute(
        f"""COPY (FROM read_json({json.loads(globs)}, format='newline_delimited', compression='gzip',
                                 columns={{{pairs}}}))
            TO '{output}' (FORMAT parquet, COMPRESSION zstd)"""
    )


def serve(setup, threads):
    connection = connect(threads)
    connection.execute(setup)
    for line in sys.stdin:
        before = resource.getrusage(resource.RUSAGE_SELF)
        started = time.perf_counter()
        rows = connection.execute(json.loads(line)).fetchall()
        micros = int((time.perf_counter() - started) * 1e6)
        after = resource.getrusage(resource.RUSAGE_SELF)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(json.dumps({"micros": [micros], "cpu_millis": cpu * 1e3, "answer": rows}), flush=True)


if __name__ == "__main__":
    {"sniff": sniff, "ingest": ingest, "serve": serve}[sys.argv[1]](*sys.argv[2:])
