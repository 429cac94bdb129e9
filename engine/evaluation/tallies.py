"""Aggregations that add up over blocks of rows: count, share, sum, average, min, max.

A tally is one or several whole columns, one value for each account, and every block of rows is added to them. Blocks and
rows may come in any order.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from ..expressions.columns import Condition, Floats, Index
from ..rules.model import Aggregate, Metric
from .rows import Kept, Rows


class Tally(Protocol):
    """What is known so far, by account."""

    def add(self, rows: Rows) -> None:
        """Take in the rows of one block."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A metric over linked rows; `dated` where it is a date."""

    metric: Metric
    aggregate: Aggregate
    dated: bool = False

    @property
    def path(self) -> str:
        """Where the expression stands that it measures."""
        return f"metrics.{self.metric.id}.{self.aggregate.aggregation}"

    def kept(self, rows: Rows) -> Kept:
        return rows.kept(self.metric.id, self.aggregate)

    def known(self, rows: Rows) -> Kept:
        return rows.known(self.metric.id, self.aggregate)


@dataclass(slots=True, eq=False)
class Counted:
    """How many rows are counted, of those that `which` chooses."""

    measured: Measured
    size: int
    which: Callable[[Measured, Rows], Kept]
    count: Index = field(init=False)

    def __post_init__(self) -> None:
        self.count = np.zeros(self.size, dtype=np.int64)

    def add(self, rows: Rows) -> None:
        np.add.at(self.count, self.which(self.measured, rows).account, 1)


def kept(measured: Measured, rows: Rows) -> Kept:
    """The rows that a metric looks at."""
    return measured.kept(rows)


def known(measured: Measured, rows: Rows) -> Kept:
    """Those whose value is not missing."""
    return measured.known(rows)


def certain(measured: Measured, rows: Rows) -> Kept:
    """Those for which the condition that is measured is certainly true."""
    value = rows.value(measured.path)
    true = value.true if isinstance(value, Condition) else np.zeros(rows.size, dtype=np.bool_)
    return measured.kept(rows).where(true)


@dataclass(slots=True, eq=False)
class Summed:
    """Exact sums, as tallies of whole numbers by what they are."""

    measured: Measured
    size: int
    sums: dict[str, Index] = field(default_factory=dict)
    unit: int = 100

    def add(self, rows: Rows) -> None:
        kept = self.measured.kept(rows)
        if not len(kept):
            return
        parts, self.unit = rows.addends(self.measured.path, self.unit)
        for name, whole in parts.items():
            if name not in self.sums:
                self.sums[name] = np.zeros(self.size, dtype=np.int64)
            np.add.at(self.sums[name], kept.account, kept.of(whole))


@dataclass(slots=True, eq=False)
class Greatest:
    """The greatest value; minus infinity where there is none."""

    measured: Measured
    size: int
    values: Floats = field(init=False)
    highest: float = -np.inf

    def __post_init__(self) -> None:
        self.values = np.full(self.size, -np.inf)

    def add(self, rows: Rows) -> None:
        kept = self.measured.known(rows)
        if not len(kept):
            return
        values = kept.of(rows.numbers(self.measured.path))
        if values[0] >= self.highest and bool((values[1:] >= values[:-1]).all()):
            self.values[kept.account] = values  # ascending so far: of several rows the last one stays
            self.highest = float(values[-1])
        else:
            np.maximum.at(self.values, kept.account, values)
            self.highest = max(self.highest, float(values.max()))


@dataclass(slots=True, eq=False)
class Least:
    """The least value; infinity where there is none."""

    measured: Measured
    size: int
    values: Floats = field(init=False)
    highest: float = -np.inf

    def __post_init__(self) -> None:
        self.values = np.full(self.size, np.inf)

    def add(self, rows: Rows) -> None:
        kept = self.measured.known(rows)
        if not len(kept):
            return
        values = kept.of(rows.numbers(self.measured.path))
        if values[0] >= self.highest and bool((values[1:] >= values[:-1]).all()):
            self._begin(kept.account, values)
            self.highest = float(values[-1])
        else:
            np.minimum.at(self.values, kept.account, values)
            self.highest = max(self.highest, float(values.max()))

    def _begin(self, account: Index, values: Floats) -> None:
        """Take in values that ascend, none below an earlier one: the first of each account that had none stays."""
        new = np.flatnonzero(self.values[account] == np.inf)[::-1]
        self.values[account[new]] = values[new]
