"""What each criterion adds to the shown score, rounded so that the parts sum exactly to the whole."""

import numpy as np
from numpy.typing import NDArray

from ..expressions.columns import Floats, Index, Mask

CHUNK = 131_072
"""Accounts per pass: the matrices of one pass stay in the processor's cache."""


def contributions(score: Floats, parts: list[Floats], known: list[Mask]) -> list[Index]:
    """Hundredths of points per criterion that sum to the score's hundredths.

    `parts` are the unrounded contributions in points, `known` where they count. By largest remainder (Hamilton's
    method): each part is rounded down, and what is left goes to the largest remainders, of equals to the first.
    """
    cents = [np.zeros(len(score), dtype=np.int64) for _ in parts]
    for start in range(0, len(score), CHUNK):
        rows = slice(start, start + CHUNK)
        matrix = _shared_out(score[rows], [part[rows] for part in parts], [mask[rows] for mask in known])
        for index, column in enumerate(cents):
            column[rows] = matrix[:, index]
    return cents


def _shared_out(score: Floats, parts: list[Floats], known: list[Mask]) -> NDArray[np.int64]:
    whole = np.rint(np.where(np.isnan(score), 0.0, score) * 100).astype(np.int64)
    exact = np.column_stack(parts) * 100
    floors = np.floor(exact)
    remainders = np.where(np.column_stack(known), exact - floors, -1.0)
    left = whole - floors.sum(axis=1).astype(np.int64)
    # Noise of the last bit must not decide between equal remainders.
    order = np.argsort(-np.round(remainders, 9), axis=1, kind="stable")
    place = np.empty_like(order)
    np.put_along_axis(place, order, np.arange(order.shape[1])[np.newaxis, :], axis=1)
    shared: NDArray[np.int64] = floors.astype(np.int64) + (place < left[:, np.newaxis])
    return shared
