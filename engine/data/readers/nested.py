"""Columns of lists, structures or raw bytes, which no field can hold."""

from ...findings import Finding, SiktaError
from ..raw import ArrowArray, Origin, RawColumn
from .native import NestedValues, settle


def settled(array: ArrowArray, header: str, origin: Origin) -> RawColumn:
    """A column of one Arrow array. Raises SiktaError for more than plain values."""
    try:
        return RawColumn((settle(array),))
    except NestedValues as error:
        raise SiktaError([nested(origin, header, str(error))]) from error


def nested(origin: Origin, column: str, kind: str) -> Finding:
    """For any source whose column holds more than plain values."""
    return origin.finding(
        "E514",
        f'{origin.name} holds more than plain values in the column "{column}"',
        expected="texts, numbers, dates or booleans",
        found=kind,
        fix="bring it to one plain value per row first",
    )
