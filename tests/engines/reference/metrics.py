"""Metrics in SQL: aggregates over rows and windows, values of accounts, lookups."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from .database import Database
from .expressions import NotInSqlError

Entries: TypeAlias = Mapping[str, Mapping[str, Any]]

AGGREGATES: Mapping[str, str] = {
    "sum": "coalesce(of_nano(sum(nano({x})) {f}), case when count({x}) {f} = 0 then 0 end)",
    "average": "of_nano((2 * (sum(nano({x})) {f}) + (count({x}) {f})) // (2 * nullif(count({x}) {f}, 0)))",
    "median": "half_up(quantile_cont({x}, 0.5) {f}, 6)",
    "min": "min({x}) {f}",
    "max": "max({x}) {f}",
    "count_distinct": "count(distinct {x}) {f}",
    "share": "half_up((count(*) filter (where {k} and {x}))::double / nullif(count(*) {f}, 0), 6)",
    "latest": "arg_max({x}, ({d}, {x})) filter (where {k} and {x} is not null and {d} is not null)",
    "earliest": "arg_min({x}, ({d}, {x})) filter (where {k} and {x} is not null and {d} is not null)",
    "count": "count(*) {f}",
}
OF_ITS_EXPRESSION = frozenset({"min", "max", "latest", "earliest"})
"""Aggregates that are of the kind of their expression; all others are numbers."""


def add_row_metrics(db: Database, table: str, metrics: Entries) -> dict[str, str]:
    """The metrics over the rows of a table as columns of the accounts; those that are left out with the reason."""
    columns: dict[str, tuple[str, str, str]] = {}
    left_out: dict[str, str] = {}
    for id, entry in metrics.items():
        try:
            columns[id] = _aggregate(db, table, entry)
        except NotInSqlError as reason:
            left_out[id] = str(reason)
    found = ", ".join(f'{sql} as "{id}"' for id, (sql, _, _) in columns.items())
    spread = ", ".join(
        f'case when of_account is null then {none}::{kind} else found."{id}" end as "{id}"'
        for id, (_, kind, none) in columns.items()
    )
    if columns:
        rows = f'select "row account" as of_account, {found} from "{table}" group by "row account"'
        query = f"select accounts.*, {spread} from accounts left join ({rows}) found on of_account = {db.key}"
        db.change("accounts", query, **{id: kind for id, (_, kind, _) in columns.items()})
    return left_out


def _aggregate(db: Database, table: str, entry: Mapping[str, Any]) -> tuple[str, str, str]:
    """A metric in a group-by: its SQL, its kind, and what accounts without rows have."""
    how, rows = next(name for name in AGGREGATES if name in entry), db.over(table)
    x = "true" if how == "count" else rows.of(entry[how])
    kind = rows.kind(entry[how]) if how in OF_ITS_EXPRESSION else "DOUBLE"
    kept = [*_window(entry), *([rows.of(entry["where"])] if "where" in entry else [])]
    k = f"({' and '.join(kept) or 'true'})"
    day = '"row date"' if "row date" in db.kinds[table] else "null"
    sql = AGGREGATES[how].format(x=x, k=k, f=f"filter (where {k})", d=day)
    if kind == "DOUBLE" and how in OF_ITS_EXPRESSION:
        sql = f"half_up({sql}, 6)"
    return f"({sql})::{kind}", kind, "0" if how in ("sum", "count", "count_distinct") else "null"


def _window(entry: Mapping[str, Any]) -> list[str]:
    """`last` is the half-open span up to `as_of`, or up to `ending` before it."""
    ending = _span(entry["ending"].removesuffix(" ago")) if "ending" in entry else None
    end = f"(as_of() - {ending})::date" if ending else "as_of()"
    seen = [f'"row date" <= {end}'] if ending or "last" in entry else []
    if "last" not in entry:
        return seen
    both = _together(entry["last"], entry["ending"].removesuffix(" ago")) if ending else None
    start = f"as_of() - {both}" if both else f"{end} - {_span(entry['last'])}"
    return [*seen, f'"row date" > ({start})::date']


def _span(text: str) -> str:
    count, unit = text.split()
    return f"interval {count} {unit.rstrip('s')}"


def _together(last: str, ending: str) -> str | None:
    """Spans of one sort as one, so that windows of one length lie side by side: from a month's end, two steps of a month may not be two months."""
    spans = [text.split() for text in (last, ending)]
    for units, name in (({"month": 1, "year": 12}, "month"), ({"day": 1, "week": 7}, "day")):
        if all(unit.rstrip("s") in units for _, unit in spans):
            return f"interval {sum(int(count) * units[unit.rstrip('s')] for count, unit in spans)} {name}"
    return None


