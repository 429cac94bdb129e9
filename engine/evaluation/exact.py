"""Sums that do not depend on the order of their terms: numbers as integer parts, added as integers.

A number is high · 2³² + low + nano · 10⁻⁹. Up to 2³¹ numbers below 2⁶³ can be added without a part running over, and
integers add up to the same whatever their order.
"""

from dataclasses import dataclass

import numpy as np

from ..expressions.columns import Floats, Index, Mask

NANO = 10**9
STRIDE = 2**32
DECIMALS = 6
EXACT_WHOLE = 9_000_000_000
"""Below this a number of millionths is still exact as float64."""


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """Numbers, or sums of numbers, as three arrays of int64."""

    high: Index
    low: Index
    nano: Index


@dataclass(frozen=True, slots=True, eq=False)
class _Magnitudes:
    """Settled sums without their sign: `whole` and `nano` below 10⁹; `overflow` where it is 2⁶³ or more."""

    negative: Mask
    whole: Index
    nano: Index
    overflow: Mask


def split(values: Floats) -> Parts:
    """Numbers as parts, to the nearest billionth. A missing number counts as nothing."""
    known = np.where(np.isnan(values), 0.0, values)
    whole = np.floor(known)
    high = np.floor(whole / STRIDE)
    nano = np.rint((known - whole) * NANO)
    return Parts(high.astype(np.int64), (whole - high * STRIDE).astype(np.int64), nano.astype(np.int64))


def total(sums: Parts) -> Floats:
    """Sums as numbers, rounded half up to 6 decimals; missing where they are 2⁶³ or more."""
    settled = _settle(sums)
    micro = (settled.nano + 500) // 1000
    return _number(settled, settled.whole, micro)


def average(sums: Parts, count: Index) -> Floats:
    """Sums ÷ count, rounded half up to 6 decimals; missing where nothing was counted."""
    settled = _settle(sums)
    terms = np.maximum(count, 1)
    whole, rest = np.divmod(settled.whole, terms)
    micro = (2 * (rest * NANO + settled.nano) + 1000 * terms) // (2000 * terms)
    return np.where(count > 0, _number(settled, whole, micro), np.nan)


def _settle(sums: Parts) -> _Magnitudes:
    carry, nano = np.divmod(sums.nano, NANO)
    carry, low = np.divmod(sums.low + carry, STRIDE)
    high = sums.high + carry
    overflow = (high >= STRIDE // 2) | (high <= -STRIDE // 2)
    whole = np.where(overflow, 0, high) * STRIDE + low
    negative = whole < 0
    whole = np.where(negative, -whole - (nano > 0), whole)
    nano = np.where(negative & (nano > 0), NANO - nano, nano)
    return _Magnitudes(negative, whole, nano, overflow)


def _number(settled: _Magnitudes, whole: Index, micro: Index) -> Floats:
    # One division of exact integers gives the nearest float64; larger numbers have no exact millionths anyway.
    wide = whole.astype(np.float64)
    exact = (wide * 10**DECIMALS + micro) / 10**DECIMALS
    values = np.where(whole < EXACT_WHOLE, exact, wide + micro / 10**DECIMALS)
    signed = np.where(settled.negative, -values, values) + 0.0
    return np.where(settled.overflow, np.nan, signed)
