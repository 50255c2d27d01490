"""What a single record and a page cost in lakes of different sizes."""

import sys
from statistics import median
from urllib.parse import quote

from processes import Served
from settings import ASK, RUNS, THREADS

PAGE = "openalex/works?sort=cited_by_count:desc&per-page=25"
# How far walks go.
WALKED = 100_000


def measure(corpus):
    """Microseconds by name, in the order asked."""
    served = Served("ours", [ASK, corpus.lake, RUNS, THREADS])
    some = "per-page=1&page=77"

    def first(request):
        return served.ask(request)["answer"]["results"][0]

    def last(url):
        return url.rsplit("/", 1)[-1]

    work = first(f"openalex/works?filter=has_doi:true&{some}")
    author = first(f"openalex/authors?filter=has_orcid:true&{some}")
    source = first("openalex/sources?filter=has_issn:true&per-page=1")
    token = served.ask(f"{PAGE}&cursor=*")["answer"]["meta"]["next_cursor"]
    questions = {
        "work by id": "openalex/works/" + last(work["id"]),
        "work by DOI": "openalex/works/doi:" + quote(work["doi"].split(".org/", 1)[1], safe="/"),
        "author by ORCID": "openalex/authors/orcid:" + last(author["orcid"]),
        "source by ISSN": "openalex/sources/issn:" + source["issn"][0],
        "page 1": PAGE,
        "page 400": f"{PAGE}&page=400",
        "the page after a token": f"{PAGE}&cursor={quote(token)}",
        "works of 2020, page 1": "openalex/works?filter=publication_year:2020",
        "groups by type": "openalex/works?group_by=type",
    }
    found = {name: median(served.ask(line)["micros"]) for name, line in questions.items()}
    walk = served.ask(f"walk {WALKED} {PAGE}")
    export = served.ask(f"export {WALKED} {PAGE}")
    if walk["answer"]["found"] != export["answer"]["found"]:
        sys.exit("a walk and an export find different numbers of works")
    found[f"walk of {WALKED:,} addresses, 200 a page"] = median(walk["micros"])
    found[f"export of {WALKED:,} ids in the same order"] = median(export["micros"])
    found["a page of the walk, its first 100"] = walk["answer"]["early"]
    found["a page of the walk, its last 100"] = walk["answer"]["late"]
    found["memory"] = served.end()
    return found
