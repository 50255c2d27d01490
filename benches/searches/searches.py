"""What an index of words costs and what it gives: searches.py OUTPUT"""

import json
import os
import shutil
import sys
from datetime import datetime, timezone
from itertools import islice
from pathlib import Path
from statistics import median
from urllib.parse import quote

import ingests
import machine
from processes import Served, succeed
from settings import ASK, BINARY, THREADS, works
from tables import table
from texts import questions, texts

WORKS = int(os.environ.get("SERAPEUM_SEARCH_WORKS", "200000"))
WORKS2 = int(os.environ.get("SERAPEUM_SEARCH_WORKS2", "0"))
RUNS = 5
# So many titles are looked through for words.
SOME = 100_000


def mega(count):
    return f"{count / 1e6:,.1f} MB"


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))]


def indexed(corpus):
    """A copy of the lake, of the same files, with an index of words; how it was made."""
    place = corpus.folder / "searched"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(corpus.lake, place, copy_function=os.link)
    made = succeed([BINARY, "index", "openalex/works", "--lake", place, "--threads", THREADS])
    folder = place / "openalex" / "works" / "search"
    return place, made, sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def filters(corpus):
    """Filters on values that few works have, and groups under a search: the request, and how it is told."""
    served = Served("ours", [ASK, corpus.lake, 1, THREADS])
    works = served.ask("openalex/works?filter=authors_count:1-3,referenced_works_count:>3&per-page=1&page=77")
    work = works["answer"]["results"][0]
    served.end()
    author = work["authorships"][0]["author"]["id"].rsplit("/", 1)[1]
    cited = work["referenced_works"][0].rsplit("/", 1)[1]
    return {
        "works of an author": f"openalex/works?filter=authorships.author.id:{author}&include_xpac=true&select=id",
        "works that cite one": f"openalex/works?filter=cites:{cited}&include_xpac=true&select=id",
        "years of an author's works": (
            f"openalex/works?filter=authorships.author.id:{author}&include_xpac=true&group_by=publication_year"
        ),
    }


def timed(lake, requests):
    served = Served("ours", [ASK, lake, RUNS, THREADS])
    told = {name: served.ask(request) for name, request in requests.items()}
    served.end()
    return {name: (median(one["micros"]) / 1e3, count(one["answer"])) for name, one in told.items()}


def count(answer):
    return [answer["meta"]["count"], len(answer["group_by"]) or len(answer["results"])]


def ours(lake, asked):
    served = Served("ours", [ASK, lake, 1, THREADS])
    # What is opened once is not what is measured.
    served.ask("openalex/works?search=measure&per-page=1")
    found = {}
    for name, lines in asked.items():
        requests = [f"openalex/works?search={quote(line)}&include_xpac=true&select=id&per-page=25" for line in lines]
        told = [served.ask(request) for request in requests]
        millis = [one["micros"][0] / 1e3 for one in told]
        found[name] = (millis, median(one["answer"]["meta"]["count"] for one in told))
    memory = served.end()
    return found, memory


def theirs(name, path, folder, asked):
    """How long the index of another program took and is, and its answers' times."""
    database = folder / f"{name}.fts"
    command = [sys.executable, Path(__file__).with_name("peers_fts.py"), name, path, database]
    served = Served(name, command)
    first = json.loads(served.child.stdout.readline())
    if "failed" in first:
        served.end()
        return first
    found = {}
    for kind, lines in asked.items():
        told = [served.ask(line) for line in lines]
        if all(one["answer"] is not None for one in told):
            found[kind] = ([one["millis"] for one in told], median(one["answer"][0] for one in told))
    served.end()
    return {"seconds": first["seconds"], "bytes": database.stat().st_size, "found": found}


