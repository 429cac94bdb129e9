"""Exact sums over any group of accounts: the same whatever the order of the rows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..evaluation.exact import Parts, average, split, total
from ..expressions.columns import Floats, Index


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
