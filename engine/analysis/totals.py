"""Exact sums: the same whatever the order of the rows, and on every machine."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..expressions.columns import Floats, Index

Integers: TypeAlias = NDArray[np.int64]

NANO = 10**9
"""Parts of one in which values are summed: nine decimals are kept exactly."""

MICRO = 10**6
"""Parts of one to which a sum or average is rounded, half away from zero."""

SAFE = 2**62
"""Sums of whole parts up to here cannot overflow 64 bits."""


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """Numbers split into whole ones and billionths; a missing value counts as nothing and is not `known`."""

    whole: Integers
    nano: Integers
    known: Integers

    @classmethod
    def of(cls, values: Floats) -> "Parts":
        known = ~np.isnan(values)
        filled = np.where(known, values, 0.0)
        whole = np.floor(filled)
        nano = np.rint((filled - whole) * NANO)
        return cls(whole.astype(np.int64), nano.astype(np.int64), known.astype(np.int64))

    def total(self, rows: Index) -> float:
        """The sum over rows, rounded half up to 6 decimals; 0 over none."""
        return _rounded(self._nanos(rows), 1)

    def average(self, rows: Index) -> tuple[float | None, int]:
        """The mean over the rows with a value, rounded half up to 6 decimals, and how many they are."""
        known = int(self.known[rows].sum())
        return (_rounded(self._nanos(rows), known) if known else None), known

    def _nanos(self, rows: Index) -> int:
        return _sum(self.whole[rows]) * NANO + int(self.nano[rows].sum())


def _sum(whole: Integers) -> int:
    if len(whole) == 0:
        return 0
    largest = max(abs(int(whole.min())), abs(int(whole.max())))
    if largest * len(whole) < SAFE:
        return int(whole.sum())
    return sum(whole.tolist())


def _rounded(nanos: int, count: int) -> float:
    """A count of billionths divided, rounded half away from zero to millionths, without leaving the integers before the end."""
    divisor = count * (NANO // MICRO)
    micros = (2 * abs(nanos) + divisor) // (2 * divisor)
    return (micros if nanos >= 0 else -micros) / MICRO
