"""What is asked: each case is a list of requests, asked in turn."""

import random
import re
import subprocess

import duckdb
from settings import BINARY, LAKE

# How many different records and pages there are in a case.
RECORDS = 200
# How often each case is among mixed requests.
MIXED = {"a work by id": 10, "a work by DOI": 5, "a page of 25, again": 4, "groups, again": 1}
# What the peer cannot answer.
OURS = {"a search"}


def known():
    """Ids, DOIs and titles of some works."""
    view = [str(BINARY), "info", "--lake", str(LAKE), "--view", "duckdb", "--entity", "works"]
    connection = duckdb.connect()
    connection.execute(subprocess.run(view, check=True, capture_output=True, text=True).stdout)
    found = connection.execute('SELECT "id", "doi", "display_name" FROM "openalex"."works" WHERE "doi" IS NOT NULL ORDER BY hash("id") LIMIT 2000')
    # Letters that would have to be escaped say nothing about the server.
    plain = [(f"W{id}", doi, title or "") for id, doi, title in found.fetchall() if re.fullmatch(r"10\.[\w./-]+", doi)]
    return plain[:RECORDS]


def searches(titles):
    """Two words of each title that has them."""
    words = [re.findall(r"[a-z]{5,}", title.lower()) for title in titles]
    return [f"/works?search={two[0]}+{two[-1]}&per_page=25" for two in words if len(two) > 1]


def cases():
    """The requests of each case."""
    works = known()
    years = range(2000, 2025)
    filters = [f"publication_year:{year},is_oa:{oa}" for year in years for oa in ("true", "false")]
    fresh = [f"{text},cited_by_count:%3E{count}" for text in filters for count in range(100)]
    random.Random(3).shuffle(fresh)
    return {
        "a work by id": [f"/works/{id}" for id, _, _ in works],
        "a work by DOI": [f"/works/doi:{doi}" for _, doi, _ in works],
        "a page of 25": [f"/works?filter={text}&per_page=25" for text in fresh],
        "a page of 25, again": [f"/works?filter={text}&per_page=25" for text in filters],
        "a search": searches(title for _, _, title in works),
        "groups, again": [f"/works?group_by={name}" for name in ("type", "oa_status", "publication_year")],
    }


def mixed(by_case):
    """All cases in one list, in an order that is always the same."""
    drawn = random.Random(1)
    asks = [drawn.choice(by_case[name]) for name, weight in MIXED.items() for _ in range(weight * 50)]
    drawn.shuffle(asks)
    return asks
