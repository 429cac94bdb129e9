"""Several masks as one whole number per row, a bit for each mask."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .columns import Mask

Bits: TypeAlias = NDArray[Any]
"""Unsigned whole numbers, of the narrowest type that has a bit for each mask."""

MOST = 64
"""So many masks fit into one number."""

_WIDTHS = ((8, np.uint8), (16, np.uint16), (32, np.uint32), (MOST, np.uint64))


def packed(masks: Sequence[Mask], size: int) -> Bits:
    """Per row a number whose bit `i` is set where mask `i` is true. Raises ValueError for more than 64 masks."""
    if len(masks) > MOST:
        raise ValueError(f"{len(masks)} masks do not fit into {MOST} bits")
    kind = next(kind for width, kind in _WIDTHS if len(masks) <= width)
    bits: Bits = np.zeros(size, dtype=kind)
    for first in range(0, len(masks), 8):
        # Eight masks at a time, a byte for each row: the least memory to go through.
        byte: NDArray[np.uint8] = np.zeros(size, dtype=np.uint8)
        for place, mask in enumerate(masks[first : first + 8]):
            np.bitwise_or(byte, np.left_shift(mask.view(np.uint8), np.uint8(place)), out=byte)
        np.bitwise_or(bits, np.left_shift(byte.astype(kind), kind(first)), out=bits)
    return bits


def any_of(masks: Sequence[Mask], size: int) -> Mask:
    """Where one of the masks holds; nowhere where there is none."""
    found = np.zeros(size, dtype=np.bool_)
    for mask in masks:
        found |= mask
    return found
