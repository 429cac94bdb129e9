"""The kernel's columns as Arrow arrays: typed, a missing value as null."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...expressions.columns import Column, Condition, Dates, Floats, Mask, Members, Texts

Array: TypeAlias = pa.Array
Table: TypeAlias = pa.Table

EXACT = 2.0**53
"""Whole numbers up to here are exact as float64, so they may be written as integers."""

BETWEEN = ";"
"""What stands between the members of a list."""


def arrow_of(column: Column, *, whole: bool = False) -> Array:
    """Text, float64, int64 (`whole` numbers that are exact), boolean or date32; a list as text joined by `;`."""
    if isinstance(column, Texts):
        return text_array(column)
    if isinstance(column, Condition):
        return pa.array(column.true, mask=column.missing)
    if isinstance(column, Members):
        return joined(column.masks, len(column))
    if isinstance(column, Dates):
        return _whole(column.values, column.missing, pa.int32()).cast(pa.date32())
    exact = whole and bool(np.all(column.missing | (np.trunc(column.values) == column.values)))
    if exact and bool(np.all(column.missing | (np.abs(column.values) <= EXACT))):
        return _whole(column.values, column.missing, pa.int64())
    return number_array(column.values)


def number_array(values: Floats) -> Array:
    """Numbers as float64; NaN is null."""
    return pa.array(values, mask=np.isnan(values))


def mask_array(mask: Mask) -> Array:
    """A plain yes or no per row."""
    return pa.array(mask)


def text_array(texts: Texts) -> Array:
    """Text spread out from its vocabulary. What is no valid Unicode on its own becomes a question mark."""
    words = [word.encode("utf-8", "replace").decode() for word in texts.vocabulary]
    codes = pa.array(texts.codes, mask=texts.missing)
    return pa.DictionaryArray.from_arrays(codes, pa.array(words, pa.string())).dictionary_decode()


def joined(masks: Mapping[str, Mask], size: int) -> Array:
    """Per row the ids whose mask is true, in the order of the file, joined by `;`; empty text where none is."""
    words = (pc.if_else(pa.array(mask), id_ + BETWEEN, "") for id_, mask in masks.items())
    texts = pc.binary_join_element_wise(pa.array([""] * size, pa.string()), *words, "")
    return pc.utf8_rtrim(texts, BETWEEN)


def counted(masks: Iterable[Mask], size: int) -> Array:
    """How many of the masks are true in each row."""
    return pa.array(sum((mask.astype(np.int64) for mask in masks), np.zeros(size, dtype=np.int64)))


def _whole(values: Floats, missing: Mask, kind: pa.DataType) -> Array:
    return pa.array(np.where(missing, 0, values).astype(np.int64), mask=missing).cast(kind)
