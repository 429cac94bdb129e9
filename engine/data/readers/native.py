"""Arrow arrays of many kinds brought to the few that cleaning knows."""

import datetime as dt
import decimal
from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from ..raw import ArrowArray, RawColumn
from .decimals import doubles

Kind: TypeAlias = Literal["text", "number", "date", "boolean"]

BLOCK = 2**18
"""Rows that are read at a time: few enough for the processor's cache and for memory, enough to make blocks cheap."""


class NestedValues(Exception):  # noqa: N818  caught by the reader that knows the column's name
    """A column that holds lists, structures or raw bytes instead of plain values."""


def settle(array: ArrowArray) -> ArrowArray:
    """One array of texts (dictionary encoded), whole numbers, float64, booleans, or date32.

    A moment with a time zone becomes its date on the clock of that zone: the day as the people there wrote it.
    Raises NestedValues for anything else.
    """
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    kind = array.type
    if pa.types.is_dictionary(kind):
        return array if _is_settled(array) else settle(array.dictionary_decode())
    if pa.types.is_null(kind) or kind in _text_types():
        return array.cast(pa.large_string()).dictionary_encode()
    if pa.types.is_decimal(kind):
        return doubles(array)
    if pa.types.is_floating(kind):
        return array.cast(pa.float64())
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        return _days(array)
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind):
        return array
    raise NestedValues(str(kind))


def _is_settled(array: ArrowArray) -> bool:
    """Whether codes stand for texts of which none is missing; equal ones are settled where they meet."""
    plain = array.type.index_type == pa.int32() and array.type.value_type in (pa.string(), pa.large_string())
    return plain and not array.dictionary.null_count


def _text_types() -> tuple[Any, ...]:
    return (pa.string(), pa.large_string(), pa.string_view())


def _days(array: ArrowArray) -> ArrowArray:
    if pa.types.is_date(array.type):
        return array.cast(pa.date32())
    local = pc.local_timestamp(array) if array.type.tz else array
    return pc.floor_temporal(local, unit="day").cast(pa.date32())


def kind_of(array: ArrowArray) -> Kind:
    """What a settled array holds."""
    if pa.types.is_dictionary(array.type):
        return "text"
    if pa.types.is_boolean(array.type):
        return "boolean"
    return "date" if pa.types.is_date(array.type) else "number"


def from_values(values: Sequence[Any]) -> RawColumn:
    """Plain Python values, as sheets and databases give them; kinds that differ go into arrays of their own."""
    try:
        return RawColumn((settle(pa.array(values, from_pandas=True)),))
    except (pa.ArrowException, TypeError, ValueError, OverflowError, NestedValues):
        return _mixed(values)


def _mixed(values: Sequence[Any]) -> RawColumn:
    kinds = [_kind(value) for value in values]
    parts = []
    for kind, (arrow, convert) in _KINDS.items():
        if kind in kinds:
            chosen = [convert(value) if of == kind else None for value, of in zip(values, kinds, strict=True)]
            parts.append(settle(pa.array(chosen, getattr(pa, arrow)(), from_pandas=True)))
    return RawColumn(tuple(parts))


def _kind(value: Any) -> Kind | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float | decimal.Decimal):
        return "number"
    return "date" if isinstance(value, dt.date) else "text"


def _day(value: Any) -> dt.date:
    """The date of a moment, on its own clock."""
    return value.date() if isinstance(value, dt.datetime) else value


_KINDS: dict[Kind, tuple[str, Callable[[Any], Any]]] = {
    "text": ("string", str),
    "number": ("float64", float),
    "date": ("date32", _day),
    "boolean": ("bool_", bool),
}
