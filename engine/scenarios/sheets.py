"""Rows of tests as the data frames that data is read from: text throughout, as each table writes its values."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import pyarrow as pa

from ..data.contract import own_fields
from ..rules.model import Field, Row, Table, Written

Frame: TypeAlias = Any  # pyarrow has no types of its own


def sheet(table: Table, rows: Sequence[Row]) -> Frame:
    """The rows with every column of the table; what a row does not say is missing."""
    return columns_of(own_fields(table), rows, table.decimal)


def columns_of(fields: Mapping[str, Field], rows: Iterable[Row], decimal: str = ".") -> Frame:
    """The rows as columns of text, by the headers of the fields."""
    rows = list(rows)
    columns = {
        field.header: pa.array([cell(field, row.get(name), decimal) for row in rows], pa.string())
        for name, field in fields.items()
    }
    return pa.table(columns)


def cell(field: Field, written: Written | tuple[Written, ...] | None, decimal: str) -> str | None:
    """A value as its table would write it. Text stays as it was typed, so `00123` keeps its zeros."""
    if not isinstance(written, Written) or written.value is None:
        return None
    plain = isinstance(written.value, int | float) and not isinstance(written.value, bool)
    if plain and field.type in ("integer", "number", "rating"):
        return str(written.value).replace(".", decimal)
    return written.text
