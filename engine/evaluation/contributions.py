"""What each criterion adds to the shown score, rounded so that the parts sum exactly to the whole."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..expressions.columns import Floats, Mask

BILLIONTHS = 1e9
"""Remainders are compared as whole billionths: noise of the last bit must not decide between equal ones."""

Cents: TypeAlias = NDArray[np.int32]


def contributions(score: Floats, parts: Sequence[Floats], known: Sequence[Mask]) -> list[Cents]:
    """Hundredths of points per criterion that sum to the score's hundredths.

    `parts` are the unrounded contributions in points, `known` where they count. By largest remainder (Hamilton's
    method): each part is rounded down, and what is left goes to the largest remainders, of equals to the first.
    """
    exact = [part * 100 for part in parts]
    floors = [np.floor(part) for part in exact]
    left = np.rint(np.where(np.isnan(score), 0.0, score) * 100)
    for floor in floors:
        left = left - floor
    remainders = [
        np.where(mask, np.rint((part - floor) * BILLIONTHS), -1.0).astype(np.int32)
        for part, floor, mask in zip(exact, floors, known, strict=True)
    ]
    count = left.astype(np.int16)
    return [
        floor.astype(np.int32) + (place < count)
        for floor, place in zip(floors, _places(remainders), strict=True)
    ]


def _places(remainders: Sequence[Cents]) -> list[NDArray[np.int16]]:
    """Where each remainder stands among those of its account, from 0, the largest first, of equals the first.

    Every two are compared once, over all accounts: there are few criteria and many accounts.
    """
    size = len(remainders[0])
    places = [np.zeros(size, dtype=np.int16) for _ in remainders]
    for index, one in enumerate(remainders):
        for before in range(index):
            behind = remainders[before] >= one
            places[index] += behind
            places[before] += ~behind
    return places
