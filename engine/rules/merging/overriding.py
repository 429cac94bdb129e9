"""A ruleset laid over the one that it extends: JSON Merge Patch (RFC 7396), where null removes.

Where the two say the same thing in different ways (bands and a scale), the own way replaces the other.
"""

from typing import get_args

from ...findings import Finding
from ..model import Aggregation
from ..nodes import Entry, Map, Node, Scalar
from . import faults

_AGGREGATIONS = frozenset(get_args(Aggregation))
_ROWS = frozenset(("from", "where", "last", "ending"))
_MEASURES = frozenset(("bands", "scale", "points", "rules", "criteria"))
_SOURCES = frozenset(("file", "sql", "from"))
_NOT_INHERITED = ("extends", "include")


def overridden(base: Map, own: Map, findings: list[Finding]) -> Map:
    """The base with what the own ruleset says, by id; keys keep the base's order, new ones follow."""
    inherited = {key: entry for key, entry in base.entries.items() if key not in _NOT_INHERITED}
    return _laid_over(Map(inherited, own.place), own, findings, ())


def _laid_over(base: Map, own: Map, findings: list[Finding], path: tuple[str, ...]) -> Map:
    gone = _replaced(own, path)
    entries = {key: entry for key, entry in base.entries.items() if key not in gone or key in own.entries}
    for key, entry in own.entries.items():
        inner = (*path, key)
        if _removes(entry.value, inner):
            if entries.pop(key, None) is None:
                findings.append(faults.nothing_to_remove(entry.key, tuple(base.entries)))
        else:
            known = entries.get(key)
            entries[key] = Entry(
                entry.key, _value(known.value if known else None, entry.value, findings, inner)
            )
    return Map(entries, own.place)


def _value(base: Node | None, own: Node, findings: list[Finding], path: tuple[str, ...]) -> Node:
    """A map goes over a map; anything else replaces. A segment's cells are one thing, replaced as a whole."""
    whole = path[-1] == "at" or _in_test(path)
    if isinstance(base, Map) and isinstance(own, Map) and not whole:
        return _laid_over(base, own, findings, path)
    return own


def _removes(node: Node, path: tuple[str, ...]) -> bool:
    return isinstance(node, Scalar) and node.value is None and not _in_test(path)


def _in_test(path: tuple[str, ...]) -> bool:
    """Inside a test null is a value: the account's field is missing."""
    return path[0] == "tests" and path[2:] != ()


def _replaced(own: Map, path: tuple[str, ...]) -> frozenset[str]:
    """Keys of the base that what the own map says takes the place of."""
    keys = frozenset(own.entries)
    match path:
        case ("metrics", _):
            return _replaced_in_metric(keys)
        case ("tables", _) if keys & _SOURCES:
            return _SOURCES | {"sheet", "connection"}
        case (*_, "criteria", _) if keys & _MEASURES:
            return _MEASURES | {"value" if keys & {"rules", "criteria"} else "otherwise"}
        case _:
            return frozenset()


def _replaced_in_metric(keys: frozenset[str]) -> frozenset[str]:
    if keys & _AGGREGATIONS:
        return _AGGREGATIONS | {"value", "over", "lookup", "by"}
    if "value" in keys:
        return _AGGREGATIONS | _ROWS | {"lookup", "by"}
    return _AGGREGATIONS | _ROWS | {"value", "over"} if "lookup" in keys else frozenset()
