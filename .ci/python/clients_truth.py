"""What the records of a snapshot say, counted from its files without any engine."""

import gzip
import json
from collections import Counter
from dataclasses import dataclass
from typing import Any, Callable


@dataclass(frozen=True)
class Case:
    """A call of a client, written as one would type it, and what its answer must be."""

    what: str
    call: str
    expected: Any
    # What is compared: something taken from the answer.
    take: Callable[[Any], Any] = lambda answer: answer
    # What is expected, in words, where the value itself says little.
    told: str | None = None


@dataclass(frozen=True)
class Raises:
    """The client's own exception is what the call must end with."""

    name: str
    text: str


class Truth:
    """The records of each entity, by folder, in no particular order."""

    def __init__(self, snapshot):
        self.entities = {}
        for shard in sorted((snapshot / "data").glob("*/*/*.gz")):
            records = self.entities.setdefault(shard.parts[-3], [])
            with gzip.open(shard, "rt", encoding="utf-8") as lines:
                records.extend(json.loads(line) for line in lines)
        for entity, records in self.entities.items():
            assert len(ids(records)) == len(records), f"{entity}: an id occurs twice"
        # Lists of works leave the expansion corpus out unless asked for it.
        self.works = [work for work in self.entities["works"] if work.get("is_xpac") is not True]
        # Lists of authors leave those without works out.
        self.authors = [author for author in self.entities["authors"] if author["works_count"] > 0]

    def __getitem__(self, entity):
        return self.entities[entity]

    def some_work(self, wanted):
        """The first core work by id that is as wanted."""
        return min(filter(wanted, self.works), key=lambda work: number(work["id"]))

    def where(self, wanted):
        """The core works that are as wanted."""
        return [work for work in self.works if wanted(work)]


def ids(records):
    return {record["id"] for record in records}


def number(id):
    return int(id.rsplit("/", 1)[-1][1:])


def short(id):
    return id.rsplit("/", 1)[-1]


def countries(work):
    """The countries of a work's institutions."""
    authorships = work.get("authorships") or []
    institutions = (place for author in authorships for place in author.get("institutions") or [])
    return {place["country_code"] for place in institutions if place.get("country_code")}


def is_oa(work):
    return (work.get("open_access") or {}).get("is_oa")


def oa_status(work):
    return (work.get("open_access") or {}).get("oa_status")


def most(records, member, count):
    """The largest values of a member, in order."""
    return sorted((record[member] for record in records), reverse=True)[:count]


def groups(values):
    """How often each value occurs, as text."""
    return {str(value): count for value, count in Counter(values).items()}


def counted(answer):
    """The groups of an answer."""
    items = answer["group_by"] if isinstance(answer, dict) else answer
    return {item["key"]: item["count"] for item in items}


def tokens(text):
    return {"".join(filter(str.isalnum, word)).lower() for word in (text or "").split()}


def words(work):
    """The words of title and abstract."""
    return tokens(" ".join([work["display_name"] or "", *(work.get("abstract_inverted_index") or {})]))


def mentions(work, word):
    return word in words(work)


def stems(work, word):
    """Whether the work has the word or one that begins like it."""
    return any(other.startswith(word[:6]) for other in words(work))


def searched(works):
    """The longest of the words that stand in titles of ten works or more, so that few others share its stem."""
    found = {}
    for work in works:
        for word in tokens(work["display_name"]):
            found[word] = found.get(word, 0) + 1
    return max((word for word, times in found.items() if times >= 10), key=lambda word: (len(word), word))