def add_value_metric(db: Database, id: str, entry: Mapping[str, Any]) -> None:
    sql = db.over_accounts()
    kind = sql.kind(entry["value"])
    found = sql.of(entry["value"])
    if "over" in entry:
        db.add(f"{id} alone", found, kind)
        found = f'of_nano(sum(nano("{id} alone")) over (partition by "corporate group"))'
    db.add(id, f"half_up({found}, 6)" if kind == "DOUBLE" else found, kind)


def add_lookup(db: Database, id: str, entry: Mapping[str, Any], keys: Mapping[str, str]) -> None:
    """A field of a reference table by its key."""
    table, field = entry["lookup"].split(".")
    by, kind = db.of_accounts(entry["by"]), db.kinds[table][field]
    found = f'(select r."{field}" from "{table}" r where r."{keys[table]}" = {by})'
    db.add(id, f"half_up({found}, 6)" if kind == "DOUBLE" else found, kind)


def add_metric(db: Database, id: str, entry: Mapping[str, Any], keys: Mapping[str, str]) -> None:
    if "lookup" in entry:
        add_lookup(db, id, entry, keys)
    else:
        add_value_metric(db, id, entry)


def link(db: Database, table: str, entry: Mapping[str, Any], tables: Mapping[str, Mapping[str, Any]]) -> None:
    """Each row gets its account and its date, its own or those of the row it belongs to; later rows are not seen."""
    if "via" in entry:
        (above, by), *_ = entry["via"].items()
        owner = tables[above]
        db.change(
            table,
            f'select t.*, o."row account", o."row date" from "{table}" t '
            f'left join "{above} all" o on o."{owner["key"]}" = t."{by}"',
        )
    else:
        date = f', "{entry["date"]}" as "row date"' if "date" in entry else ""
        db.change(table, f'select *, "{entry["account"]}" as "row account"{date} from "{table}"')
    db.kinds[table] |= {"row account": "VARCHAR"} | (
        {"row date": "DATE"} if "via" in entry or "date" in entry else {}
    )
    db.connection.execute(f'create or replace temp table "{table} all" as from "{table}"')
    if "row date" in db.kinds[table]:
        db.change(table, f'from "{table}" where "row date" is null or "row date" <= as_of()')


def find_groups(db: Database, parent: str | None) -> None:
    """The account on top of each account's corporate group; its own where it has none above it."""
    if parent is None:
        db.add("corporate group", db.key, "VARCHAR")
        return
    above = f'select {db.key} as id, {db.key} as top, "{parent}" as parent from accounts'
    step = f'select g.id, a.{db.key}, a."{parent}" from g join accounts a on a.{db.key} = g.parent'
    tops = f"select id, top from g where parent is null or parent not in (select {db.key} from accounts)"
    query = f"with recursive g as ({above} union all {step}), t as ({tops}) "
    db.change(
        "accounts",
        query
        + f'select accounts.*, t.top as "corporate group" from accounts join t on t.id = accounts.{db.key}',
    )


def derive_accounts(db: Database, entry: Mapping[str, Any], tables: Mapping[str, Any]) -> None:
    """The distinct accounts of a table, with the latest or first known value of what is named."""
    table = entry["from"]
    columns, kinds = [f'"row account" as {db.key}'], {db.key.strip('"'): "VARCHAR"}
    for name, field in entry["fields"].items():
        of, how = field.get("last", field.get("first")), "arg_max" if "last" in field else "arg_min"
        known = f'filter (where "{of}" is not null and "row date" is not null)'
        columns.append(f'{how}("{of}", ("row date", "{of}")) {known} as "{name}"')
        kinds[name] = db.kinds[table][of]
    db.kinds["accounts"] = {}
    rows = f'from "{table}" where "row account" is not null group by "row account"'
    db.change("accounts", f"select {', '.join(columns)} {rows}", **kinds)
