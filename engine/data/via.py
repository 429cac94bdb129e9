"""Rows that belong to a row of another table (order lines to orders) and take its account and its date."""

from collections.abc import Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from ..expressions.columns import Dates, Texts
from ..findings import Finding, SiktaError
from .contract import CleanTable
from .joining import take_or_missing


def resolve_via(tables: Mapping[str, CleanTable]) -> dict[str, CleanTable]:
    """Give every table with `via` the account and the date of the rows that its own belong to.

    A date of its own stays. Raises SiktaError for tables that wait for each other.
    """
    resolved = dict(tables)
    for name in _in_order(tables):
        resolved[name] = taken_via(resolved[name], resolved)
    return resolved


def taken_via(clean: CleanTable, tables: Mapping[str, CleanTable]) -> CleanTable:
    """A table, or a block of it, with the account and the date of the rows that its own belong to."""
    via = clean.table.via
    return _taken(clean, tables[via[0]], via[1]) if via and via[0] in tables else clean


def _in_order(tables: Mapping[str, CleanTable]) -> list[str]:
    waits = {name: {clean.table.via[0]} if clean.table.via else set() for name, clean in tables.items()}
    try:
        return [name for name in TopologicalSorter(waits).static_order() if name in tables]
    except CycleError as error:
        raise SiktaError([_circle(error.args[1])]) from error


def _taken(clean: CleanTable, above: CleanTable, by: str) -> CleanTable:
    own_keys = clean.id_texts(by)
    rows = above.rows_by_key(seen=False).find(own_keys)
    account = take_or_missing(above.account, rows) if above.account else None
    taken = replace(
        clean,
        account=account if isinstance(account, Texts) else None,
        account_name=_below(above, above.account_name),
        astray=(rows < 0) & ~own_keys.missing,
    )
    if clean.dates is not None or above.dates is None or above.dates_name is None:
        return taken
    dates = take_or_missing(above.dates, rows)
    name = _below(above, above.dates_name) or ""
    return replace(
        taken.with_column(name, dates), dates=dates if isinstance(dates, Dates) else None, dates_name=name
    )


def _below(above: CleanTable, name: str | None) -> str | None:
    """What a field of the table above is called here: `orders.order_date`."""
    return name if name is None or "." in name else f"{above.table.id}.{name}"


def _circle(names: list[str]) -> Finding:
    return Finding(
        "E516",
        f"tables belong to each other in a circle: {' → '.join(names)}",
        path=f"tables.{names[0]}.via",
        expected="a way over via that ends at a table with an account",
        fix="take one via out",
    )
