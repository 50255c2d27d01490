#!/usr/bin/env python3
"""Every dependency's licence is one that deny.toml allows.

Reads `cargo metadata`. Stands in for `cargo deny check licenses` where
cargo-deny is not installed; understands SPDX expressions (OR, AND, WITH, parentheses) and the old `MIT/Apache-2.0`.
"""

import json
import pathlib
import re
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOKEN = re.compile(r"[()]|[^\s()]+")


def allowed(expression, allow):
    """Whether the parts of an expression that one may choose are all in `allow`."""
    tokens = TOKEN.findall(expression.replace("/", " OR "))
    place = 0

    def peek():
        return tokens[place] if place < len(tokens) else None

    def take():
        nonlocal place
        token = peek()
        if token is None:
            raise ValueError(f"{expression!r} ends too early")
        place += 1
        return token

    def either():
        value = both()
        while peek() == "OR":
            take()
            other = both()
            value = value or other
        return value

    def both():
        value = one()
        while peek() == "AND":
            take()
            other = one()
            value = value and other
        return value

    def one():
        token = take()
        if token == "(":
            value = either()
            if take() != ")":
                raise ValueError(f"{expression!r}: no closing parenthesis")
            return value
        if token in (")", "OR", "AND", "WITH"):
            raise ValueError(f"{expression!r}: unexpected {token}")
        if peek() == "WITH":
            take()
            token = f"{token} WITH {take()}"
        return token in allow

    value = either()
    if peek() is not None:
        raise ValueError(f"{expression!r}: unexpected {peek()}")
    return value


def self_test():
    allow = {"MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Unicode-3.0"}
    for expression, expected in [
        ("MIT", True),
        ("MIT/Apache-2.0", True),
        ("GPL-3.0 OR MIT", True),
        ("GPL-3.0 AND MIT", False),
        ("(MIT OR GPL-3.0) AND Unicode-3.0", True),
        ("(MIT OR Apache-2.0) AND GPL-3.0", False),
        ("GPL-3.0 OR MIT AND Apache-2.0", True),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("MIT WITH LLVM-exception", False),
    ]:
        assert allowed(expression, allow) is expected, expression
    for expression in ["", "MIT OR", "(MIT", "MIT Apache-2.0", "OR"]:
        try:
            allowed(expression, allow)
        except ValueError:
            continue
        raise AssertionError(f"{expression!r} was read")


def metadata():
    command = ["cargo", "metadata", "--format-version", "1", "--locked"]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)


def main():
    self_test()
    deny = tomllib.loads((ROOT / "deny.toml").read_text())
    allow = set(deny["licenses"]["allow"])
    banned = {ban["crate"] for ban in deny["bans"]["deny"]}
    registry = "registry+" + deny["sources"]["allow-registry"][0]
    read = metadata()
    ours = set(read["workspace_members"])
    faults = []
    for package in read["packages"]:
        name = f"{package['name']} {package['version']}"
        if package["id"] in ours:
            continue
        if package["source"] != registry:
            faults.append(f"{name}: comes from {package['source']}, not from crates.io")
        if package["name"] in banned:
            faults.append(f"{name}: banned")
        licence = package["license"]
        try:
            if licence is None or not allowed(licence, allow):
                faults.append(f"{name}: licence {licence} is not in deny.toml")
        except ValueError as error:
            faults.append(f"{name}: {error}")
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(read['packages']) - len(ours)} dependencies, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
