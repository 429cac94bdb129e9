"""Metrics over linked rows: one walk through each table, block by block, for all metrics over it."""

import ast
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date

import numpy as np

from ..data.tables import DataTable, Linked
from ..expressions.columns import Column, Dates
from ..expressions.compiled import Compiled
from ..expressions.types import Kind
from ..findings import Finding
from ..plan.horizons import horizons
from ..plan.plan import Plan
from ..plan.windows import day_number
from ..progress import Progress
from ..rules.model import Aggregate
from .accounts import Accounts
from .measuring import Tallies, prepared
from .notices import overflow
from .rows import Rows
from .tallies import Measured

BLOCK = 131_072
"""Rows per pass of the kernel: its columns stay in the processor's cache."""


def aggregate_tables(accounts: Accounts, progress: Progress) -> Mapping[str, Column]:
    """Every metric over linked rows that `accounts.aggregates` lacks, by id, rounded half up to 6 decimals."""
    by_table: dict[str, list[Measured]] = {}
    for measured in measured_by(accounts.plan):
        if measured.metric.id not in accounts.aggregates:
            by_table.setdefault(measured.aggregate.table, []).append(measured)
    columns: dict[str, Column] = {}
    for table, wanted in by_table.items():
        columns |= _aggregate(accounts.data.tables[table], wanted, accounts, progress)
    return columns


def measured_by(plan: Plan) -> Iterator[Measured]:
    """The metrics over linked rows, in the order of computing."""
    for part in plan.order:
        section, _, id = part.partition(".")
        source = plan.ruleset.metrics[id].source if section == "metrics" else None
        if isinstance(source, Aggregate):
            yield Measured(plan.ruleset.metrics[id], source, dated=plan.types[id].kind is Kind.DATE)


def _aggregate(
    table: Linked, wanted: Sequence[Measured], accounts: Accounts, progress: Progress
) -> Mapping[str, Column]:
    overflowed: Counter[str] = Counter()
    with closing(Tallies(accounts.size, accounts.carrier)) as tallies:
        finishes = {measured.metric.id: prepared(measured, tallies) for measured in wanted}
        done = 0
        for block in _blocks(table):
            seen = looked_at(block, accounts.plan, accounts.as_of)
            rows = Rows(accounts.plan, seen, accounts.as_of, overflowed)
            _evaluate_risky(wanted, rows)
            tallies.add(rows)
            done += block.size
            progress(table.id, done, table.size)
        tallies.complete()
        columns = {id: finishes.pop(id)() for id in list(finishes)}
    accounts.findings += _too_large(wanted, columns, overflowed, accounts.plan)
    return columns


def _blocks(table: Linked) -> Iterator[DataTable]:
    for block in table.blocks(BLOCK) if isinstance(table, DataTable) else table.blocks():
        yield from block.blocks(BLOCK)


def looked_at(block: DataTable, plan: Plan, as_of: date) -> DataTable:
    """A block without rows before the first day that any rule looks at, as if they had not been read."""
    first = horizons(plan.ruleset, as_of)[block.id]
    days = block.columns.get(block.dates or "")
    if first is None or not isinstance(days, Dates):
        return block
    rows = np.flatnonzero(days.values >= day_number(first))
    if len(rows) == block.size:
        return block
    columns = {name: column.take(rows) for name, column in block.columns.items()}
    account = None if block.account is None else block.account[rows]
    return replace(block, columns=columns, size=len(rows), lines=block.lines[rows], account=account, ids={})


def _evaluate_risky(wanted: Sequence[Measured], rows: Rows) -> None:
    """Whatever may become too large is counted in all rows, whichever of them a block or a window holds."""
    for measured in wanted:
        for path in (f"metrics.{measured.metric.id}.where", measured.path):
            compiled = rows.plan.expressions.get(path)
            if compiled is not None and _may_overflow(compiled):
                rows.value(path)


def _may_overflow(compiled: Compiled) -> bool:
    return any(isinstance(node, ast.BinOp | ast.Call) for node in ast.walk(compiled.tree))


def _too_large(
    wanted: Sequence[Measured], columns: Mapping[str, Column], overflowed: Mapping[str, int], plan: Plan
) -> Iterator[Finding]:
    """Sums and values of rows that are too large."""
    for measured in wanted:
        if measured.aggregate.aggregation == "sum":
            count = int(np.count_nonzero(columns[measured.metric.id].missing))
            if count:
                yield overflow(plan.ruleset, measured.path, count, "accounts")
    for path, count in overflowed.items():
        if count:
            yield overflow(plan.ruleset, path, count, "rows")
