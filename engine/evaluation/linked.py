"""Metrics over linked rows: one walk through each table, block by block, for all metrics over it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..data.tables import DataTable
from ..expressions.columns import Column, Dates, Numbers
from ..expressions.rounding import round_half_up
from ..expressions.types import Kind
from ..rules.model import Aggregate, Metric
from .accounts import Accounts
from .carrier import Part
from .gathered import GATHERINGS, Gathered
from .notices import overflow
from .rows import Rows
from .tallies import Tallies, finished, parts_of

BLOCK = 131_072
"""Rows per pass of the kernel: its columns stay in the processor's cache."""

DECIMALS = 6


@dataclass(frozen=True, slots=True)
class _Measured:
    """A metric over linked rows."""

    metric: Metric
    aggregate: Aggregate

    @property
    def gathers(self) -> bool:
        return self.aggregate.aggregation in GATHERINGS


@dataclass(slots=True, eq=False)
class _Walk:
    """One table on its way: what was reduced so far, and what was gathered."""

    table: DataTable
    measured: Sequence[_Measured]
    accounts: Accounts
    tallies: Tallies
    gathered: Mapping[str, Gathered]
    overflowed: "Counter[str]" = field(default_factory=Counter)


def aggregate_tables(accounts: Accounts, progress: Callable[[str], None]) -> Mapping[str, Column]:
    """Every metric over linked rows that `accounts.aggregates` lacks, by id, rounded half up to 6 decimals."""
    by_table: dict[str, list[_Measured]] = {}
    for id in _wanted(accounts):
        metric = accounts.plan.ruleset.metrics[id]
        if isinstance(metric.source, Aggregate):
            by_table.setdefault(metric.source.table, []).append(_Measured(metric, metric.source))
    columns: dict[str, Column] = {}
    for table, measured in by_table.items():
        columns |= _aggregate(accounts.data.tables[table], measured, accounts, progress)
    return columns


def _wanted(accounts: Accounts) -> Iterator[str]:
    ids = (part.removeprefix("metrics.") for part in accounts.plan.order if part.startswith("metrics."))
    return (id for id in ids if id not in accounts.aggregates)


def _aggregate(
    table: DataTable, measured: Sequence[_Measured], accounts: Accounts, progress: Callable[[str], None]
) -> Mapping[str, Column]:
    gathered = {item.metric.id: Gathered() for item in measured if item.gathers}
    walk = _Walk(table, measured, accounts, Tallies(accounts.size), gathered)
    for start in range(0, max(table.size, 1), BLOCK):
        _take_in(walk, slice(start, min(start + BLOCK, table.size)))
        progress(f"{table.id}: {min(start + BLOCK, table.size):,} of {table.size:,} rows")
    columns = {item.metric.id: _column(walk, item) for item in measured}
    accounts.findings += [
        overflow(accounts.plan.ruleset, path, count, "rows")
        for path, count in walk.overflowed.items()
        if count
    ]
    return columns


def _take_in(walk: _Walk, stretch: slice) -> None:
    rows = Rows(walk.accounts.plan, walk.table, walk.accounts.as_of, stretch, walk.overflowed)
    parts: dict[str, Part] = {}
    used = np.zeros(rows.size, dtype=np.bool_)
    for item in walk.measured:
        if item.gathers:
            walk.gathered[item.metric.id].add(item.metric, item.aggregate, rows)
        else:
            parts |= {part.name: part for part in parts_of(item.metric, item.aggregate, rows)}
            used |= rows.kept(item.metric.id, item.aggregate)
    if used.any():
        kept = [Part(part.name, part.how, part.values[used]) for part in parts.values()]
        walk.tallies.add(walk.accounts.carrier.group(rows.account[used], kept), kept)


def _column(walk: _Walk, item: _Measured) -> Column:
    accounts, id = walk.accounts, item.metric.id
    if item.gathers:
        column = GATHERINGS[item.aggregate.aggregation](walk.gathered[id], accounts.carrier, accounts.size)
        return Numbers(round_half_up(column.values, DECIMALS)) if isinstance(column, Numbers) else column
    values = finished(item.aggregate, walk.tallies)
    if accounts.plan.types[id].kind is Kind.DATE:
        return Dates(values)
    if item.aggregate.aggregation == "sum" and np.isnan(values).any():
        accounts.findings.append(
            overflow(accounts.plan.ruleset, f"metrics.{id}.sum", int(np.isnan(values).sum()), "accounts")
        )
    return Numbers(round_half_up(values, DECIMALS))
