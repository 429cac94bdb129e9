"""A whole ruleset in SQL, over its clean data: everything that SQL has, and the rest told by name."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from graphlib import TopologicalSorter
from typing import Any

from .database import Database
from .expressions import NotInSqlError
from .metrics import add_metric, add_row_metrics, derive_accounts, find_groups, link
from .scores import add_score
from .segmentations import add_segmentation

Rules = Mapping[str, Any]
Clean = Mapping[str, Mapping[str, Iterable[Any]]]
"""Columns of plain values by table and field, None for missing."""
FOR_PEOPLE = frozenset({"title", "reason", "definition", "unit", "source", "method", "format"})


@dataclass(slots=True)
class Reference:
    """What SQL makes of a ruleset: columns by name in the order of the account keys; `left_out` with the reason."""

    columns: dict[str, list[Any]] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)


def compute(db: Database, rules: Rules, as_of: dt.date, clean: Clean) -> Reference:
    """Everything of a ruleset that SQL has."""
    found = Reference()
    tables = rules["tables"]
    _prepare(db, rules, as_of, clean)
    metrics = rules.get("metrics", {})
    for table in tables:
        own = {id: entry for id, entry in metrics.items() if entry.get("from") == table}
        found.left_out |= add_row_metrics(db, table, own) if own else {}
    for id, part in _parts(db, rules):
        db.left_out = found.left_out
        try:
            part()
        except NotInSqlError as reason:
            found.left_out[id] = str(reason)
    names = [
        name
        for section in ("metrics", "knockouts", "scores", "segmentations")
        for name in rules.get(section, {})
    ]
    for score in rules.get("scores", {}):
        names += [f"{score}.{part}" for part in ("low", "high", "completeness")]
    found.columns = db.columns(names)
    return found


def _prepare(db: Database, rules: Rules, as_of: dt.date, clean: Clean) -> None:
    """The tables with what they take from one another, and the accounts with their corporate groups."""
    tables = rules["tables"]
    db.begin(as_of, _constants(rules))
    for table, columns in clean.items():
        db.load(table, columns, _types(tables, table))
    keys = _keys(tables)
    _look_up(db, tables, keys)
    for table in sorted(tables, key=lambda table: "via" in tables[table]):
        if {"account", "via"} & {*tables[table]}:
            link(db, table, tables[table], tables)
    db.key = f'"{keys["accounts"]}"'
    if "from" in tables["accounts"]:
        derive_accounts(db, tables["accounts"], tables)
    find_groups(db, tables["accounts"].get("parent"))


def _keys(tables: Rules) -> dict[str, str]:
    """The key of each table that has one; accounts that are made from another table have its account field."""
    keys = {id: entry["key"] for id, entry in tables.items() if "key" in entry}
    source = tables["accounts"].get("from")
    return {"accounts": tables[source]["account"]} | keys if source else keys


def _constants(rules: Rules) -> dict[str, Any]:
    found = rules.get("parameters", {})
    return {
        name: float(f"{value[:-1]}e-2") if str(value).endswith("%") else value
        for name, value in found.items()
    }


def _types(tables: Rules, table: str) -> dict[str, str]:
    return {name: _type(tables, table, name) for name in tables[table]["fields"]}


def _type(tables: Rules, table: str, field: str) -> str:
    """A field that is looked up has the type that it has there, if it has none of its own."""
    entry = tables[table]["fields"][field]
    if "type" in entry or "lookup" not in entry:
        return str(entry.get("type", "text"))
    return _type(tables, *entry["lookup"].split("."))


def _look_up(db: Database, tables: Rules, keys: Mapping[str, str]) -> None:
    """Fields that are taken from other tables, as soon as what they are taken from is there."""
    waiting = [
        (table, name, entry)
        for table, of in tables.items()
        for name, entry in of["fields"].items()
        if "lookup" in entry
    ]
    while waiting:
        table, name, entry = waiting.pop(0)
        other, field = entry["lookup"].split(".")
        if field not in db.kinds[other] or entry["by"] not in db.kinds[table]:
            waiting.append((table, name, entry))
            continue
        by = f't."{entry["by"]}"'
        query = f'select t.*, (select r."{field}" from "{other}" r where r."{keys[other]}" = {by}) as "{name}" from "{table}" t'
        db.change(table, query, **{name: db.kinds[other][field]})


def _parts(db: Database, rules: Rules) -> list[tuple[str, Callable[[], None]]]:
    """What is computed of accounts, each after all that it names."""
    metrics, segmentations = rules.get("metrics", {}), rules.get("segmentations", {})
    keys = _keys(rules["tables"])
    parts: dict[str, tuple[Any, Callable[[], None]]] = {"knocked_out": ({}, lambda: None)}
    for id, entry in metrics.items():
        if "from" not in entry:
            parts[id] = entry, partial(add_metric, db, id, entry, keys)
    parts["knocked_out"] = rules.get("knockouts", {}), partial(_knockouts, db, rules.get("knockouts", {}))
    for id, entry in rules.get("scores", {}).items():
        parts[id] = entry, partial(add_score, db, id, entry)
    for id, entry in segmentations.items():
        named = {**entry, "also": "knocked_out"} if entry["method"] == "matrix" else entry
        parts[id] = named, partial(add_segmentation, db, id, entry, rules)
    needs = {
        id: {name for name in _names(entry) | {*entry.get("axes", ())} if name in parts and name != id}
        for id, (entry, _) in parts.items()
    }
    return [(id, parts[id][1]) for id in TopologicalSorter(needs).static_order()]


def _names(entry: Any) -> set[str]:
    """Every word in what is computed: those that are names of other parts are needed by it."""
    if isinstance(entry, Mapping):
        return set().union(*(_names(part) for key, part in entry.items() if key not in FOR_PEOPLE))
    if isinstance(entry, list | tuple):
        return set().union(*map(_names, entry))
    return set(re.findall(r"\w+", str(entry)))


def _knockouts(db: Database, knockouts: Rules) -> None:
    """True where certainly true; NULL where it could not be checked."""
    for id, entry in knockouts.items():
        db.add(id, db.of_accounts(entry["when"]), "BOOLEAN")
    fired = " or ".join(f'coalesce("{id}", false)' for id in knockouts) or "false"
    db.add("knocked_out", fired, "BOOLEAN")
