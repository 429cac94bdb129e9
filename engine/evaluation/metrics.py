"""Metrics: one value per account."""

from collections.abc import Callable, Mapping

import numpy as np

from ..data.joining import positions, take_or_missing, words
from ..expressions.columns import Column, Numbers
from ..expressions.rounding import round_half_up
from ..rules.model import Aggregate, Lookup, Value
from .accounts import Accounts
from .groups import group_of, group_sum
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
    sums = group_sum(values, group_of(accounts), accounts.carrier)
    too_large = int(np.count_nonzero(np.isnan(sums) & ~np.isnan(values)))
    if too_large:
        accounts.findings.append(
            overflow(accounts.plan.ruleset, f"metrics.{id}.value", too_large, "accounts")
        )
    return Numbers(sums)


def _lookup(id: str, source: Lookup, accounts: Accounts) -> Column:
    table = accounts.data.tables[source.table]
    key = accounts.plan.ruleset.tables[source.table].key or ""
    own = accounts.data.accounts
    of_field = source.by in own.columns
    wanted = own.id_texts(source.by) if of_field else words(accounts.columns[source.by])
    rows = positions(table.id_texts(key), wanted)
    lost = int(np.count_nonzero((rows < 0) & ~wanted.missing))
    if lost:
        accounts.findings.append(not_found(accounts.plan.ruleset, f"metrics.{id}", lost, source.table))
    return take_or_missing(table.columns[source.field], rows)


SOURCES: Mapping[type, Callable[..., Column]] = {Aggregate: _aggregate, Value: _value, Lookup: _lookup}