def measure(corpus, beside):
    ingests.prepare(corpus)
    requests = filters(corpus)
    before = timed(corpus.lake, requests)
    place, made, size = indexed(corpus)
    after = timed(place, requests)
    for name in requests:
        if before[name][1] != after[name][1]:
            sys.exit(f"{name}: {before[name][1]} before, {after[name][1]} after")
    path = corpus.folder / "texts.jsonl"
    length, titles = 0, []
    with open(path, "w", encoding="utf-8") as out:
        # The others want all texts; without them some tell how long all are.
        for row in texts(corpus) if beside else islice(texts(corpus), SOME):
            length += sum(len(text.encode()) for text in row[1:])
            titles.append(row[1])
            if beside:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    length = length * corpus.records // max(len(titles), 1)
    titles = titles[:SOME]
    asked = questions(titles)
    answers, memory = ours(place, asked)
    others = {name: theirs(name, path, corpus.folder, asked) for name in ("sqlite", "duckdb")} if beside else {}
    path.unlink()
    found = {"made": made, "size": size, "text": length, "answers": answers, "memory": memory}
    return found | {"others": others, "before": before, "after": after}


def told(corpus, found):
    made, size, length = found["made"], found["size"], found["text"]
    rows = [
        [
            "`serapeum index openalex/works`",
            f"{made.seconds:.1f}",
            f"{corpus.records / made.seconds:,.0f}",
            mega(size),
            f"{size / length:.2f}",
            f"{made.memory / 2**20:,.0f} MiB",
        ]
    ]
    names = {"sqlite": "SQLite FTS5, without the texts", "duckdb": "DuckDB fts, with the table"}
    for name, other in found["others"].items():
        if "failed" in other:
            rows.append([names[name], f"failed: {other['failed'][:120]}", "", "", "", ""])
        else:
            per = corpus.records / other["seconds"]
            share = other["bytes"] / length
            rows.append([names[name], f"{other['seconds']:.1f}", f"{per:,.0f}", mega(other["bytes"]), f"{share:.2f}", ""])
    head = ["index", "seconds", "works/s", "size", "of the text", "peak memory"]
    text = f"## {corpus.records:,} works\n\nTitles and abstracts are {mega(length)} of text.\n\n{table(head, rows)}\n\n"
    rows = []
    for kind, (millis, matches) in found["answers"].items():
        cells = [kind, f"{matches:,.0f}", f"{median(millis):.1f}", f"{percentile(millis, 0.95):.1f}"]
        for name in found["others"]:
            other = found["others"][name].get("found", {}).get(kind)
            cells += [f"{median(other[0]):.1f}", f"{percentile(other[0], 0.95):.1f}"] if other else ["", ""]
        rows.append(cells)
    head = ["the 25 best and how many, ms", "matches", "ours p50", "p95"]
    for name in found["others"]:
        head += [f"{name} p50", "p95"]
    text += table(head, rows) + f"\n\nOurs took at most {found['memory'] / 2**20:,.0f} MiB.\n\n"
    rows = [
        [name, f"{found['before'][name][1][0]:,}", f"{found['before'][name][0]:.2f}", f"{found['after'][name][0]:.2f}",
         f"{found['before'][name][0] / found['after'][name][0]:.1f}"]
        for name in found["before"]
    ]
    head = ["filters, ms", "matches", "by reading all", "by the index", "times"]
    return text + table(head, rows) + "\n"


def main(output):
    facts = machine.facts()
    parts = []
    for records, beside in [(WORKS, True), (WORKS2, False)]:
        if records:
            corpus = works(records)
            parts.append(told(corpus, measure(corpus, beside)))
    now = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    told_facts = table(["", ""], [["date", now], *map(list, facts.items())])
    words = f"SERAPEUM_SEARCH_WORKS={WORKS} SERAPEUM_SEARCH_WORKS2={WORKS2} benches/searches/run"
    intro = (
        f"# Searches\n\nWritten by `{words}`; every figure is from that run.\n\n{told_facts}\n\n"
        "Ours indexes, beside titles and abstracts by stem, both by the words as they are, keywords, affiliations, names\n"
        "of authors and the values of ten columns; the others index titles and abstracts by stem alone. Each question is\n"
        "asked once; ours are answers in the API's JSON.\n\n"
    )
    Path(output).write_text(intro + "\n".join(parts))


main(sys.argv[1])
