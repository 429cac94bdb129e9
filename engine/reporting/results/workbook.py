"""Tables as sheets of an Excel workbook, the same bytes for the same tables."""

import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from .arrow import Table
from .defusing import printable

ROWS = 1_048_576
"""So many rows, the header included, fit on a sheet."""

LONGEST = 32_767
"""So many characters, counted as UTF-16 does, fit in a cell."""

CUT = " […]"
"""The mark at the end of a text that was cut."""

_MADE = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest time that a zip archive can hold: a workbook does not tell when it was made."""

_STAMP = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_NARROWEST, _WIDEST = 10, 40


def write_workbook(sheets: Mapping[str, Table], path: Path) -> None:
    """Each table as a sheet, its header frozen and with filters. A table of more than `ROWS` - 1 rows does not fit.

    Text stays text, whatever it looks like; characters that a workbook cannot hold become the replacement sign;
    texts beyond `LONGEST` are cut, with `CUT` at their end.
    """
    book = Workbook(write_only=True)
    book.properties.creator = "sikta"
    book.properties.created = _MADE.replace(tzinfo=None)
    for title, table in sheets.items():
        _write_sheet(book, title, printable(table))
    with _Archive(path, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        ExcelWriter(book, archive).save()


def _write_sheet(book: Workbook, title: str, table: Table) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(table.num_columns, 1))}{table.num_rows + 1}"
    for number, name in enumerate(table.column_names, 1):
        sheet.column_dimensions[get_column_letter(number)].width = min(
            max(len(name) + 4, _NARROWEST), _WIDEST
        )
    sheet.append([_header(sheet, name) for name in table.column_names])
    for row in _rows(table):
        sheet.append([_cell(sheet, value) for value in row])


def _rows(table: Table) -> Iterator[tuple[Any, ...]]:
    for batch in table.to_batches(max_chunksize=10_000):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _header(sheet: Any, name: str) -> Any:
    cell = WriteOnlyCell(sheet, name)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, str):
        return _text(sheet, value)
    return _number(sheet, value) if isinstance(value, float) else value


def _number(sheet: Any, value: float) -> Any:
    """A number as it goes into a cell. The library writes 16 digits, but some numbers need 17 to be exact."""
    if float(f"{value:.16g}") == value:
        return value
    cell = WriteOnlyCell(sheet, repr(value))
    cell.data_type = "n"
    return cell


def _text(sheet: Any, text: str) -> Any:
    """A text as it goes into a cell. What looks like a formula or an error would be taken for one without its type."""
    if len(text) > LONGEST // 2:
        text = _cut(text)
    if text[:1] not in {"=", "#"}:
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _cut(text: str) -> str:
    wide = text.encode("utf-16-le")
    if len(wide) <= 2 * LONGEST:
        return text
    return wide[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore") + CUT


class _Archive(ZipFile):
    """A zip archive whose entries carry no time and no trace of the system that made them."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        content = data.encode() if isinstance(data, str) else data
        super().writestr(_entry(str(zinfo_or_arcname)), _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", content))

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        with Path(filename).open("rb") as source, self.open(_entry(str(arcname or filename)), "w") as entry:
            shutil.copyfileobj(source, entry)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry
