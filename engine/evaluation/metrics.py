"""Metrics: one value per account."""

from collections.abc import Callable, Mapping

import numpy as np

from ..data.joining import positions, take_or_missing, words
from ..expressions.columns import Column, Numbers
from ..expressions.rounding import round_half_up
from ..rules.model import Aggregate, Lookup, Value
from .accounts import Accounts
from .groups import group_of, group_sum
from .notices import Notice

DECIMALS = 6


def add_metric(id: str, accounts: Accounts) -> None:
    """Compute a metric, rounded half up to 6 decimals, and let it join the accounts' columns."""
    source = accounts.plan.ruleset.metrics[id].source
    column = SOURCES[type(source)](id, source, accounts)
    if isinstance(column, Numbers) and not isinstance(source, Aggregate):  # those are rounded
        column = Numbers(round_half_up(column.values, DECIMALS))
    accounts.columns[id] = column


def _aggregate(id: str, _: Aggregate, accounts: Accounts) -> Column:
    return accounts.aggregates[id]


def _value(id: str, source: Value, accounts: Accounts) -> Column:
    if source.over != "group":
        return accounts.value(f"metrics.{id}.value")
    if f"metrics.{id}" in accounts.survey.columns:
        return accounts.survey.columns[f"metrics.{id}"]
    values = accounts.numbers(f"metrics.{id}.value")
    sums = group_sum(values, group_of(accounts))
    too_large = int(np.count_nonzero(np.isnan(sums) & ~np.isnan(values)))
    if too_large:
        accounts.notices.append(Notice("overflow of a group", f"metrics.{id}.value", too_large))
    return Numbers(sums)


def _lookup(id: str, source: Lookup, accounts: Accounts) -> Column:
    table = accounts.data.held(source.table)
    key = accounts.plan.ruleset.tables[source.table].key or ""
    own = accounts.data.accounts
    of_field = source.by in own.columns
    wanted = own.id_texts(source.by) if of_field else words(accounts.columns[source.by])
    rows = positions(table.id_texts(key), wanted)
    lost = int(np.count_nonzero((rows < 0) & ~wanted.missing))
    if lost:
        accounts.notices.append(Notice("not found", f"metrics.{id}", lost, table=source.table))
    return take_or_missing(table.columns[source.field], rows)


SOURCES: Mapping[type, Callable[..., Column]] = {Aggregate: _aggregate, Value: _value, Lookup: _lookup}
