"""Arrays that are the same for all accounts, kept as a single row; NumPy stretches them where they meet others."""

from typing import TypeVar

import numpy as np

from ..expressions.columns import Floats, Index, Mask

A = TypeVar("A", Floats, Mask)

ALL: Mask = np.ones(1, dtype=np.bool_)
NONE: Mask = np.zeros(1, dtype=np.bool_)


def known_of(values: Floats) -> Mask:
    """Where there is a value; a single row where that is everywhere."""
    known = ~np.isnan(values)
    return ALL if len(known) > 1 and known.all() else known


def part_of(values: A, rows: Index) -> A:
    """Some rows of an array; a single row stays one."""
    return values if len(values) == 1 else values[rows]


def spread(values: A, size: int) -> A:
    """An array with a row for each account, which is not to be written to."""
    return values if len(values) == size else np.broadcast_to(values, size)
