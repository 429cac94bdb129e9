"""Raw values of many kinds brought to numbers: native ones at once, texts once per distinct text."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np
import pyarrow as pa

from ...expressions.arrays import floats_of, values_of
from ..raw import ArrowArray, RawColumn
from ..readers.native import Kind, kind_of
from .states import FITS, INVALID, MISSING, Measured, trimmed

Judge: TypeAlias = Callable[[ArrowArray], Measured]


def measure(raw: RawColumn, missing_values: frozenset[str], judges: Mapping[Kind, Judge]) -> Measured:
    """Judge each part of a raw column by its kind; a kind without a judge does not fit the field at all.

    Texts are judged once per distinct text, trimmed, without the missing ones.
    """
    judged = [_judged(part, missing_values, judges) for part in raw.parts]
    if len(judged) == 1:
        return judged[0]
    size = len(raw)
    values, states = np.full(size, np.nan), np.zeros(size, dtype=np.uint8)
    for part in judged:
        of_part = part.all_states()
        known = of_part != MISSING
        values[known], states[known] = part.values[known], of_part[known]
    return Measured(values, states)


def _judged(part: ArrowArray, missing_values: frozenset[str], judges: Mapping[Kind, Judge]) -> Measured:
    kind = kind_of(part)
    judge = judges.get(kind, refuse_all)
    return _by_vocabulary(part, missing_values, judge) if kind == "text" else judge(part)


def refuse_all(part: ArrowArray) -> Measured:
    """Find nothing fitting."""
    known = values_of(part.is_valid())
    return Measured(np.full(len(part), np.nan), np.where(known, INVALID, MISSING).astype(np.uint8))


def floats(part: ArrowArray) -> Measured:
    """Take native numbers, booleans or days as they are; null and NaN are missing."""
    if pa.types.is_date(part.type):
        part = part.view(pa.int32())
    if pa.types.is_boolean(part.type):
        part = part.cast(pa.uint8())
    return Measured(floats_of(part))


def _by_vocabulary(part: ArrowArray, missing_values: frozenset[str], judge: Judge) -> Measured:
    texts, codes = trimmed(part, missing_values)
    if not texts.null_count:
        return _settled(judge(texts)).at(codes)
    judged = judge(texts.drop_null())
    known = values_of(texts.is_valid())
    values, states = np.full(len(texts), np.nan), np.zeros(len(texts), dtype=np.uint8)
    values[known], states[known] = judged.values, judged.all_states()
    return _settled(Measured(values, states)).at(codes)


def _settled(judged: Measured) -> Measured:
    """Without states where they tell no more than the values."""
    plain = judged.states is None or not np.any(judged.states > FITS)
    return Measured(judged.values) if plain else judged
