"""Tables as sheets of an Excel workbook, the same bytes for the same tables."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyarrow as pa
from xlsxwriter import Workbook

from ...analysis.glossary import Shape
from .arrow import Table
from .defusing import printable
from .packing import packed
from .shapes import Shapes

LONGEST = 32_767
"""So many characters, counted as UTF-16 does, fit in a cell."""

CUT = " […]"
"""The mark at the end of a text that was cut."""

_MADE = datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook has no time zone
"""The earliest time that a zip archive can hold: a workbook does not tell when it was made."""

_NARROWEST, _WIDEST = 10, 40

_NUMBER_FORMATS: Mapping[Shape, str] = {
    "money": "#,##0.00",
    "percent": "0.0%",
    "score": "0.00",
    "integer": "#,##0",
}
"""The codes of a workbook, which shows them with the marks of the reader's own country."""

Writer = Callable[[int, int, Any], object]
"""Writes a value at a row and column."""


def write_workbook(
    sheets: Mapping[str, Table], path: Path, shapes: Mapping[str, Shapes] = MappingProxyType({})
) -> None:
    """Each table as a sheet, its header frozen and with filters. A table of more than `ROWS` - 1 rows does not fit.

    Text stays text, whatever it looks like; characters that a workbook cannot hold become the replacement sign;
    texts beyond `LONGEST` are cut, with `CUT` at their end. Rows are written one after the other, so that a long
    table takes no more memory than a short one. `shapes` tell, by sheet and column, how numbers are shown; the numbers
    themselves stay exact. Raises OSError where the file cannot be written.
    """
    # What is written on the way lies beside the workbook: where there is room for one there is for the other.
    options = {"constant_memory": True, "tmpdir": str(path.parent)}
    with packed(path, options) as book:
        book.set_properties({"author": "sikta", "created": _MADE})
        for title, table in sheets.items():
            _write_sheet(book, title, printable(table), shapes.get(title, {}))


def _write_sheet(book: Workbook, title: str, table: Table, shapes: Shapes) -> None:
    sheet, bold = book.add_worksheet(title), book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, table.num_rows, max(table.num_columns, 1) - 1)
    for number, name in enumerate(table.column_names):
        sheet.set_column(number, number, min(max(len(name) + 4, _NARROWEST), _WIDEST))
        sheet.write_string(0, number, name, bold)
    shown = {shape: book.add_format({"num_format": code}) for shape, code in _NUMBER_FORMATS.items()}
    writers = [
        _writer(book, sheet, column.type, shown.get(shapes.get(name, "number")))
        for name, column in zip(table.column_names, table.columns, strict=True)
    ]
    for row, values in enumerate(_rows(table), 1):
        for number, (write, value) in enumerate(zip(writers, values, strict=True)):
            if value is not None:
                write(row, number, value)


def _rows(table: Table) -> Iterator[tuple[Any, ...]]:
    for batch in table.to_batches(max_chunksize=10_000):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _writer(book: Workbook, sheet: Any, kind: pa.DataType, shown: Any = None) -> Writer:
    """What writes the values of a column. Its type decides, so that no text is taken for a formula or a number."""
    if pa.types.is_string(kind):
        return lambda row, column, text: sheet.write_string(row, column, _cut(text))
    if pa.types.is_boolean(kind):
        return sheet.write_boolean  # type: ignore[no-any-return] # the library has no types
    if pa.types.is_date(kind):
        as_date = book.add_format({"num_format": "yyyy-mm-dd"})
        return lambda row, column, day: sheet.write_datetime(row, column, day, as_date)
    return lambda row, column, value: sheet.write_number(row, column, _Exact(value), shown)


class _Exact(float):
    """A number that is written in its shortest exact form: the library writes 16 digits, some numbers need 17."""

    __slots__ = ()

    def __format__(self, _: str) -> str:
        return repr(self).removesuffix(".0")


def _cut(text: str) -> str:
    if len(text) <= LONGEST // 2:
        return text
    wide = text.encode("utf-16-le")
    if len(wide) <= 2 * LONGEST:
        return text
    return wide[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore") + CUT
