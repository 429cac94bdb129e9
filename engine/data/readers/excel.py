"""Excel workbooks: one sheet, its values as Excel stored them. Macros, links and charts are never looked at."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias
from xml.etree.ElementTree import ParseError

import numpy as np
import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from ...findings import Finding, SiktaError
from ..raw import Origin, RawTable, Request, Scan, numbered, scan_of
from . import faults, workbook_faults
from .content import file_digest, is_bomb, reading
from .headers import check_headers
from .native import from_values

Row: TypeAlias = tuple[Any, ...]
_OLD_WORKBOOK = bytes.fromhex("D0CF11E0A1B11AE1")
_ERRORS = frozenset({"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"})


def scan_workbook(path: Path, request: Request) -> Scan:
    """A sheet as one block: the library reads a workbook as a whole, and no sheet is larger than a block may be."""
    return scan_of(_read(path, request))


def _read(path: Path, request: Request) -> RawTable:
    """Read the needed columns of the sheet that the table names, else of the first one that can be seen.

    The first row with a value holds the headers. A formula without a stored result, an error such as #N/A and all but
    the first cell of a merged range are missing, and counted. Raises SiktaError for what is no sound workbook.
    """
    with reading(request.origin):
        _refuse_unsound(path, request.origin)
        with _opened(path, request.origin) as book:
            sheet, notes = _chosen_sheet(book, request)
            rows = _rows(sheet)
            markup = book._archive.read(sheet._worksheet_path)  # noqa: SLF001  no public way to a sheet's own markup
        digest = file_digest(path)
    if not rows:
        raise SiktaError([faults.nothing_in_it(request.origin)])
    raw = _table(rows, digest, sheet.title, request)
    remarks = [*notes, *_without_value(path, raw, sheet.title, markup, request)]
    return RawTable(
        raw.origin, raw.headers, raw.columns, raw.lines, raw.digest, raw.detail, (*raw.findings, *remarks)
    )


def _refuse_unsound(path: Path, origin: Origin) -> None:
    with path.open("rb") as stream:
        start = stream.read(len(_OLD_WORKBOOK))
    if start == _OLD_WORKBOOK:
        raise SiktaError([faults.old_workbook(origin)])
    if not zipfile.is_zipfile(path):
        raise SiktaError([faults.text_named_workbook(origin)])
    with zipfile.ZipFile(path) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if is_bomb(size, path.stat().st_size):
        raise SiktaError([faults.unpacks_too_large(origin)])


@contextmanager
def _opened(path: Path, origin: Origin, *, values: bool = True) -> Iterator[Any]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=values, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, ParseError) as error:
        raise SiktaError([faults.damaged(origin, "Excel")]) from error
    try:
        yield book
    except (zipfile.BadZipFile, KeyError, ValueError, ParseError) as error:
        raise SiktaError([faults.damaged(origin, "Excel")]) from error
    finally:
        book.close()


def _chosen_sheet(book: Any, request: Request) -> tuple[Any, list[Finding]]:
    """Hidden sheets are read only when they are named."""
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    visible = [title for title, sheet in sheets.items() if sheet.sheet_state == "visible"]
    wanted = request.table.sheet
    if wanted is not None:
        if wanted not in sheets:
            raise SiktaError([workbook_faults.no_such_sheet(request.origin, wanted, visible)])
        return sheets[wanted], []
    if not visible:
        raise SiktaError([workbook_faults.all_hidden(request.origin)])
    notes = [workbook_faults.first_of_several(request.origin, visible)] if len(visible) > 1 else []
    return sheets[visible[0]], notes


def _rows(sheet: Any) -> list[Row]:
    """All rows up to the last one with a value. The library reads row by row: a workbook is XML."""
    sheet.reset_dimensions()  # some programs write a wrong size into the file
    rows = list(sheet.iter_rows(values_only=True))
    while rows and _is_empty(rows[-1]):
        rows.pop()
    return rows


def _is_empty(row: Row) -> bool:
    return all(value is None or value == "" for value in row)


def _table(rows: list[Row], digest: str, title: str, request: Request) -> RawTable:
    first = next(index for index, row in enumerate(rows) if not _is_empty(row))
    headers = tuple("" if value is None else str(value).strip() for value in rows[first])
    check_headers(headers, request, first + 1)
    body = rows[first + 1 :]
    columns = {
        header: from_values([_value(row, place) for row in body])
        for place, header in enumerate(headers)
        if header in request.needed
    }
    raw = RawTable(
        request.origin, headers, columns, numbered(len(body), first + 2), digest, f'sheet "{title}"'
    )
    empty = np.array([_is_empty(row) for row in body], dtype=np.bool_)
    if not empty.any():
        return raw
    return raw.take(~empty, faults.empty_rows(raw.origin, int(empty.sum()), int(raw.lines[empty][0])))


def _value(row: Row, place: int) -> Any:
    value = row[place] if place < len(row) else None
    return None if isinstance(value, str) and value in _ERRORS else value


def _without_value(path: Path, raw: RawTable, title: str, markup: bytes, request: Request) -> list[Finding]:
    """Warnings on cells that look filled in Excel but have no value of their own in the file."""
    findings = []
    merged = markup.count(b"<mergeCell ")
    if merged:
        findings.append(workbook_faults.merged_cells(request.origin, merged))
    if b"<f" in markup:
        places = [place for place, header in enumerate(raw.headers) if header in request.needed]
        without = _formulas_without_result(path, title, places, request.origin)
        if without:
            findings.append(workbook_faults.formulas_without_result(request.origin, without))
    errors = sum(markup.count(f"<v>{error}</v>".encode()) for error in sorted(_ERRORS))
    if errors:
        findings.append(workbook_faults.error_cells(request.origin, errors))
    return findings


def _formulas_without_result(path: Path, title: str, places: list[int], origin: Origin) -> int:
    with _opened(path, origin, values=False) as formulas, _opened(path, origin) as results:
        pairs = zip(_rows(formulas[title]), _rows_as_long(results[title]), strict=False)
        return sum(
            _is_formula(_value(written, place)) and _value(shown, place) is None
            for written, shown in pairs
            for place in places
        )


def _rows_as_long(sheet: Any) -> list[Row]:
    sheet.reset_dimensions()
    return list(sheet.iter_rows(values_only=True))


def _is_formula(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("=")
