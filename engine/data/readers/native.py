"""Arrow arrays of many kinds brought to the few that cleaning knows."""

from collections.abc import Sequence
from typing import Any

from ..raw import ArrowArray, RawColumn


class NestedValues(Exception):  # noqa: N818  caught by the reader that knows the column's name
    """A column that holds lists, structures or raw bytes instead of plain values."""


def settle(array: ArrowArray) -> ArrowArray:
    """One array of texts (dictionary encoded), whole numbers, float64, booleans, or date32.

    A moment becomes its date on the clock of its own time zone: the day as the people there wrote it.
    Raises NestedValues for anything else.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks() if array.num_chunks != 1 else array.chunk(0)
    kind = array.type
    if pa.types.is_dictionary(kind):
        return settle(array.dictionary_decode())
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return array.cast(pa.large_string()).dictionary_encode()
    if pa.types.is_null(kind):
        return array.cast(pa.string()).dictionary_encode()
    if pa.types.is_decimal(kind) or pa.types.is_floating(kind):
        return array.cast(pa.float64())
    if pa.types.is_timestamp(kind):
        local = pc.local_timestamp(array) if kind.tz else array
        return pc.floor_temporal(local, unit="day").cast(pa.date32())
    if pa.types.is_date(kind):
        return array.cast(pa.date32())
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind):
        return array
    raise NestedValues(str(kind))


def from_values(values: Sequence[Any]) -> RawColumn:
    """Plain Python values, as sheets and databases give them; kinds that differ go into arrays of their own."""
    import pyarrow as pa

    try:
        return RawColumn((settle(pa.array(values, from_pandas=True)),))
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, OverflowError):
        return _mixed(values)


def _mixed(values: Sequence[Any]) -> RawColumn:
    import pyarrow as pa

    kinds = [_kind(value) for value in values]
    parts = []
    for kind, (arrow, convert) in _KINDS.items():
        if kind in kinds:
            chosen = [convert(value) if of == kind else None for value, of in zip(values, kinds, strict=True)]
            parts.append(settle(pa.array(chosen, getattr(pa, arrow)())))
    return RawColumn(tuple(parts) or (settle(pa.nulls(len(values))),))


def _kind(value: Any) -> str | None:
    import datetime
    import decimal

    if value is None:
        return None
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float | decimal.Decimal):
        return "number"
    if isinstance(value, datetime.date):
        return "date"
    return "text"


def _day(value: Any) -> Any:
    """The date of a moment, on its own clock."""
    import datetime

    return value.date() if isinstance(value, datetime.datetime) else value


_KINDS = {
    "text": ("string", str),
    "number": ("float64", float),
    "date": ("date32", _day),
    "boolean": ("bool_", bool),
}
