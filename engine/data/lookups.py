"""Values taken from a reference table by its key, also through several tables in a row."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import TypeAlias

from ..findings import Finding, SiktaError
from ..rules.model import Field, Table
from .contract import CleanTable, Unmatched
from .joining import take_or_missing

Node: TypeAlias = tuple[str, str]


def resolve_lookups(
    tables: Mapping[str, CleanTable], needed: Mapping[str, frozenset[str]]
) -> dict[str, CleanTable]:
    """Fill every needed field that is a lookup and whose tables are there; what finds nothing is marked unmatched.

    Raises SiktaError for fields that wait for each other.
    """
    resolved = dict(tables)
    for table, name in _in_order(tables, needed):
        clean, field = resolved[table], resolved[table].table.fields[name]
        if name not in clean.columns and field.lookup and field.by in clean.columns:
            target = resolved.get(field.lookup[0])
            if target is not None and field.lookup[1] in target.columns:
                resolved[table] = _looked_up(clean, field, target)
    return resolved


def resolve_links(
    tables: Mapping[str, CleanTable], linking: Mapping[str, frozenset[str]]
) -> dict[str, CleanTable]:
    """Fill what links rows where it is a lookup itself, such as the account of a visit by way of its contact."""
    if not any(links_by_lookup(clean.table) for clean in tables.values()):
        return dict(tables)
    resolved = resolve_lookups(tables, linking)
    return {name: _with_account(clean) for name, clean in resolved.items()}


def links_by_lookup(table: Table) -> bool:
    """Whether what links the rows of a table is a lookup itself."""
    names = (table.key, table.account, table.via[1] if table.via else None)
    fields = [table.fields.get(name or "") for name in names]
    return any(field is not None and field.lookup for field in fields)


def _with_account(clean: CleanTable) -> CleanTable:
    if clean.account is not None or clean.table.account not in clean.columns:
        return clean
    return replace(clean, account=clean.id_texts(clean.table.account))


def _in_order(tables: Mapping[str, CleanTable], needed: Mapping[str, frozenset[str]]) -> Iterable[Node]:
    waits: dict[Node, set[Node]] = {}
    for table, clean in tables.items():
        for name, field in clean.table.fields.items():
            if field.lookup and field.by and name in needed[table]:
                waits[table, name] = {(table, field.by), field.lookup}
    try:
        return [node for node in TopologicalSorter(waits).static_order() if node in waits]
    except CycleError as error:
        raise SiktaError([circle([".".join(node) for node in error.args[1]])]) from error


def _looked_up(clean: CleanTable, field: Field, target: CleanTable) -> CleanTable:
    table, name = field.lookup or ("", "")
    wanted = clean.id_texts(field.by)
    if target.table.key is None:
        raise SiktaError([_no_key(clean, field, table)])
    rows = target.rows_by_key(seen=True).find(wanted)
    keys = target.id_texts(target.table.key)
    unmatched = {**clean.unmatched, field.id: Unmatched((rows < 0) & ~wanted.missing, keys)}
    column = take_or_missing(target.columns[name], rows)
    ids = {**clean.ids, field.id: target.ids[name].taken(rows)} if name in target.ids else clean.ids
    return replace(clean.with_column(field.id, column), unmatched=unmatched, ids=ids)


def circle(names: list[str]) -> Finding:
    """Fields whose values are each taken by means of the next."""
    return Finding(
        "E516",
        f"fields are looked up by means of each other: {' → '.join(names)}",
        path=f"tables.{names[0].replace('.', '.fields.', 1)}",
        expected="lookups that end at a column of a source",
        fix="take one lookup out",
    )


def _no_key(clean: CleanTable, field: Field, table: str) -> Finding:
    return clean.origin.finding(
        "E516",
        f"{field.id} is looked up in {table}, which has no key",
        field=field.id,
        expected=f"a key in the table {table}",
        fix=f'write "key: …" for the table {table}',
    )
