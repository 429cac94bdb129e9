"""Ascending steps, and how many of them a value reaches."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..expressions.columns import Codes, Floats

Counts: TypeAlias = NDArray[Any]
"""Small whole numbers, of the narrowest type that holds them."""

FEW = 24
"""Up to so many steps, comparing with one after the other is quicker than searching among them."""


def reached(starts: Sequence[float], values: Floats) -> Counts:
    """How many of the ascending `starts` (inclusive) each value reaches; 0 where it is missing."""
    if len(starts) > FEW:
        found = np.searchsorted(np.array(starts), values, side="right")
        return np.where(np.isnan(values), 0, found)
    count = np.zeros(len(values), dtype=np.int8)
    for start in starts:
        count += values >= start
    return count


def stepped(values: Floats, distinct: Floats, codes: Codes) -> Codes:
    """The code of each value; `distinct` are all values once, ascending, each with its code.

    Few codes follow each other, so comparing with where they begin takes less than sorting the values' places.
    """
    if not len(distinct):
        return np.zeros(0, dtype=np.int32)
    starts = np.flatnonzero(np.diff(codes)) + 1
    of_step = codes[np.concatenate(([0], starts))]
    return of_step[reached(distinct[starts].tolist(), values)]
