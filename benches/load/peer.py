"""A small server over the columns of a lake, as one would write it with FastAPI and DuckDB: peer.py SETUP PORT THREADS

It answers what is compared, and nothing else: a work by id or DOI, lists by a few filters, and groups. A work is told
as its columns.
"""

import json
import re
import sys
from pathlib import Path

import duckdb
import uvicorn
from fastapi import FastAPI, Response

WORKS = '"openalex"."works"'
COLUMNS = (
    '"id", "doi", "display_name", "publication_year", "publication_date", "type", "cited_by_count", '
    '"open_access.is_oa", "open_access.oa_status", "authorships.author.id", "authorships.institutions.id"'
)
FILTERS = {
    "publication_year": ('"publication_year" = ?', int),
    "is_oa": ('"open_access.is_oa" = ?', lambda text: text == "true"),
    "type": ('"type" = ?', str),
    "cited_by_count": ('"cited_by_count" > ?', lambda text: int(text.removeprefix(">"))),
}
GROUPS = {"type": '"type"', "oa_status": '"open_access.oa_status"', "publication_year": '"publication_year"'}
# What lists leave out, and the order that they have.
SCOPE = '("is_xpac" = true) IS NOT TRUE'
ORDER = '"cited_by_percentile_year.max" DESC NULLS LAST, "cited_by_count" DESC NULLS LAST, "id"'

app = FastAPI()
connection = duckdb.connect()


def told(value, status=200):
    return Response(json.dumps(value, default=str), status, media_type="application/json")


def rows(statement, values):
    cursor = connection.cursor()
    found = cursor.execute(statement, values)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row)) for row in found.fetchall()]


@app.get("/works/{key:path}")
def one(key: str):
    by_id = re.fullmatch(r"W(\d+)", key)
    if by_id:
        found = rows(f'SELECT {COLUMNS} FROM {WORKS} WHERE "id" = ?', [int(by_id[1])])
    else:
        found = rows(f'SELECT {COLUMNS} FROM {WORKS} WHERE "doi" = ?', [key.removeprefix("doi:").lower()])
    return told(found[0]) if found else told({"error": "Not found."}, 404)


@app.get("/works")
def several(filter: str = "", group_by: str = "", per_page: int = 25):
    conditions, values = [SCOPE], []
    for part in filter.split(",") if filter else []:
        name, value = part.split(":", 1)
        condition, read = FILTERS[name]
        conditions.append(condition)
        values.append(read(value))
    where = " AND ".join(conditions)
    total = rows(f"SELECT count(*) AS count FROM {WORKS} WHERE {where}", values)[0]["count"]
    meta = {"count": total, "page": 1, "per_page": per_page}
    if group_by:
        by = GROUPS[group_by]
        found = rows(
            f"SELECT {by} AS key, count(*) AS count FROM {WORKS} WHERE {where} AND {by} IS NOT NULL "
            "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 200",
            values,
        )
        return told({"meta": meta, "results": [], "group_by": found})
    found = rows(f"SELECT {COLUMNS} FROM {WORKS} WHERE {where} ORDER BY {ORDER} LIMIT {int(per_page)}", values)
    return told({"meta": meta, "results": found, "group_by": []})


def main():
    setup, port, threads = sys.argv[1:]
    connection.execute(f"SET threads={int(threads)}")
    connection.execute("SET parquet_metadata_cache=true")
    connection.execute(Path(setup).read_text())
    uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="warning")


if __name__ == "__main__":
    main()
