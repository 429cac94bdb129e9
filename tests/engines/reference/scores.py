"""Scores in SQL. Weights and points are whole numbers of billionths and millionths, so averages round exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .database import Database, number
from .expressions import Sql

HUNDRED = 100_000_000
"""A hundred points in millionths."""


@dataclass(frozen=True, slots=True)
class Part:
    """A criterion as columns: where it applies, its points and bounds in millionths, the part of it that is known."""

    weight: int
    applies: str
    points: str
    low: str
    high: str
    complete: str


def add_score(db: Database, id: str, entry: Mapping[str, Any]) -> None:
    """The score, its completeness and its bounds as columns of the accounts."""
    parts = [_part(db, f"{id}.{name}", of, "true", "true") for name, of in entry["criteria"].items()]
    known = [f"({part.points}) is not null" for part in parts]
    applies = [part.applies for part in parts]
    columns = {id: f"{_average(parts, [part.points for part in parts], known, 10_000)}::double / 100"}
    for name, values, none in (
        ("low", [part.low for part in parts], 0),
        ("high", [part.high for part in parts], 100),
    ):
        columns[f"{id}.{name}"] = (
            f"coalesce({_average(parts, values, applies, 10_000)}::double / 100, {none})"
        )
    columns[f"{id}.completeness"] = f"half_up(coalesce({_completeness(parts)}, 0), 6)"
    db.add_all(columns, "DOUBLE")


def _average(parts: Sequence[Part], values: Sequence[str], counted: Sequence[str], step: int) -> str:
    """Σ weight·value ÷ Σ weight of those that count, rounded half up to whole steps of millionths; NULL for none."""
    top = " + ".join(
        f"(case when {there} then {part.weight}::hugeint * {value} else 0 end)"
        for part, value, there in zip(parts, values, counted, strict=True)
    )
    weights = zip(parts, counted, strict=True)
    below = " + ".join(
        f"(case when {there} then {part.weight}::hugeint else 0 end)" for part, there in weights
    )
    return f"((2 * ({top}) + {step} * ({below})) // nullif(2 * {step} * ({below}), 0))"


def _completeness(parts: Sequence[Part]) -> str:
    top = " + ".join(
        f"(case when {part.applies} then {part.weight}::double * {part.complete} else 0 end)"
        for part in parts
    )
    below = " + ".join(f"(case when {part.applies} then {part.weight}::double else 0 end)" for part in parts)
    return f"(({top}) / nullif({below}, 0))"


def _part(db: Database, path: str, entry: Mapping[str, Any], within: str, sure: str) -> Part:
    """A criterion with its `for`; where that is unknown it applies, with its value missing."""
    whom = db.condition(entry, "for")
    applies, certain = within, sure
    if "for" in entry:
        db.add_all(
            {
                f"{path} applies": f"({within}) and coalesce({whom}, true)",
                f"{path} sure": f"({sure}) and coalesce({whom}, false)",
            },
            "BOOLEAN",
        )
        applies, certain = f'"{path} applies"', f'"{path} sure"'
    weight = int(Decimal(repr(number(entry["weight"], db.constants))) * 10**9)
    given = entry.get("missing", "skip")
    if "criteria" in entry:
        return _group(db, path, entry, (applies, certain), weight, given)
    points = f"case when {applies} and {certain} then {_points(db, entry)} end"
    if given != "skip":
        points = f"coalesce({points}, case when {applies} then {_millionths(given, db)} end)"
    points = _kept(db, f"{path} points", f"({points})::hugeint", "HUGEINT")
    complete = f"({points} is not null)::int"
    return Part(weight, applies, points, f"coalesce({points}, 0)", f"coalesce({points}, {HUNDRED})", complete)


def _group(
    db: Database, path: str, entry: Mapping[str, Any], whom: tuple[str, str], weight: int, given: Any
) -> Part:
    members = [_part(db, f"{path}.{name}", of, *whom) for name, of in entry["criteria"].items()]
    applies = _kept(db, f"{path} any", f"({' or '.join(part.applies for part in members)})", "BOOLEAN")
    known = [f"({part.points}) is not null" for part in members]
    own = _average(members, [part.points for part in members], known, 1)
    there = [part.applies for part in members]
    low, high = (
        _average(members, [getattr(part, side) for part in members], there, 1) for side in ("low", "high")
    )
    complete = _completeness(members)
    if given != "skip":
        assumed = _millionths(given, db)
        missing = _kept(db, f"{path} assumed", f"({own}) is null and {applies}", "BOOLEAN")
        low, high, own = (f"case when {missing} then {assumed} else {side} end" for side in (low, high, own))
        complete = f"case when {missing} then 1 else {complete} end"
    columns = {f"{path} points": own, f"{path} low": low, f"{path} high": high, f"{path} complete": complete}
    db.add_all(columns, "")
    return Part(weight, applies, *(f'"{name}"' for name in columns))


def _kept(db: Database, name: str, sql: str, kind: str) -> str:
    db.add(name, sql, kind)
    return f'"{name}"'


def _millionths(points: Any, db: Database) -> int:
    return int(Decimal(repr(number(points, db.constants))) * 10**6)


def _points(db: Database, entry: Mapping[str, Any]) -> str:
    """Points in millionths; NULL where the value is missing or fits nothing."""
    if "rules" in entry:
        return _by_rules(db, entry)
    sql = db.over_accounts()
    value = sql.of(entry["value"])
    if "bands" in entry:
        return _by_bands(db, entry["bands"], value)
    if "scale" in entry:
        low, high = (number(end, db.constants) for end in entry["scale"])
        share = f"({value} - {low}::double) / {high - low}::double"
        return (
            f"case when {value} is not null then half_up(greatest(0, least(1, {share})) * 100, 6) * 1e6 end"
        )
    return _by_value(db, entry, sql, value)


def _by_bands(db: Database, bands: Sequence[Mapping[str, Any]], value: str) -> str:
    cases = [
        f"when {value} >= {number(band['from'], db.constants)}::double then {_millionths(band['points'], db)}"
        if "from" in band
        else f"when {value} is not null then {_millionths(band['points'], db)}"
        for band in reversed(bands)
    ]
    return f"case {' '.join(cases)} end"


def _by_value(db: Database, entry: Mapping[str, Any], sql: Sql, value: str) -> str:
    kind = sql.kind(entry["value"])
    keys = {
        key: f"{float(key)}::double"
        if kind == "DOUBLE"
        else key
        if kind == "BOOLEAN"
        else "'" + key.replace("'", "''") + "'"
        for key in entry["points"]
    }
    cases = [
        f"when {value} = {keys[key]} then {_millionths(points, db)}"
        for key, points in entry["points"].items()
    ]
    rest = (
        f"when {value} is not null then {_millionths(entry['otherwise'], db)}" if "otherwise" in entry else ""
    )
    return f"case {' '.join(cases)} {rest} end"


def _by_rules(db: Database, entry: Mapping[str, Any]) -> str:
    """From the last rule to the first: an unknown one leaves the points known only where they are the same after it."""
    found = str(_millionths(entry["otherwise"], db)) if "otherwise" in entry else "null"
    for rule in reversed(entry["rules"]):
        when, points = db.of_accounts(rule["when"]), _millionths(rule["points"], db)
        found = f"case when {when} then {points} when not {when} or ({found}) = {points} then ({found}) end"
    return found
