"""Data frames handed over from Python: pandas, Polars, Arrow, and whatever else Narwhals takes."""

from typing import Any

import narwhals as nw
import pyarrow as pa

from ...findings import Finding, SiktaError
from ..raw import Origin, RawColumn, RawTable, Request, numbered
from .fingerprint import fingerprint
from .headers import check_headers
from .native import NestedValues, from_values, settle


def read_frame(frame: Any, request: Request) -> RawTable:
    """Take the needed columns of a data frame, numbers, dates and booleans as they are.

    Raises SiktaError where it is no data frame, or a column holds lists or structures.
    """
    arrow = _arrow(frame, request)
    headers = tuple(str(name).strip() for name in arrow.columns)
    check_headers(headers, request)
    columns = {
        header: _column(arrow, place, request)
        for place, header in enumerate(headers)
        if header in request.needed
    }
    detail = f"data frame ({arrow.implementation})"
    return RawTable(request.origin, headers, columns, numbered(len(arrow)), fingerprint(columns), detail)


def _arrow(frame: Any, request: Request) -> Any:
    try:
        taken = nw.from_native(frame)
    except TypeError as error:
        raise SiktaError([_no_frame(request.origin, type(frame).__name__)]) from error
    return taken.collect() if isinstance(taken, nw.LazyFrame) else taken


def _column(frame: Any, place: int, request: Request) -> RawColumn:
    """Through Arrow; a pandas column that mixes kinds of values is taken value by value."""
    series = frame[:, place]
    try:
        return RawColumn((settle(series.to_arrow()),))
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return from_values(series.to_list())
    except NestedValues as error:
        raise SiktaError([nested(request.origin, series.name, str(error))]) from error


def _no_frame(origin: Origin, kind: str) -> Finding:
    return origin.finding(
        "E514",
        f"what was handed over for {origin.table} is no data frame",
        expected="a data frame of pandas, Polars, Arrow or another library that Narwhals takes",
        found=kind,
        fix="make it a data frame, such as pandas.DataFrame(…)",
    )


def nested(origin: Origin, column: str, kind: str) -> Finding:
    """For any source whose column holds more than plain values."""
    return origin.finding(
        "E514",
        f'{origin.name} holds more than plain values in the column "{column}"',
        expected="texts, numbers, dates or booleans",
        found=kind,
        fix="bring it to one plain value per row first",
    )
