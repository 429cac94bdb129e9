"""Decimal numbers as the nearest float64: the library's own conversion is off by one unit in the last place."""

import numpy as np
import pyarrow as pa

from ...expressions.arrays import array_of, values_of
from ..raw import ArrowArray

_EXACT = 2**53
"""Whole numbers up to here are exact as float64."""

_LARGEST_POWER = 22
"""Powers of ten up to here are exact as float64, so that a division by one is rounded once."""


def doubles(decimals: ArrowArray) -> ArrowArray:
    """The float64 nearest to each decimal number, as reading its digits gives; null where there is none."""
    quick = _divided(decimals) if pa.types.is_decimal128(decimals.type) else None
    return quick if quick is not None else decimals.cast(pa.string()).cast(pa.float64())


def _divided(decimals: ArrowArray) -> ArrowArray | None:
    """The digits as whole numbers divided by a power of ten; None where these are too large to be exact."""
    scale = decimals.type.scale
    if not 0 <= scale <= _LARGEST_POWER or not len(decimals):
        return None
    words = np.frombuffer(decimals.buffers()[1], dtype="<i8").reshape(-1, 2)
    low, high = words[decimals.offset : decimals.offset + len(decimals)].T
    known = values_of(decimals.is_valid())
    fitting = (high == low >> 63) & (low <= _EXACT) & (low >= -_EXACT)
    if not (fitting | ~known).all():
        return None
    return array_of(np.where(known, low, 0) / 10.0**scale, ~known)
