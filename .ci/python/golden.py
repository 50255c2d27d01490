#!/usr/bin/env python3
"""Runs the golden statements in Python's DataFusion and compares their rows: golden.py DIR

DIR is written by: SERAPEUM_GOLDEN_OUT=DIR cargo test --workspace --test golden
"""

import json
import sys
from pathlib import Path

import datafusion
import pyarrow as pa

# Values that JSON does not know stand as whole numbers, and become what they are by a cast.
TYPES = {
    "Int": (pa.int64(), pa.int64()),
    "Float": (pa.float64(), pa.float64()),
    "Bool": (pa.bool_(), pa.bool_()),
    "Text": (pa.string(), pa.string()),
    "Date": (pa.int32(), pa.date32()),
    "Time": (pa.int64(), pa.timestamp("us")),
}


def scalar(param):
    if "list" in param:
        stored, wanted = TYPES[param["list"]]
        return pa.array([param["values"]], pa.list_(stored)).cast(pa.list_(wanted))[0]
    stored, wanted = TYPES[param["type"]]
    return pa.scalar(param["value"], stored).cast(wanted)


def plain(column):
    if pa.types.is_date32(column.type):
        column = column.cast(pa.int32())
    elif pa.types.is_timestamp(column.type):
        column = column.cast(pa.int64())
    return column.to_pylist()


def rows(frame):
    table = pa.Table.from_batches(frame.collect(), schema=frame.schema())
    columns = [plain(column) for column in table.columns]
    return [list(row) for row in zip(*columns)] if columns else []


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    files = sorted(Path(sys.argv[1]).glob("[0-9]*.json"))
    session, opened = datafusion.SessionContext(), set()
    passed, failed = 0, 0
    for path in files:
        golden = json.loads(path.read_text())
        if golden["view"] not in opened:
            opened.add(golden["view"])
            for line in filter(None, golden["view"].splitlines()):
                session.sql(line).collect()
        for statement in golden["statements"]:
            params = {str(n): scalar(param) for n, param in enumerate(statement["params"], 1)}
            try:
                found = rows(session.sql(statement["text"], param_values=params))
            except Exception as error:  # Whatever it is, the statement does not run there.
                found = f"{type(error).__name__}: {error}"
            # Without an order, rows come as they may.
            if " ORDER BY " not in statement["text"]:
                found = sorted(found, key=json.dumps)
                statement["rows"].sort(key=json.dumps)
            if found == statement["rows"]:
                passed += 1
                continue
            failed += 1
            print(f"{path.name} {golden['request'][:200]}\n{statement['text'][:2000]}")
            print(f"  expected {str(statement['rows'])[:500]}\n  found    {str(found)[:500]}")
    print(f"datafusion {datafusion.__version__}: {passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
