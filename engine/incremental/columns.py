"""Columns of a run as Arrow arrays, and back, with every value the same to the last bit. What is missing is null."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ..expressions.arrays import array_of, filled, floats_of, values_of
from ..expressions.columns import Column, Condition, Dates, Index, Mask, Members, Numbers, Texts
from ..expressions.words import arrow_rows, worded

Array: TypeAlias = Any  # pyarrow has no types of its own
Part: TypeAlias = Column | NDArray[Any]
"""A column, or an array of truths, numbers or codes."""


def arrays_of(name: str, part: Part) -> Iterator[tuple[str, Array]]:
    """A part as one array under its name; a list of ids as an array of truths for each of them."""
    match part:
        case Members():
            for id, mask in part.masks.items():
                yield f"{name}/{id}", _plain(mask)
        case Texts():
            yield name, arrow_rows(part.vocabulary, part.codes).cast(pa.large_string())
        case Numbers() | Dates():
            yield name, _plain(part.values)
        case Condition():
            truth = part.true.astype(np.int8) - part.false.astype(np.int8)
            yield name, array_of(truth, part.missing)
        case _:
            yield name, _plain(part)


def part_like(like: Part, name: str, arrays: Mapping[str, Array]) -> Part:
    """The part of that name from its arrays, of the kind that another part has."""
    match like:
        case Members():
            masks: dict[str, Mask] = {id: values_of(arrays[f"{name}/{id}"]) for id in like.masks}
            return Members(masks, _size(arrays))
        case Texts():
            coded = pc.dictionary_encode(_whole(arrays[name]))
            return Texts(values_of(filled(coded.indices, -1)), worded(coded.dictionary))
        case Numbers() | Dates():
            return type(like)(floats_of(_whole(arrays[name])))
        case Condition():
            truth = values_of(filled(_whole(arrays[name]), 0))
            return Condition(truth > 0, truth < 0)
        case _:
            array = _whole(arrays[name])
            return floats_of(array) if pa.types.is_floating(array.type) else values_of(array)


_RUNS = 256
"""Of more runs of rows than this, rows are taken one by one."""


def same_values(one: Array, other: Array) -> Mask:
    """Where two arrays of one kind and size hold the same, to the last bit; what is missing in both is the same too."""
    if pa.types.is_floating(one.type):
        mine, theirs = floats_of(_whole(one)), floats_of(_whole(other))
        equal: Mask = mine.view(np.int64) == theirs.view(np.int64)
        return equal | (np.isnan(mine) & np.isnan(theirs))
    alike: Mask = values_of(pc.fill_null(pc.equal(one, other), False))
    neither: Mask = values_of(pc.and_(pc.is_null(one), pc.is_null(other)))
    return alike | neither


def rows_of(array: Array, places: Index) -> Array:
    """The values at some places; where these mostly follow each other, in whole runs, which is quicker."""
    whole = _whole(array)
    starts = np.flatnonzero(np.diff(places, prepend=-2) != 1)
    if not len(places) or len(starts) > _RUNS:
        return whole.take(array_of(places))
    sizes = np.diff(np.append(starts, len(places)))
    runs = zip(places[starts].tolist(), sizes.tolist(), strict=True)
    pieces = [whole.slice(first, size) for first, size in runs]
    return pieces[0] if len(pieces) == 1 else pa.concat_arrays(pieces)


def _plain(values: NDArray[Any]) -> Array:
    values = np.ascontiguousarray(values)
    return array_of(values, np.isnan(values) if values.dtype == np.float64 else None)


def _whole(array: Array) -> Array:
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _size(arrays: Mapping[str, Array]) -> int:
    return len(next(iter(arrays.values())))
