"""What the records of a Crossref data file say, counted from its files without any engine."""

import gzip
import json

ROLES = ["author", "editor", "chair", "translator"]


class Truth:
    """Works in force by DOI, and the records of the side files."""

    def __init__(self, snapshot):
        self.works = []
        newest = {}
        for work in lines(snapshot / "0.jsonl.gz"):
            other = newest.get(work["DOI"].lower())
            if other is None or stamp(other) <= stamp(work):
                newest[work["DOI"].lower()] = work
        self.works = sorted(newest.values(), key=lambda work: work["DOI"].lower())
        self.members = lines(snapshot / "members.jsonl.gz")
        self.funders = lines(snapshot / "funders.jsonl.gz")
        self.journals = lines(snapshot / "journals.jsonl.gz")

    def some_work(self, wanted):
        """The first work by DOI that is as wanted."""
        return next(filter(wanted, self.works))

    def where(self, wanted):
        """The works that are as wanted."""
        return [work for work in self.works if wanted(work)]


def lines(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def stamp(work):
    return work["indexed"]["timestamp"]


def dois(works):
    return {work["DOI"] for work in works}


def once(works):
    """The DOIs of works, none of them twice."""
    found = [work["DOI"] for work in works]
    assert len(found) == len(set(found)), "a work came twice"
    return set(found)


def issued(work):
    """The first day on which a work may have been published, as a date's text; nothing where it has none."""
    parts = (work["issued"]["date-parts"] or [[None]])[0]
    if not parts or parts[0] is None:
        return ""
    year, month, day = [*parts, 1, 1][:3] if len(parts) < 3 else parts
    return f"{year:04}-{month:02}-{day:02}"


def year(work):
    return issued(work)[:4]


def contributors(work):
    return [person for role in ROLES for person in work.get(role) or []]


def orcids(work):
    return {person["ORCID"].rsplit("/", 1)[-1] for person in contributors(work) if person.get("ORCID")}


def funders(work):
    """The DOIs of a work's funders."""
    return {funder["DOI"].lower() for funder in work.get("funder") or [] if funder.get("DOI")}


def relations(work):
    """The names of the relations that lead somewhere."""
    return {name for name, objects in (work.get("relation") or {}).items() if objects}


def counts(works, values):
    """How many works have each value."""
    found = {}
    for work in works:
        for value in set(values(work)):
            found[value] = found.get(value, 0) + 1
    return found


# The labels of types, in the order in which the API lists them.
TYPES = {
    "book-section": "Book Section",
    "monograph": "Monograph",
    "report-component": "Report Component",
    "report": "Report",
    "peer-review": "Peer Review",
    "book-track": "Book Track",
    "journal-article": "Journal Article",
    "book-part": "Part",
    "other": "Other",
    "book": "Book",
    "journal-volume": "Journal Volume",
    "book-set": "Book Set",
    "reference-entry": "Reference Entry",
    "proceedings-article": "Proceedings Article",
    "journal": "Journal",
    "component": "Component",
    "book-chapter": "Book Chapter",
    "proceedings-series": "Proceedings Series",
    "report-series": "Report Series",
    "proceedings": "Proceedings",
    "database": "Database",
    "standard": "Standard",
    "reference-book": "Reference Book",
    "posted-content": "Posted Content",
    "journal-issue": "Journal Issue",
    "dissertation": "Dissertation",
    "grant": "Grant",
    "dataset": "Dataset",
    "book-series": "Book Series",
    "edited-book": "Edited Book",
}
