"""The results as Markdown."""

from datetime import datetime, timezone
from importlib.metadata import version

from tables import table
from settings import CLIENTS, REQUESTS, SECONDS, THREADS, WORKS


def ratio(ours, peer):
    return f"{ours / peer:.2f}" if ours is not None and peer else ""


def figures(one):
    """Requests a second, the median and the 99th percentile; or that there is nothing to tell them of."""
    if one["rate"] is None:
        return [f"nothing answered in {one['seconds']} s", "", ""]
    return [f"{one['rate']:,.0f}", f"{one['p50'] / 1e3:.2f}", f"{one['p99'] / 1e3:.2f}"]


def cases(found, clients):
    rows = []
    for name, by in found["ours"]["cases"].items():
        ours = by[clients]
        peer = found["peer"]["cases"].get(name, {}).get(clients)
        if peer is None:
            rows.append([name, *figures(ours), "", "", "", "", ""])
            continue
        times = [ratio(ours.get(key), peer.get(key)) for key in ("rate", "p99")]
        rows.append([name, *figures(ours), *figures(peer), *times])
    head = ["", "ours: requests/s", "p50, ms", "p99, ms", "peer: requests/s", "p50, ms", "p99, ms"]
    return table([*head, "requests/s, times the peer's", "p99, times the peer's"], rows)


def singles(found):
    ours, peer = found["ours"], found["peer"]
    rows = [["start to first answer", f"{ours['start']:.0f} ms", f"{peer['start']:.0f} ms", ratio(ours["start"], peer["start"])]]
    for target, millis in ours["first groups"].items():
        other = peer["first groups"][target]
        rows.append([f"`{target}`, the first time", f"{millis:.1f} ms", f"{other:.1f} ms", ratio(millis, other)])
    for at, name in enumerate(("resident memory at the start", "resident memory after the cases", "resident memory after mixed requests")):
        one, other = ours["memory"][at], peer["memory"][at]
        rows.append([name, f"{one / 2**20:,.0f} MiB", f"{other / 2**20:,.0f} MiB", ratio(one, other)])
    for key, name in (("asked", "mixed requests before that"), ("compared", "answers compared meanwhile, all equal"), ("late", "others meanwhile, not answered in 120 s")):
        rows.append([name, f"{ours[key]:,}", f"{peer[key]:,}", ""])
    return table(["", "ours", "peer", "times the peer's"], rows)


def write(path, facts, found):
    now = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    settings = f"WORKS={WORKS} SECONDS={SECONDS} CLIENTS={CLIENTS} REQUESTS={REQUESTS}"
    command = " ".join(f"SERAPEUM_LOAD_{part}" for part in settings.split()) + " benches/load/run"
    facts = facts | {"peer": f"FastAPI {version('fastapi')}, uvicorn {version('uvicorn')}"}
    told = table(["", ""], [["date", now], *([key, value] for key, value in facts.items())]).replace("---:", "---")
    parts = [
        "# Load",
        f"Written by `{command}`; every figure is from that run.",
        told,
        f"`serapeum serve` over a synthetic lake of {WORKS:,} works, and a server of FastAPI and DuckDB "
        f"(`benches/load/peer.py`) over its columns. Each was asked alone, by `wrk` on the same machine, for {SECONDS} s "
        f"a case; both had {THREADS} threads for queries, and their files were in the system's cache. Ours tells whole "
        "records, the peer eleven columns of each. What both tell was compared and is equal: which record; how "
        "many there are, and which are on the page; the groups and their counts.",
        "Ours keeps what statements answered: of what is asked again only the records are read again. A page of 25 without "
        "`again` is one that was not asked before. Searches are for two words of a title; the peer has none. Mixed are ten "
        "works by id and five by DOI to four pages and one grouping, each again and again.",
        f"## {CLIENTS} clients",
        cases(found, CLIENTS),
        "## One client",
        cases(found, 1),
        "## Start, first groups, memory",
        singles(found),
    ]
    path.write_text("\n\n".join(parts) + "\n")
