"""Which fields have to be read: those that rules use, and those that hold the tables together."""

from collections.abc import Mapping

from ..expressions.compiled import Compiled
from ..rules.model import Aggregate, Lookup, Ruleset, Table

_TOGETHER = ("median", "count_distinct")


def needed_fields(
    ruleset: Ruleset, used: Mapping[str, frozenset[str]] | None, measures: Mapping[str, Compiled]
) -> dict[str, frozenset[str]]:
    """Per table the ids of the fields to read; all of them where `used` is None."""
    if used is None:
        return {name: frozenset(table.fields) for name, table in ruleset.tables.items()}
    found: dict[str, set[str]] = {name: _holding(table) for name, table in ruleset.tables.items()}
    for name in ruleset.tables:
        found[name] |= used.get(name, frozenset())
        found[name] |= measures[name].names if name in measures else set()
    while _add_sources(ruleset, found):
        pass
    return {name: frozenset(fields & set(ruleset.tables[name].fields)) for name, fields in found.items()}


def linking_fields(ruleset: Ruleset) -> dict[str, frozenset[str]]:
    """Per table the fields by which rows are found or find others, and what these fields are taken from."""
    found: dict[str, set[str]] = {name: _links(table) for name, table in ruleset.tables.items()}
    for metric in ruleset.metrics.values():
        if isinstance(metric.source, Lookup) and metric.source.by in ruleset.accounts.fields:
            found["accounts"].add(metric.source.by)
    while _add_origins(ruleset, found):
        pass
    return {name: frozenset(fields) for name, fields in found.items()}


def sought_tables(ruleset: Ruleset) -> frozenset[str]:
    """The tables whose rows are found by their key, the accounts among them."""
    tables = ruleset.tables.values()
    via = {table.via[0] for table in tables if table.via}
    looked_up = {field.lookup[0] for table in tables for field in table.fields.values() if field.lookup}
    metrics = {
        metric.source.table for metric in ruleset.metrics.values() if isinstance(metric.source, Lookup)
    }
    return frozenset({"accounts"} | via | looked_up | metrics)


def streamed_tables(ruleset: Ruleset) -> frozenset[str]:
    """The tables that need not be held: linked to accounts, and no other table refers to their rows."""
    held = {*sought_tables(ruleset), ruleset.accounts.derived_from}
    return frozenset(id for id, table in ruleset.tables.items() if _is_linked(table) and id not in held)


def tables_together(ruleset: Ruleset) -> frozenset[str]:
    """The tables of which some rows must be seen together: a metric needs their median, or counts different values."""
    sources = (metric.source for metric in ruleset.metrics.values())
    return frozenset(
        source.table
        for source in sources
        if isinstance(source, Aggregate) and source.aggregation in _TOGETHER
    )


def _is_linked(table: Table) -> bool:
    return bool(table.account or table.via)


def _links(table: Table) -> set[str]:
    via = table.via[1] if table.via else None
    names = (table.key, table.parent, table.account, via, *(field.by for field in table.fields.values()))
    return {name for name in names if name}


def _add_origins(ruleset: Ruleset, found: dict[str, set[str]]) -> bool:
    """Add the fields of other tables that the found ones are taken from; False where nothing new came."""
    before = sum(map(len, found.values()))
    for name, table in ruleset.tables.items():
        for field in [table.fields[link] for link in found[name] if link in table.fields]:
            taken = (table.derived_from, field.of or field.id) if field.take else None
            source, of = field.lookup or taken or (None, "")
            if source in found:
                found[source].add(of)
    return sum(map(len, found.values())) > before


def _holding(table: Table) -> set[str]:
    """The fields by which rows are named, linked and placed in time."""
    via = table.via[1] if table.via else None
    names = (table.key, table.name, table.parent, table.account, table.date, via)
    return {name for name in names if name}


def _add_sources(ruleset: Ruleset, found: dict[str, set[str]]) -> bool:
    """Add what the found fields are taken from; False where nothing new came."""
    before = sum(map(len, found.values()))
    for name, table in ruleset.tables.items():
        for field in [table.fields[used] for used in found[name] if used in table.fields]:
            found[name] |= {source for source in (field.by, field.updated, field.not_before) if source}
            if field.lookup and field.lookup[0] in found:
                found[field.lookup[0]].add(field.lookup[1])
            if field.take and table.derived_from in found:
                found[table.derived_from].add(field.of or field.id)
    return sum(map(len, found.values())) > before
