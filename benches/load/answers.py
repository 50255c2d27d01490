"""Answers in a form that does not say how long they took, and that both servers' can be brought to."""

import json


def plain(body):
    """An answer without the time that it took."""
    told = json.loads(body)
    if isinstance(told, dict) and isinstance(told.get("meta"), dict):
        told["meta"].pop("db_response_time_ms", None)
    return told


def number(id):
    """The number of an id, which one server tells as a URL."""
    return int(str(id).rsplit("W", 1)[-1])


def gist(body):
    """What both servers tell: an id; or how many records, which are on the page, and what is counted."""
    told = json.loads(body)
    if "meta" not in told:
        return number(told["id"])
    # Ours tells a type as a URL.
    groups = {str(group["key"]).rsplit("/", 1)[-1]: group["count"] for group in told["group_by"]}
    return told["meta"]["count"], [number(work["id"]) for work in told.get("results", [])], groups
