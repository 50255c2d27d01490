"""Questions put to the four in turn, after checking that they say the same."""

import json
import sys
from statistics import median

from processes import Served, succeed
from questions import QUESTIONS, listed, ours, theirs
from settings import ASK, BINARY, DUCK, RUNS, THREADS

# How many DOIs a list of them has.
DOIS = 100_000


def compare(corpus):
    parquet = corpus.folder / "works.parquet"
    view = succeed([BINARY, "info", "--view", "duckdb", "--entity", "works", "--lake", corpus.lake]).out
    nested = f"CREATE VIEW works AS FROM read_parquet('{parquet}')"
    serve = [sys.executable, DUCK, "serve"]
    asked = [
        Served("ours", [ASK, corpus.lake, 1, THREADS]),
        Served("indexed", [ASK, corpus.indexed, 1, THREADS]),
        Served("nested", [*serve, nested, THREADS]),
        Served("columns", [*serve, view, THREADS]),
    ]
    lines = ["count openalex/works?include_xpac=true"] * 2
    lines += [json.dumps(f"SELECT count(*) FROM {table}") for table in ("works", "openalex.works")]
    counts = [served.ask(line)["answer"] for served, line in zip(asked, lines)]
    if counts != [counts[0]] * 2 + [[[counts[0]]]] * 2:
        sys.exit(f"not the same works: {counts}")
    some = f"SELECT doi FROM openalex.works WHERE doi IS NOT NULL ORDER BY id LIMIT {DOIS}"
    dois = [doi for (doi,) in asked[-1].ask(json.dumps(some))["answer"]]
    found = []
    for question in [*QUESTIONS, listed(dois, corpus.folder / "dois.txt")]:
        print(question.name, flush=True)
        lines = [question.request, question.request, json.dumps(question.nested), json.dumps(question.columns)]
        first = [served.ask(line)["answer"] for served, line in zip(asked, lines)]
        expected = ours(question, first[0])
        said = [expected, ours(question, first[1]), *(theirs(question, answer) for answer in first[2:])]
        for served, answer in zip(asked, said):
            if answer != expected:
                told = f"{str(expected)[:400]}\n{str(answer)[:400]}"
                sys.exit(f"{question.name}: {served.name} answers otherwise\n{told}")
        runs = {served.name: [] for served in asked}
        for _ in range(RUNS):
            for served, line in zip(asked, lines):
                runs[served.name].append(served.ask(line))
        found.append((question.name, {name: middle(answers) for name, answers in runs.items()}))
    return {"questions": found, "memory": {served.name: served.end() for served in asked}}


def middle(answers):
    return {
        "millis": median(answer["micros"][0] for answer in answers) / 1e3,
        "cpu": median(answer["cpu_millis"] or 0 for answer in answers),
    }
