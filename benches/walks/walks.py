"""Walks to the end, resumed in a new process, beside exports of the same: walks.py OUTPUT"""

import json
import os
import shutil
import sys
from datetime import datetime, timezone
from pathlib import Path

import machine
from processes import succeed
from settings import BINARY, TARGET
from tables import table

WALK = TARGET / "release" / "examples" / "walk"
CROSSREF = int(os.environ.get("SERAPEUM_WALK_CROSSREF", "1000000"))
OPENALEX = int(os.environ.get("SERAPEUM_WALK_OPENALEX", "10000000"))
SIZE = 1000


def lake(source, works, *options):
    """A lake of synthetic works, made once. Its snapshot goes when it has been read."""
    folder = TARGET / "bench-data" / f"walks-{source}-{works}"
    place, snapshot, aside = folder / "lake", folder / "snapshot", folder / "unfinished"
    if not place.is_dir():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        print(f"making {place}", flush=True)
        succeed([BINARY, "sample", source, snapshot, "--records", works])
        made = succeed([BINARY, "ingest", source, snapshot, "--lake", aside, "--entity", "works", "--index", "none", *options])
        (folder / "ingest.json").write_text(json.dumps({"seconds": made.seconds, "memory": made.memory}))
        shutil.rmtree(snapshot)
        aside.rename(place)
    return place, json.loads((folder / "ingest.json").read_text())


def walk(place, request, cursor=None, twice=False):
    os.environ.pop("SERAPEUM_WALK_TWICE", None)
    if twice:
        os.environ["SERAPEUM_WALK_TWICE"] = "1"
    done = succeed([WALK, place, request, SIZE, *([cursor] if cursor else [])])
    return json.loads(done.out) | {"wall": done.seconds, "memory": done.memory}


def export(place, request, *options):
    file = place.parent / "export.out"
    done = succeed([BINARY, "export", request, "-o", file, "--lake", place, *options])
    told = {"seconds": done.seconds, "wall": done.seconds, "memory": done.memory, "bytes": file.stat().st_size}
    file.unlink()
    return told


def compare(place, request, *options):
    print(request, flush=True)
    whole = walk(place, request)
    rest = walk(place, request, whole["half"])
    if rest["digest"] != whole["after_half"]:
        sys.exit(f"{request}: the walk resumed in the middle tells other records")
    again = walk(place, request, twice=True)
    if again["digest"] != whole["digest"]:
        sys.exit(f"{request}: a second walk tells other records")
    return {"whole": whole, "rest": rest, "twice": again, "export": export(place, request, *options)}


def told(found):
    names = {
        "whole": "walk",
        "rest": "resumed in the middle, in a new process",
        "twice": "walk, every page asked twice",
        "export": "export",
    }
    rows = []
    for key, name in names.items():
        one = found[key]
        rows.append(
            [
                name,
                f"{one['records']:,}" if "records" in one else "",
                f"{one['first'] * 1e3:,.0f}" if "first" in one else "",
                f"{one['seconds']:.1f}",
                f"{one['seconds'] / found['export']['seconds']:.2f}",
                f"{one['memory'] / 2**20:,.0f}",
            ]
        )
    return table(["", "records", "first page, ms", "seconds", "of the export", "peak MiB"], rows)


def main():
    facts = machine.facts()
    now = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    command = f"SERAPEUM_WALK_CROSSREF={CROSSREF} SERAPEUM_WALK_OPENALEX={OPENALEX} benches/walks/run"
    parts = [
        "# Long walks",
        f"Written by `{command}`. Pages have {SIZE:,} records. Records told after the middle are compared with those of "
        "a walk resumed there in a new process, and every page with the same page asked again.",
        table(["", ""], [["date", now], *([key, value] for key, value in facts.items())]).replace("---:", "---"),
    ]
    for source, works, request, options, columns in [
        ("crossref", CROSSREF, "crossref/works?filter=has-orcid:1", [], ["--raw", "--format", "jsonl"]),
        ("openalex", OPENALEX, "openalex/works?include_xpac=true", ["--records", "none"], ["--columns", "id", "--format", "csv"]),
        ("openalex", OPENALEX, "openalex/works?include_xpac=true&sort=cited_by_count:desc", ["--records", "none"], ["--columns", "id", "--format", "csv"]),
    ]:
        place, made = lake(source, works, *options)
        found = compare(place, request, *columns)
        parts += [
            f"## `{request}`",
            f"{works:,} synthetic works, ingested in {made['seconds']:.0f} s with {made['memory'] / 2**20:,.0f} MiB"
            + (", without their records; the walk tells addresses, the export ids." if options else "."),
            told(found),
        ]
    Path(sys.argv[1]).write_text("\n\n".join(parts) + "\n")


if __name__ == "__main__":
    main()
