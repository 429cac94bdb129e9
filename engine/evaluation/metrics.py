"""Metrics: one value per account."""

from collections.abc import Callable, Mapping

import numpy as np

from ..expressions.columns import Column, Index, Numbers, Texts
from ..expressions.rounding import round_half_up
from ..rules.model import Aggregate, Lookup, Value
from .accounts import Accounts
from .groups import group_sum, parents, roots
from .lookups import rows_of, taken
from .notices import not_found, overflow

DECIMALS = 6


def add_metric(id: str, accounts: Accounts) -> None:
    """Compute a metric, rounded half up to 6 decimals, and let it join the accounts' columns."""
    source = accounts.plan.ruleset.metrics[id].source
    column = SOURCES[type(source)](id, source, accounts)
    if isinstance(column, Numbers):
        column = Numbers(round_half_up(column.values, DECIMALS))
    accounts.columns[id] = column


def _aggregate(id: str, _: Aggregate, accounts: Accounts) -> Column:
    return accounts.aggregates[id]


def _value(id: str, source: Value, accounts: Accounts) -> Column:
    if source.over != "group":
        return accounts.value(f"metrics.{id}.value")
    values = accounts.numbers(f"metrics.{id}.value")
    sums = group_sum(values, _roots(accounts), accounts.carrier)
    too_large = int(np.count_nonzero(np.isnan(sums) & ~np.isnan(values)))
    if too_large:
        accounts.findings.append(
            overflow(accounts.plan.ruleset, f"metrics.{id}.value", too_large, "accounts")
        )
    return Numbers(sums)


def _roots(accounts: Accounts) -> Index:
    """The account on top of each account's corporate group; everybody their own without a `parent`."""
    parent = accounts.data.accounts.columns.get(accounts.plan.ruleset.accounts.parent or "")
    if not isinstance(parent, Texts):
        return np.arange(accounts.size)
    return roots(parents(parent, accounts.data.keys))


def _lookup(id: str, source: Lookup, accounts: Accounts) -> Column:
    table = accounts.data.tables[source.table]
    key = accounts.plan.ruleset.tables[source.table].key or ""
    wanted = accounts.columns[source.by]
    rows = rows_of(wanted, table.columns[key])
    lost = int(np.count_nonzero((rows < 0) & ~wanted.missing))
    if lost:
        accounts.findings.append(not_found(accounts.plan.ruleset, f"metrics.{id}", lost, source.table))
    return taken(table.columns[source.field], rows)


SOURCES: Mapping[type, Callable[..., Column]] = {Aggregate: _aggregate, Value: _value, Lookup: _lookup}
