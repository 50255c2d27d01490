"""The results as Markdown."""

from datetime import datetime, timezone

from settings import OTHERS, RELATIONS, RUNS, THREADS, WORKS, WORKS2, others, works
from tables import table


def mega(count):
    return f"{count / 1e6:,.1f} MB"


def ingest(corpus, found):
    runs, sizes = found["runs"], found["sizes"]
    names = {
        "floor": "floor: inflate and compress again, nothing else",
        "ours": f"`serapeum ingest {corpus.source} --entity {corpus.entity}`",
        "duckdb": "DuckDB, as much memory as it likes",
        "bounded": f"DuckDB, `memory_limit` {found['limit']} MiB (our peak)",
    }
    rows = []
    for key, name in names.items():
        one = runs[key]
        if "failed" in one:
            rows.append([name, "failed", "", "", "", ""])
            continue
        rows.append(
            [
                name,
                f"{one['seconds']:.2f}",
                f"{one['seconds'] / runs['ours']['seconds']:.2f}",
                f"{one['cpu']:.2f}",
                f"{one['memory'] / 2**20:,.0f} MiB",
                f"{sizes['json'] / 1e6 / one['seconds']:,.0f} MB/s",
            ]
        )
    head = ["", "seconds", "of ours", "CPU seconds", "peak memory", "JSON"]
    text = table(head, rows)
    for key in names:
        if "failed" in runs[key]:
            text += f"\n\n{names[key]} failed: `{runs[key]['failed']}`"
    ratio = runs["ours"]["seconds"] / runs["floor"]["seconds"]
    text += f"\n\nOur time is {ratio:.2f} times the floor's.\n\n"
    kept = [
        ["shards (gzip)", mega(sizes["shards"])],
        ["their JSON", mega(sizes["json"])],
        ["lake: columns", mega(sizes["fields"])],
        ["lake: records, verbatim", mega(sizes["records"])],
        ["lake: lookups", mega(sizes["keys"])],
        ["DuckDB's Parquet, zstd", mega(sizes["duckdb"])],
    ]
    return text + table(["on disk", "bytes"], kept)


def queries(found):
    rows = []
    for name, by in found["questions"]:
        ours = by["ours"]["millis"]
        cells = [name, f"{ours:.2f}"]
        for other in ("indexed", "columns", "nested"):
            cells += [f"{by[other]['millis']:.2f}", f"{by[other]['millis'] / ours:.2f}"]
        cells += [f"{by[key]['cpu']:.0f}" for key in ("ours", "columns", "nested")]
        rows.append(cells)
    head = ["milliseconds", "ours", "ours, indexed", "of ours"]
    head += ["DuckDB, our columns", "of ours", "DuckDB, nested", "of ours", "CPU: ours", "our columns", "nested"]
    memory = found["memory"]
    names = {"ours": "ours", "indexed": "ours with an index", "columns": "DuckDB over our columns", "nested": "DuckDB, nested"}
    peaks = ", ".join(f"{names[key]} {memory[key] / 2**20:,.0f} MiB" for key in names)
    return f"{table(head, rows)}\n\nPeak memory over all questions: {peaks}."


def growth(found):
    small, large = (found[size] for size in found)
    rows = []
    for name in small:
        if name != "memory":
            rows.append([name, f"{small[name] / 1e3:.2f}", f"{large[name] / 1e3:.2f}", f"{large[name] / small[name]:.2f}"])
    rows.append(["peak memory, MiB", small["memory"] >> 20, large["memory"] >> 20, f"{large['memory'] / small['memory']:.2f}"])
    head = ["milliseconds", *(f"{works:,} works" for works in found), "times"]
    return table(head, rows)


def related(found):
    one = found["run"]
    return (
        f"{found['records']:,} research products of OpenAIRE with all that belongs to them: {one.seconds:.0f} s, "
        f"{one.cpu:.0f} s of processor time, {one.memory / 2**20:,.0f} MiB at the most; of the summary: `{found['line']}`"
    )


def command():
    named = {"WORKS": WORKS, "WORKS2": WORKS2, "OTHERS": OTHERS, "RELATIONS": RELATIONS, "RUNS": RUNS}
    return " ".join([*(f"SERAPEUM_BENCH_{name}={value}" for name, value in named.items() if value), "benches/peers/run"])


def write(path, facts, found):
    now = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    told = table(["", ""], [["date", now], *([key, value] for key, value in facts.items())]).replace("---:", "---")
    ingested = found["ingested"]
    parts = [
        "# Results",
        f"Written by `{command()}`; every figure is from that run.",
        told,
        f"Data: a synthetic snapshot of {WORKS:,} works. Times are medians of {RUNS} alternating runs, memory is the "
        f"largest; all programs had {THREADS} threads. Files are in the system's cache after the first run.",
        "## Ingest of works",
        "DuckDB reads the same shards with a schema that it found beforehand, over all records, outside the measured "
        "time; `abstract_inverted_index` is one JSON column. It writes nested Parquet, from which no record can be "
        "given back byte by byte; ours writes columns, lookups and the records verbatim.",
        ingest(works(WORKS), ingested["openalex"]),
        "## Queries",
        "The answers were compared first and are equal: the 200 largest groups, or the count. Ours also count works "
        "and groups, look up names, and are complete JSON; those marked count give the number alone. "
        "\"indexed\" is the same lake after `serapeum index`, which knows the rows of each value of some lists. \"of "
        "ours\" is the time divided by ours, without index.",
        queries(found["asked"]),
    ]
    if "grown" in found:
        parts += ["## Growth", growth(found["grown"])]
    for corpus in others(OTHERS):
        if corpus.source in ingested:
            title = f"## Ingest of {OTHERS:,} records of {corpus.source}"
            parts += [title, "As above.", ingest(corpus, ingested[corpus.source])]
    if "related" in found:
        parts += ["## Relations", related(found["related"])]
    path.write_text("\n\n".join(parts) + "\n")
