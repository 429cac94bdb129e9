"""Which tables are spread over the cluster by account, and whether that can be done without looking at other accounts."""

from collections.abc import Iterator, Mapping

from ..rules.model import Lookup, Ruleset, Table


def spread_tables(ruleset: Ruleset) -> tuple[str, ...]:
    """The accounts, and the tables whose rows belong to them; all others are held by every worker."""
    return tuple(name for name, table in ruleset.tables.items() if not table.derived_from and _linked(table))


def held_tables(ruleset: Ruleset) -> tuple[str, ...]:
    """The reference tables."""
    return tuple(
        name for name, table in ruleset.tables.items() if not table.derived_from and not _linked(table)
    )


def _linked(table: Table) -> bool:
    return table.id == "accounts" or bool(table.account or table.via)


def via_tables(ruleset: Ruleset) -> tuple[str, ...]:
    """The tables whose rows find their account by way of a row of another table."""
    return tuple(name for name in spread_tables(ruleset) if ruleset.tables[name].via)


def why_together(ruleset: Ruleset, needed: Mapping[str, frozenset[str]]) -> str:
    """Why all accounts have to be with one worker, for a reader of the report; empty where they need not."""
    return next(_reasons(ruleset, needed), "")


def _reasons(ruleset: Ruleset, needed: Mapping[str, frozenset[str]]) -> Iterator[str]:
    accounts, spread = ruleset.accounts, {"accounts", *spread_tables(ruleset)}
    if accounts.key is None and accounts.derived_from is None:
        yield "the accounts have no key"
    if accounts.parent is not None:
        yield "accounts stand in corporate groups"
    for name, table in ruleset.tables.items():
        for field in table.fields.values():
            if field.id in needed[name] and field.lookup and field.lookup[0] in spread:
                yield f"{name}.{field.id} is looked up in {field.lookup[0]}"
        if table.via and ruleset.tables[table.via[0]].account is None:
            yield f"{name} belongs to accounts by way of several tables"
    for metric in ruleset.metrics.values():
        if isinstance(metric.source, Lookup) and metric.source.table in spread:
            yield f"{metric.id} is looked up in {metric.source.table}"
