#!/usr/bin/env python3
"""Real client libraries against `serapeum serve`: clients.py PROGRAM [--write]

Makes a lake of each committed sample, serves it, has the clients of its API ask it, and compares what they return
with what the sample's files say. The outcome is docs/clients.md: written with --write, else compared with what is
there.
"""

import os
import subprocess
import sys
import tempfile
import time
import warnings
from importlib.metadata import version
from pathlib import Path

sys.dont_write_bytecode = True  # Nothing is left behind in the clone.

import clients_crossref
import clients_crossref_commons
import clients_diophila
import clients_habanero
import clients_pyalex
import clients_truth
from clients_truth import Raises, ids

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample-data"
TABLE = ROOT / "docs" / "clients.md"
# By source: how its sample is read, and who asks.
SOURCES = {
    "openalex": (clients_truth.Truth, [("pyalex", clients_pyalex), ("diophila", clients_diophila)]),
    "crossref": (
        clients_crossref.Truth,
        [("habanero", clients_habanero), ("crossref-commons", clients_crossref_commons)],
    ),
}

HEAD = """\
# Client libraries

`serapeum serve` answers what programs send that were written for the hosted API. Each needs one thing: to be told
where the server is.

pyalex builds its URLs with a fixed host, so the host is replaced where it does:

```python
{pyalex}```

diophila keeps the address in a member:

```python
{diophila}```

habanero takes it as an argument:

```python
{habanero}```

crossref_commons copies it into its modules as they are imported, so it is set before:

```python
{crossref-commons}```

openalexR (which was not run here) takes it as an argument of its functions, or once as an option:

```r
options(openalexR.endpoint = "http://127.0.0.1:8080")
oa_fetch(entity = "works", publication_year = 2020, endpoint = "http://127.0.0.1:8080")
```

Others (curl, browsers, notebooks) ask `http://127.0.0.1:8080/works?filter=…`. The source's name may come first, and
must where a lake holds several: `http://127.0.0.1:8080/openalex/works?filter=…`. [Serving](serving.md) tells more.

## What was tried

Every call below ran against a server over `sample-data`, and what it returned was compared with what the files of the
sample say, counted without any engine. `.ci/python/clients.py` does it and writes this page.

"""


class Server:
    """`serapeum serve` over a lake of a source's sample."""

    def __init__(self, program, source, folder):
        lake = ["--lake", str(folder / "lake")]
        sample = str(SAMPLES / source)
        subprocess.run([program, "ingest", source, sample, *lake], check=True, stderr=subprocess.DEVNULL)
        command = [program, "serve", "--bind", "127.0.0.1:0", *lake]
        self.said = folder / "said"
        self.process = subprocess.Popen(command, stderr=self.said.open("w"))
        self.address = self.listening()

    def listening(self):
        """The address, as soon as it is told."""
        for _ in range(600):
            for line in self.said.read_text().splitlines():
                if line.startswith("listening on http://"):
                    return line.removeprefix("listening on http://")
            assert self.process.poll() is None, self.said.read_text()
            time.sleep(0.1)
        raise TimeoutError("it does not listen")

    def stop(self):
        self.process.terminate()
        status = self.process.wait(timeout=20)
        assert status == 0, f"exit status {status}\n{self.said.read_text()}"


def run(case, names):
    """Whether a call gives what it should, and else what it gave."""
    expected = case.expected
    try:
        found = case.take(eval(case.call, {**names, "ids": ids}))
    except Exception as error:  # Whatever it is, it is the outcome.
        name = type(error).__name__
        response = getattr(error, "response", None)
        told = response.text if response is not None else ""
        if isinstance(expected, Raises) and name == expected.name and expected.text in f"{error}{told}":
            return None
        return f"{name}: {message(response) or error}"
    if found == expected:
        return None
    return f"{shown(found)} instead of {shown(expected)}"


def message(response):
    try:
        return response.json()["message"]
    except Exception:
        return None


def shown(value):
    """What was compared, in a few words."""
    if isinstance(value, Raises):
        return f"{value.name} with “{value.text}”"
    if isinstance(value, set):
        return f"{len(value)} ids" if len(value) != 1 else str(next(iter(value))).removeprefix("https://openalex.org/")
    if isinstance(value, list):
        return f"{len(value)} in order"
    if isinstance(value, dict):
        return f"{sum(value.values())} in {len(value)} groups"
    text = str(value).removeprefix("https://openalex.org/")
    return text if len(text) < 40 else f"{len(text)} letters"


def cell(text):
    text = " ".join(str(text).split()).replace("|", "\\|")
    return text if len(text) <= 200 else f"{text[:160]} … {text[-30:]}"


def table(name, module, truth, names):
    rows, passed, tried = [], 0, 0
    for case in module.cases(truth):
        if isinstance(case, str):
            rows.append(f"| **{case}** | | | |")
            continue
        wrong = run(case, names)
        tried += 1
        passed += wrong is None
        outcome = "yes" if wrong is None else f"**no**: {cell(wrong)}"
        rows.append(f"| {case.what} | `{cell(case.call)}` | {cell(case.told or shown(case.expected))} | {outcome} |")
        if wrong is not None:
            print(f"{name}: {case.call}\n  {wrong}")
    print(f"{name} {version(name)}: {passed} of {tried} calls give what they should")
    head = f"### {name} {version(name)}: {passed} of {tried}\n\n"
    return head + "| | call | expected | so it is |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"


def asked(program, source):
    """The tables of a source's clients."""
    read, clients = SOURCES[source]
    truth = read(SAMPLES / source)
    with tempfile.TemporaryDirectory() as folder:
        server = Server(program, source, Path(folder))
        try:
            return [table(name, module, truth, module.redirect(server.address)) for name, module in clients]
        finally:
            server.stop()


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    warnings.simplefilter("ignore")
    # The server is on this machine, whatever stands between it and the network.
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1"
    told = {name: module.REDIRECT for _, clients in SOURCES.values() for name, module in clients}
    tables = [part for source in SOURCES for part in asked(sys.argv[1], source)]
    text = HEAD.format(**told) + "\n".join(tables)
    if "--write" in sys.argv:
        TABLE.write_text(text, encoding="utf-8")
    elif not TABLE.is_file() or TABLE.read_text(encoding="utf-8") != text:
        sys.exit(f"{TABLE.relative_to(ROOT)} is not what clients get now: run {sys.argv[0]} PROGRAM --write")


if __name__ == "__main__":
    main()
