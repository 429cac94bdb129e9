"""The kernel's columns as Arrow arrays: typed, a missing value as null."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
import pyarrow as pa

from ...expressions.arrays import array_of, texts_of
from ...expressions.bits import packed
from ...expressions.columns import Column, Condition, Dates, Floats, Index, Mask, Members, Texts
from ...expressions.words import Words, arrow_rows

Array: TypeAlias = pa.Array
Table: TypeAlias = pa.Table

FEW = 4_096
"""Texts with so many words or fewer stay codes into them."""

_BITS = 12
"""So many ids of a list are looked at together."""

_SPAN = 1 << 18
"""Up to here a table of all combinations is quicker than sorting them."""

BETWEEN = ";"
"""What stands between the members of a list."""


def arrow_of(column: Column, *, whole: bool = False) -> Array:
    """Text, float64, int64 (`whole` numbers, all below 2⁶³), boolean or date32; a list as text joined by `;`."""
    if isinstance(column, Texts):
        return text_array(column)
    if isinstance(column, Condition):
        return array_of(column.true, column.missing)
    if isinstance(column, Members):
        return joined(column.masks, len(column))
    if isinstance(column, Dates):
        return _whole(column.values, column.missing, pa.int32()).cast(pa.date32())
    if whole and bool(np.all(column.missing | (np.trunc(column.values) == column.values))):
        return _whole(column.values, column.missing, pa.int64())
    return number_array(column.values)


def number_array(values: Floats) -> Array:
    """Numbers as float64; NaN is null."""
    return array_of(values, np.isnan(values))


def mask_array(mask: Mask | None) -> Array:
    """A plain yes or no per row."""
    return array_of(np.asarray(mask))


def text_array(texts: Texts) -> Array:
    """Text as codes into its words; as plain text where each row may have a word of its own.

    What is no valid Unicode on its own becomes a question mark.
    """
    if isinstance(texts.vocabulary, Words):
        return arrow_rows(texts.vocabulary, texts.codes).cast(pa.string())
    words = [word.encode("utf-8", "replace").decode() for word in texts.vocabulary]
    codes = array_of(texts.codes, texts.missing)
    coded = pa.DictionaryArray.from_arrays(codes, texts_of(words, pa.string()))
    return coded if len(words) <= FEW else coded.dictionary_decode()


def joined(masks: Mapping[str, Mask], size: int) -> Array:
    """Per row the ids whose mask is true, in the order of the file, joined by `;`; empty text where none is."""
    codes, words = np.zeros(size, dtype=np.int64), [""]
    ids = list(masks)
    for first in range(0, len(ids), _BITS):
        some = ids[first : first + _BITS]
        bits = packed([masks[id] for id in some], size).astype(np.int64)
        codes, words = _crossed(codes, words, bits, some)
    texts = texts_of([word.removesuffix(BETWEEN) for word in words], pa.string())
    return pa.DictionaryArray.from_arrays(array_of(codes.astype(np.int32)), texts)


def _crossed(codes: Index, words: Sequence[str], bits: Index, ids: Sequence[str]) -> tuple[Index, list[str]]:
    """Codes and words with more ids behind those that are there; only combinations that occur have a word."""
    both = codes << len(ids) | bits
    found, place = _places(both, len(words) << len(ids))
    texts = [
        words[number >> len(ids)]
        + "".join(f"{id}{BETWEEN}" for bit, id in enumerate(ids) if number >> bit & 1)
        for number in found.tolist()
    ]
    return place, texts


def _places(numbers: Index, span: int) -> tuple[Index, Index]:
    """The different numbers below `span`, ascending, and which of them each is."""
    if span > _SPAN:
        return np.unique(numbers, return_inverse=True)
    table = np.zeros(span, dtype=np.int64)
    table[numbers] = 1
    found = np.flatnonzero(table)
    table[found] = np.arange(len(found))
    return found, table[numbers]


def uncoded(table: Table) -> Table:
    """The table with all texts spread out from their words."""
    kinds = (
        field.with_type(pa.string()) if pa.types.is_dictionary(field.type) else field
        for field in table.schema
    )
    return table.cast(pa.schema(kinds))


def counted(masks: Iterable[Mask], size: int) -> Array:
    """How many of the masks are true in each row."""
    count = np.zeros(size, dtype=np.int16)
    for mask in masks:
        count += mask
    return array_of(count.astype(np.int64))


def _whole(values: Floats, missing: Mask, kind: pa.DataType) -> Array:
    return array_of(np.where(missing, 0, values).astype(np.int64), missing).cast(kind)
