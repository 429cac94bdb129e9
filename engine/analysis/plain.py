"""Columns as plain Python values, for one account or all of them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TypeAlias

import numpy as np

from ..expressions.columns import Column, Condition, Dates, Index, Mask, Members, Numbers, Texts

Plain: TypeAlias = str | float | bool | date | tuple[str, ...] | None

EPOCH = date(1970, 1, 1)


def plain_values(column: Column) -> list[Plain]:
    """Every value of a column: text, number, true/false, date or a tuple of ids; None where it is missing."""
    if isinstance(column, Texts):
        return list(column.to_list())
    if isinstance(column, Members):
        return [_members(column, row) for row in range(len(column))]
    if isinstance(column, Condition):
        return [_truth(yes, no) for yes, no in zip(column.true.tolist(), column.false.tolist(), strict=True)]
    numbers = [None if value != value else value for value in column.values.tolist()]  # noqa: PLR0124 - NaN
    if isinstance(column, Dates):
        return [None if days is None else EPOCH + timedelta(days=int(days)) for days in numbers]
    return list(numbers)


def value_at(column: Column, row: int) -> Plain:
    """One account's value; None where it is missing."""
    if isinstance(column, Texts):
        code = int(column.codes[row])
        return column.vocabulary[code] if code >= 0 else None
    if isinstance(column, Members):
        return _members(column, row)
    if isinstance(column, Condition):
        return _truth(bool(column.true[row]), bool(column.false[row]))
    value = float(column.values[row])
    if value != value:  # noqa: PLR0124 - NaN
        return None
    return EPOCH + timedelta(days=int(value)) if isinstance(column, Dates) else value


def rows_of(mask: Mask) -> Index:
    """The row numbers for which a mask is true, ascending."""
    return np.flatnonzero(mask).astype(np.int64)


def numeric(columns: Mapping[str, Column], names: Iterable[str] | None = None) -> dict[str, Numbers]:
    """The columns that hold numbers, in the order of the file."""
    wanted = columns if names is None else {name: columns[name] for name in names if name in columns}
    return {name: column for name, column in wanted.items() if isinstance(column, Numbers)}


def _members(column: Members, row: int) -> tuple[str, ...]:
    return tuple(name for name, mask in column.masks.items() if mask[row])


def _truth(yes: bool, no: bool) -> bool | None:
    return True if yes else (False if no else None)
