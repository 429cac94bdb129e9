"""Rows of one table found by the key of another, over distinct keys."""

from collections.abc import Sequence

import numpy as np

from ..expressions.columns import (
    Codes,
    Column,
    Condition,
    Dates,
    Floats,
    Index,
    Mask,
    Members,
    Numbers,
    Texts,
)
from ..expressions.words import Integers
from .key_index import KeyIndex

_CLOSE = 128
"""Numbers lie close where their span is at most so many times their count: then nobody needs to sort them."""

_MOST_CODES = 2**31 - 1
_ALL_64_BITS = 2.0**63


def positions(keys: Texts, wanted: Texts, usable: Mask | None = None) -> Index:
    """For each wanted key the row that has it, -1 where none has. Of equal keys the first usable row counts.

    Who asks for the same keys more than once keeps a KeyIndex of them.
    """
    return KeyIndex(keys, usable).find(wanted)


def places_of(words: Sequence[str], vocabulary: Sequence[str]) -> Index:
    """Where each word stands in a vocabulary, -1 where it does not."""
    keys = Texts(np.arange(len(vocabulary), dtype=np.int32), vocabulary)
    return positions(keys, Texts(np.arange(len(words), dtype=np.int32), words))


def take_or_missing(column: Column, rows: Index) -> Column:
    """The values of some rows; row -1 gives a missing value."""
    none = rows < 0
    if not len(column):
        rows, column = np.zeros(len(rows), dtype=np.int64), _one_missing(column)
    taken = column.take(rows)
    match taken:
        case Numbers(values):
            return Numbers(np.where(none, np.nan, values))
        case Dates(values):
            return Dates(np.where(none, np.nan, values))
        case Texts(codes, vocabulary):
            return Texts(np.where(none, np.int32(-1), codes), vocabulary)
        case Condition(true, false):
            return Condition(true & ~none, false & ~none)
        case Members():
            raise TypeError("data holds no lists")


def _one_missing(column: Column) -> Column:
    """A column with a single missing value, of the same kind."""
    no = np.zeros(1, dtype=np.bool_)
    nan = np.full(1, np.nan)
    match column:
        case Texts(_, vocabulary):
            return Texts(np.full(1, -1, dtype=np.int32), vocabulary)
        case Condition():
            return Condition(no, no)
        case Dates():
            return Dates(nan)
        case _:
            return Numbers(nan)


def words(column: Column) -> Texts:
    """A column as texts, so that keys of any kind can be compared: 12 as `12`."""
    match column:
        case Texts():
            return column
        case Numbers(values):
            return _number_words(values)
        case Dates(values):
            known = ~np.isnan(values)
            distinct, places = np.unique(values[known], return_inverse=True)
            return Texts(_spread(known, places), tuple(distinct.astype("datetime64[D]").astype(str).tolist()))
        case Condition(true, false):
            return Texts(np.where(true, 1, np.where(false, 0, -1)).astype(np.int32), ("false", "true"))
        case Members():
            raise TypeError("data holds no lists")


def _number_words(values: Floats) -> Texts:
    known = ~np.isnan(values)
    every = bool(known.all())
    kept = values if every else values[known]
    if kept.size and max(-kept.min(), kept.max()) < _ALL_64_BITS:
        numbers = kept.astype(np.int64)
        if np.array_equal(numbers, kept):
            return whole_words(numbers, None if every else known)
    distinct, places = np.unique(kept, return_inverse=True)
    texts = tuple(str(int(value)) if value.is_integer() else repr(value) for value in distinct.tolist())
    return Texts(_spread(known, places), texts)


def whole_words(numbers: Index, known: Mask | None = None) -> Texts:
    """Whole numbers as their decimal texts, one per known row; all rows are known where it is not said which.

    Numbers that lie close are counted from the smallest, others numbered in their order.
    """
    codes, vocabulary = _whole_codes(numbers)
    return Texts(codes if known is None else _spread(known, codes), vocabulary)


def _whole_codes(numbers: Index) -> tuple[Codes, Integers]:
    low, high = (int(numbers.min()), int(numbers.max())) if numbers.size else (0, -1)
    if high - low < min(_CLOSE * len(numbers), _MOST_CODES):
        return (numbers - low).astype(np.int32), Integers(range(low, high + 1))
    distinct, places = np.unique(numbers, return_inverse=True)
    return places.astype(np.int32), Integers(distinct)


def _spread(known: Mask, places: Index | Codes) -> Codes:
    codes = np.full(len(known), -1, dtype=np.int32)
    codes[known] = places
    return codes
