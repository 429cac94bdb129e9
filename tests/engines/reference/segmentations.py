"""Segmentations in SQL: the segment of each account by its id, or the list of those that it is in."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from .database import Database, number
from .expressions import NotInSqlError

Entry = Mapping[str, Any]


def add_segmentation(db: Database, id: str, entry: Entry, rules: Entry) -> None:
    """Who is not certainly meant by `for` gets no segment."""
    whom = f"{id} whom"
    db.add(whom, f"coalesce({db.condition(entry, 'for')}, false)", "BOOLEAN")
    sql = METHODS[entry["method"]](db, id, entry, rules)
    overlapping = entry.get("overlapping", False)
    none = "[]::varchar[]" if overlapping else "null"
    db.add(id, f'case when "{whom}" then {sql} else {none} end', "VARCHAR[]" if overlapping else "VARCHAR")


def _matrix(db: Database, id: str, entry: Entry, rules: Entry) -> str:
    """Knocked out, then unrated, then the cell."""
    segments = entry["segments"]
    states = {of["at"]: f"'{name}'" for name, of in segments.items() if isinstance(of["at"], str)}
    for axis in entry["axes"]:
        db.of_accounts(axis)
    least = number(entry.get("needs_completeness", 0), db.constants)
    unrated = " or ".join(
        f'"{axis}" is null or "{axis}.completeness" < {least}::double - 1e-9' for axis in entry["axes"]
    )
    cells = [
        f"when {_in_cell(db, entry['axes'], cell)} then '{name}'"
        for name, of in segments.items()
        if not isinstance(of["at"], str)
        for cell in (of["at"] if isinstance(of["at"], list) else [of["at"]])
    ]
    out = f"when knocked_out then {states.get('knocked_out', 'null')}"
    return f"case {out} when {unrated} then {states.get('unrated', 'null')} {' '.join(cells)} end"


def _in_cell(db: Database, axes: Entry, cell: Entry) -> str:
    parts = []
    for axis, named in cell.items():
        starts = [(level, number(start, db.constants)) for level, start in axes[axis].items()]
        ends = [start for _, start in starts[1:]] + [float("inf")]
        wanted = [named] if isinstance(named, str) else named
        spans = [
            f'("{axis}" >= {start}::double and "{axis}" < {min(end, 1e9)}::double)'
            for (level, start), end in zip(starts, ends, strict=True)
            if level in wanted
        ]
        parts.append(f"({' or '.join(spans)})")
    return " and ".join(parts)


def _rules(db: Database, id: str, entry: Entry, rules: Entry) -> str:
    whens = {name: db.of_accounts(of["when"]) for name, of in entry["segments"].items() if "when" in of}
    rest = next((name for name, of in entry["segments"].items() if "otherwise" in of), None)
    if not entry.get("overlapping"):
        cases = " ".join(f"when {when} then '{name}'" for name, when in whens.items())
        return f"case {cases} {f'else {rest!r}' if rest else ''} end"
    found = ", ".join(f"case when {when} then '{name}' end" for name, when in whens.items())
    members = f"list_filter([{found}]::varchar[], lambda x: x is not null)"
    return f"case when len({members}) = 0 then ['{rest}'] else {members} end" if rest else members


def _tiers(db: Database, id: str, entry: Entry, rules: Entry) -> str:
    value, whom = f'"{id} value"', f'"{id} whom"'
    db.add(f"{id} value", db.of_accounts(entry["rank_by"]), "DOUBLE")
    if entry.get("cut") == "value":
        cases = [
            f"when {value} >= {number(of['from'], db.constants)}::double then '{name}'"
            if "from" in of
            else f"when {value} is not null then '{name}'"
            for name, of in entry["segments"].items()
        ]
        return f"case {' '.join(cases)} end"
    there = f"({whom} and {value} is not null)"
    amount = (
        f"nano(greatest({value}, 0))"
        if entry.get("cut", "cumulative_share") == "cumulative_share"
        else "1::hugeint"
    )
    larger = f"sum(case when {there} then {amount} end) over (partition by {there} order by {value} desc groups between unbounded preceding and 1 preceding)"
    total = f"sum({amount}) over (partition by {there})"
    db.add_all(
        {f"{id} larger": f"coalesce({larger}, 0)::hugeint", f"{id} total": f"({total})::hugeint"}, "HUGEINT"
    )
    ends = {
        name: Decimal(repr(number(of["up_to"], db.constants))) * 10**6
        for name, of in entry["segments"].items()
    }
    cases = [
        f'when "{id} larger" * 1000000 < "{id} total" * {int(end)} then \'{name}\''
        for name, end in ends.items()
    ]
    return f"case when {value} is null then null {' '.join(cases)} else '{list(ends)[-1]}' end"


def _flow(db: Database, id: str, entry: Entry, rules: Entry) -> str:
    """The current period is the window of the metric in `current`; anything else is left out."""
    metric = rules.get("metrics", {}).get(entry["current"], {})
    if "last" not in metric or "ending" in metric:
        raise NotInSqlError("a flow whose current period is not the window of one metric")
    count, unit = metric["last"].split()
    now, then, first = (db.of_accounts(entry[name]) for name in ("current", "previous", "first"))
    tolerance = number(entry.get("tolerance", 0), db.constants)
    started = f"(as_of() - interval {count} {unit.rstrip('s')})::date"
    return f"""case
        when {now} is null or {then} is null then null
        when {now} > 0 and {then} <= 0 and not coalesce({first} <= {started}, false) then 'new'
        when {now} > 0 and {then} <= 0 then 'reactivated'
        when {now} > 0 and {now} > half_up({then} * {1 + tolerance}::double, 6) then 'growing'
        when {now} > 0 and {now} < half_up({then} * {1 - tolerance}::double, 6) then 'shrinking'
        when {now} > 0 then 'stable'
        when {then} > 0 then 'lost'
        when {first} is not null then 'dormant' else 'never' end"""


def _rfm(db: Database, id: str, entry: Entry, rules: Entry) -> str:
    whom, bins = f'"{id} whom"', entry.get("bins", 5)
    of = {name: db.of_accounts(entry[name]) for name in ("recency", "frequency", "monetary")}
    of["recency"] = f"date_diff('day', {of['recency']}, as_of())::double"
    db.add_all({f"{id} {name} value": sql for name, sql in of.items()}, "DOUBLE")
    cuts = entry.get("cuts", {})
    db.add_all(
        {
            f"{id} {name}": _bin(f'"{id} {name} value"', whom, bins, cuts.get(name), name == "recency")
            for name in of
        },
        "BIGINT",
    )
    cases = [f"when {_in_bins(id, segment)} then '{name}'" for name, segment in entry["segments"].items()]
    return f"case {' '.join(cases)} end"


def _bin(value: str, whom: str, bins: int, cuts: list[float] | None, backwards: bool) -> str:
    """By equal numbers of accounts, or by cuts; recent is high."""
    there = f"({whom} and {value} is not null)"
    if cuts is not None:
        return f"case when {there} then {_cut(cuts, bins, value, backwards)} end"
    place = f"rank() over (partition by {there} order by {value} {'desc' if backwards else ''}) - 1"
    return f"case when {there} then 1 + {bins} * ({place}) // count(*) over (partition by {there}) end"


def _cut(cuts: list[float], bins: int, value: str, backwards: bool) -> str:
    """Lower bounds, inclusive: as many as bins, or one less with a bin below them all."""
    reached = " + ".join(f"({value} >= {cut}::double)::int" for cut in cuts)
    each = len(cuts) == bins
    place = f"greatest({reached}, 1)" if each else f"({reached} + 1)"
    return f"({len(cuts) + (1 if each else 2)} - {place})" if backwards else place


def _in_bins(id: str, segment: Entry) -> str:
    spans = [
        f'("{id} {name}" between {segment[name][0]} and {segment[name][1]})'
        for name in ("recency", "frequency", "monetary")
        if name in segment
    ]
    return " and ".join(spans) or "true"


METHODS: Mapping[str, Callable[[Database, str, Entry, Entry], str]] = {
    "matrix": _matrix,
    "rules": _rules,
    "tiers": _tiers,
    "flow": _flow,
    "rfm": _rfm,
}
