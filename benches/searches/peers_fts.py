"""SQLite's FTS5 and DuckDB's fts, each over a table of number, title and abstract: peers_fts.py NAME TEXTS DATABASE

Builds the index, then answers questions of stdin, a line each: the 25 best and how many there are.
"""

import json
import sqlite3
import sys
import time
from pathlib import Path


def rows(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def sqlite(path, database):
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA journal_mode=OFF")
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute(
        "CREATE VIRTUAL TABLE works USING fts5(title, abstract, content='', tokenize='porter unicode61')"
    )
    connection.executemany("INSERT INTO works(rowid, title, abstract) VALUES (?, ?, ?)", rows(path))
    connection.commit()

    def ask(text):
        match = text if text.startswith('"') else " AND ".join(text.split())
        best = connection.execute(
            "SELECT rowid FROM works WHERE works MATCH ? ORDER BY bm25(works, 1.5, 0.3) LIMIT 25", [match]
        ).fetchall()
        (count,) = connection.execute("SELECT count(*) FROM works WHERE works MATCH ?", [match]).fetchone()
        return [count, len(best)]

    return ask


def duckdb(path, database):
    import duckdb as duck

    import duckdb_extension_fts

    connection = duck.connect(database, config={"allow_unsigned_extensions": "true"})
    connection.execute("SET threads=2")
    (extension,) = Path(duckdb_extension_fts.__file__).parent.rglob("fts.duckdb_extension")
    connection.execute(f"LOAD '{extension}'")
    connection.execute(
        f"""CREATE TABLE works AS SELECT json[1]::BIGINT AS id, json[2]::VARCHAR AS title, json[3]::VARCHAR AS abstract
            FROM read_json('{path}', format='newline_delimited', records=false, columns={{json: 'VARCHAR[]'}})"""
    )
    connection.execute("PRAGMA create_fts_index('works', 'id', 'title', 'abstract', stemmer='porter')")

    def ask(text):
        if text.startswith('"'):
            return None
        best = connection.execute(
            """SELECT id, fts_main_works.match_bm25(id, ?, conjunctive := 1) AS score FROM works
               WHERE score IS NOT NULL ORDER BY score DESC LIMIT 25""",
            [text],
        ).fetchall()
        (count,) = connection.execute(
            "SELECT count(*) FROM (SELECT fts_main_works.match_bm25(id, ?, conjunctive := 1) AS s FROM works) WHERE s IS NOT NULL",
            [text],
        ).fetchone()
        return [count, len(best)]

    return ask


def main(name, path, database):
    Path(database).unlink(missing_ok=True)
    started = time.monotonic()
    try:
        ask = {"sqlite": sqlite, "duckdb": duckdb}[name](path, database)
    except Exception as error:
        print(json.dumps({"failed": str(error)}), flush=True)
        return
    print(json.dumps({"seconds": time.monotonic() - started}), flush=True)
    for line in sys.stdin:
        started = time.monotonic()
        answer = ask(line.rstrip("\n"))
        print(json.dumps({"millis": (time.monotonic() - started) * 1e3, "answer": answer}), flush=True)


main(*sys.argv[1:])
