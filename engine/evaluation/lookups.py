"""Values taken from a reference table by its key, through vocabularies and never row by row."""

import numpy as np

from ..expressions.columns import Column, Condition, Dates, Index, Mask, Members, Numbers, Texts


def rows_of(wanted: Column, keys: Column) -> Index:
    """The row of `keys` that holds each wanted value: the first where there are several, -1 where there is none."""
    if isinstance(wanted, Texts) and isinstance(keys, Texts):
        return _rows_of_texts(wanted, keys)
    if isinstance(wanted, Numbers | Dates) and isinstance(keys, Numbers | Dates):
        return _rows_of_numbers(wanted, keys)
    return np.full(len(wanted), -1, dtype=np.int64)


def _rows_of_texts(wanted: Texts, keys: Texts) -> Index:
    codes, first = np.unique(keys.codes, return_index=True)
    row_of_key = np.full(len(keys.vocabulary) + 1, -1, dtype=np.int64)
    row_of_key[codes[codes >= 0]] = first[codes >= 0]
    code_of_key = {text: code for code, text in enumerate(keys.vocabulary)}
    translated = np.array([*(code_of_key.get(text, -1) for text in wanted.vocabulary), -1], dtype=np.int64)
    return row_of_key[translated[wanted.codes]]


def _rows_of_numbers(wanted: Numbers | Dates, keys: Numbers | Dates) -> Index:
    known, first = np.unique(keys.values, return_index=True)
    if not len(known):
        return np.full(len(wanted), -1, dtype=np.int64)
    places = np.minimum(np.searchsorted(known, wanted.values), len(known) - 1)
    return np.where(known[places] == wanted.values, first[places], -1)


def taken(column: Column, rows: Index) -> Column:
    """The values of those rows; a row of -1 gives a missing value."""
    found = rows >= 0
    if not len(column):
        return _nothing(column, len(rows))
    return _without(column.take(np.where(found, rows, 0)), ~found)


def _without(column: Column, lost: Mask) -> Column:
    match column:
        case Numbers():
            return Numbers(np.where(lost, np.nan, column.values))
        case Dates():
            return Dates(np.where(lost, np.nan, column.values))
        case Texts():
            return Texts(np.where(lost, -1, column.codes).astype(np.int32), column.vocabulary)
        case Condition():
            return Condition(column.true & ~lost, column.false & ~lost)
        case Members():
            return Members({id: mask & ~lost for id, mask in column.masks.items()}, column.size)


def _nothing(column: Column, size: int) -> Column:
    missing = np.full(size, np.nan)
    match column:
        case Numbers():
            return Numbers(missing)
        case Dates():
            return Dates(missing)
        case Texts():
            return Texts(np.full(size, -1, dtype=np.int32), ())
        case Condition():
            return Condition(np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.bool_))
        case Members():
            return Members({id: np.zeros(size, dtype=np.bool_) for id in column.masks}, size)
