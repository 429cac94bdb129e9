"""Exact sums over any group of accounts: the same whatever the order of the rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from ..evaluation.exact import NANO, Parts, average, split, total
from ..expressions.columns import Floats, Index

NARROW = 2.0**36
"""Whole numbers below this, added up over a pass of `PASS` accounts, stay exact as float64."""

PASS = 131_072
"""Accounts that are added at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Summable:
    """Numbers of all accounts made ready to be added exactly; a missing one counts as nothing and is not known."""

    parts: Parts
    known: Index

    @classmethod
    def of(cls, values: Floats) -> "Summable":
        return cls(split(values), (~np.isnan(values)).astype(np.int64))

    def total(self, rows: Index) -> float:
        """The sum over rows, rounded half up to 6 decimals; 0 over none, NaN beyond 2⁶³."""
        return float(total(self._sums([rows]))[0])

    def average(self, rows: Index) -> tuple[float | None, int]:
        """The mean over the rows with a value, rounded half up to 6 decimals (None over none), and their number."""
        return self.averages([rows])[0]

    def averages(self, groups: Sequence[Index]) -> list[tuple[float | None, int]]:
        """The same for each of several groups of rows."""
        known = np.array([self.known[rows].sum() for rows in groups], dtype=np.int64)
        means = average(self._sums(groups), known).tolist()
        return [(mean if count else None, count) for mean, count in zip(means, known.tolist(), strict=True)]

    def _sums(self, groups: Sequence[Index]) -> Parts:
        parts = (self.parts.high, self.parts.low, self.parts.nano)
        sums = ([part[rows].sum() for rows in groups] for part in parts)
        return Parts(*(np.array(each, dtype=np.int64) for each in sums))


@dataclass(slots=True, eq=False)
class Sums:
    """Exact sums by cell, which grow with every stretch of accounts that is added. A missing number counts as nothing."""

    high: Index
    low: Index
    nano: Index
    known: Index

    @classmethod
    def none(cls, cells: int) -> Self:
        """Sums of nothing yet."""
        return cls(*(np.zeros(cells, dtype=np.int64) for _ in range(4)))

    def add(self, values: Floats, cells: Index, accounts: Index) -> None:
        """Add numbers to the sums of their cells; at most `PASS` at a time. `accounts` counts those of each cell."""
        size, missing = len(self.known), np.isnan(values)
        if missing.any():
            self.known += accounts - np.bincount(cells[missing], minlength=size)
            values = np.where(missing, 0.0, values)
        else:
            self.known += accounts
        whole = np.floor(values)
        if bool((np.abs(whole) >= NARROW).any()):
            self._add_wide(values, cells)
            return
        self.low += _added(whole, cells, size)
        nano = np.rint((values - whole) * NANO)
        if nano.any():
            self.nano += _added(nano, cells, size)

    def _add_wide(self, values: Floats, cells: Index) -> None:
        parts, size = split(values), len(self.known)
        self.high += _added(parts.high, cells, size)
        self.low += _added(parts.low, cells, size)
        self.nano += _added(parts.nano, cells, size)

    def join(self, other: "Sums") -> None:
        """Take in the sums of other accounts in the same cells."""
        self.high += other.high
        self.low += other.low
        self.nano += other.nano
        self.known += other.known

    def at(self, cells: Index) -> Self:
        """The sums of some cells."""
        return type(self)(self.high[cells], self.low[cells], self.nano[cells], self.known[cells])

    def total(self) -> float:
        """The sum over all cells, rounded half up to 6 decimals; 0 over none, NaN beyond 2⁶³."""
        return self.totals(np.ones((1, len(self.known)), dtype=np.int64))[0]

    def totals(self, groups: Index) -> list[float]:
        """The sum over each group of cells, which is a row of 0 and 1."""
        sums: list[float] = total(self._over(groups)).tolist()
        return sums

    def averages(self, groups: Index) -> list[tuple[float | None, int]]:
        """The mean over the accounts of each group of cells that have a value, rounded as sums are, and their number."""
        known = groups @ self.known
        means = average(self._over(groups), known).tolist()
        return [(mean if count else None, count) for mean, count in zip(means, known.tolist(), strict=True)]

    def _over(self, groups: Index) -> Parts:
        return Parts(*(groups @ part for part in (self.high, self.low, self.nano)))


def _added(whole: Floats | Index, cells: Index, size: int) -> Index:
    """Whole numbers added up by cell, exactly: no sum of a pass comes near 2⁵³."""
    return np.bincount(cells, whole, size).astype(np.int64)
