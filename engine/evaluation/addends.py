"""Numbers as whole numbers that are added up: the least work that gives the very sum of `exact`.

Most amounts are whole hundredths, and those of a column fit into one 64-bit integer each. What is anything else is
taken apart. A sum may be made of blocks of both kinds: each has tallies of its own, which are joined at the end.
"""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np

from ..expressions.columns import Floats, Index
from .exact import DECIMALS, EXACT_WHOLE, NANO, STRIDE, Parts, split, total

Addends: TypeAlias = Mapping[str, Index]
"""Whole numbers by what they are: `high`, `low` and `nano` as in `Parts`, or `1/100` for hundredths."""

LIMITS: Mapping[int, int] = {100: 100 * 2**22, 1: 2**31, 10_000: 2**31}
"""How many hundredths, ones or ten-thousandths a number may be to count as a whole number of them.

Below 2²² the nearest float64 to a decimal is less than half a billionth away from it, so that both are the same to the
nearest billionth; and 2³¹ numbers below 2³¹ add up without running over.
"""


def addends(values: Floats, likely: int = 100) -> Addends:
    """Numbers as whole numbers, to the nearest billionth; a missing number counts as nothing.

    `likely` is the unit to try first. Whatever is given back has the same sum.
    """
    for unit in (likely, *(other for other in LIMITS if other != likely)):
        whole = _whole(values, unit)
        if whole is not None:
            return {f"1/{unit}": whole}
    return _taken_apart(values)


def unit_of(parts: Addends) -> int | None:
    """The unit of addends that are whole numbers of one; None for those that were taken apart."""
    return next((unit for unit in LIMITS if f"1/{unit}" in parts), None)


def _whole(values: Floats, unit: int) -> Index | None:
    """Numbers as whole multiples of 1/unit; None where one of them is not, or is too large."""
    scaled = np.rint(values * unit if unit > 1 else values)
    fits = (scaled / unit if unit > 1 else scaled) == values
    if not fits.all():
        missing = np.isnan(values)
        if not (fits | missing).all():
            return None
        scaled[missing] = 0.0
    if len(scaled) and max(scaled.max(), -scaled.min()) >= LIMITS[unit]:
        return None
    return scaled.astype(np.int64)


def _taken_apart(values: Floats) -> Addends:
    if np.fmax.reduce(np.abs(values), initial=0.0) >= STRIDE // 2:
        parts = split(values)
        return {"high": parts.high, "low": parts.low, "nano": parts.nano}
    known = np.where(np.isnan(values), 0.0, values)
    low = np.floor(known)
    return {"low": low.astype(np.int64), "nano": np.rint((known - low) * NANO).astype(np.int64)}


def joined(sums: Addends, size: int) -> Parts:
    """Sums of addends as parts; zeros of that size where there are none."""
    none = np.zeros(size, dtype=np.int64)
    high, low, nano = (sums.get(name, none) for name in ("high", "low", "nano"))
    for unit in LIMITS:
        if f"1/{unit}" in sums:
            whole, rest = np.divmod(sums[f"1/{unit}"], unit)
            more, less = np.divmod(whole, STRIDE)
            high, low, nano = high + more, low + less, nano + rest * (NANO // unit)
    return Parts(high, low, nano)


def summed(sums: Addends, size: int) -> Floats:
    """Sums of addends as numbers, rounded half up to 6 decimals; missing where they are 2⁶³ or more."""
    if len(sums) == 1:
        unit = unit_of(sums)
        whole = next(iter(sums.values()))
        # One division of exact integers gives the nearest float64, as the general way does; nothing is left to round.
        if unit is not None and unit <= 10**DECIMALS and _small(whole, EXACT_WHOLE * unit):
            return whole / unit
    return total(joined(sums, size))


def _small(whole: Index, limit: int) -> bool:
    return not len(whole) or (int(whole.max()) < limit and int(whole.min()) > -limit)
