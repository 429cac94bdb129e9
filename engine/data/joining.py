"""Rows of one table found by the key of another, over distinct keys."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..expressions.columns import Codes, Column, Condition, Dates, Index, Mask, Members, Numbers, Texts


def positions(keys: Texts, wanted: Texts, usable: Mask | None = None) -> Index:
    """For each wanted key the row that has it, -1 where none has. Of equal keys the first usable row counts."""
    rows = np.arange(len(keys), dtype=np.int64)
    usable = ~keys.missing if usable is None else usable & ~keys.missing
    row_of = np.full(len(keys.vocabulary) + 1, -1, dtype=np.int64)
    row_of[keys.codes[usable][::-1]] = rows[usable][::-1]
    places = np.append(places_of(wanted.vocabulary, keys.vocabulary), -1)
    found: Index = row_of[places[wanted.codes]]
    return found


def places_of(words: tuple[str, ...], vocabulary: tuple[str, ...]) -> Index:
    """Where each word stands in a vocabulary, -1 where it does not."""
    value_set = pa.array(vocabulary, pa.large_string())
    found = pc.index_in(pa.array(words, pa.large_string()), value_set=value_set)
    places: Index = found.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    return places


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
            known = ~np.isnan(values)
            distinct, places = np.unique(values[known], return_inverse=True)
            texts = tuple(
                str(int(value)) if value.is_integer() else repr(value) for value in distinct.tolist()
            )
            return Texts(_spread(known, places), texts)
        case Dates(values):
            known = ~np.isnan(values)
            distinct, places = np.unique(values[known], return_inverse=True)
            return Texts(_spread(known, places), tuple(distinct.astype("datetime64[D]").astype(str).tolist()))
        case Condition(true, false):
            return Texts(np.where(true, 1, np.where(false, 0, -1)).astype(np.int32), ("false", "true"))
        case Members():
            raise TypeError("data holds no lists")


def _spread(known: Mask, places: Index) -> Codes:
    codes = np.full(len(known), -1, dtype=np.int32)
    codes[known] = places
    return codes
