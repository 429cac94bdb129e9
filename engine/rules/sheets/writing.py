"""A sheet of points written for people to keep in Excel, or in a text file."""

import csv
import io
import zipfile
from pathlib import Path
from typing import TypeAlias

from ...findings import Finding, SiktaError
from ...findings.refusals import refusal
from ..merging.confinement import Escape, confined
from ..replacing import replace_text

Row: TypeAlias = tuple[str | float | None, str | float | None, str]
_LONGEST_TITLE = 31
_WIDTHS = {"A": 28, "B": 12, "C": 50}


def write_sheet(folder: Path, target: str, word: str, rows: list[Row]) -> Path:
    """Rows of value (or from), points and note, into a new sheet of a new or existing workbook, or a new CSV file.

    Raises SiktaError (E484) where the sheet is there already or cannot be written.
    """
    name, _, sheet = target.partition("#")
    try:
        path = confined(folder, name, folder)
    except Escape as escape:
        raise SiktaError(
            [_refused(f'"{target}" {escape}', "name a file in the ruleset's folder")]
        ) from escape
    header = (word, "points", "note")
    if name.lower().endswith(".csv") and not sheet:
        _new_file(path, target)
        replace_text(path, _lines([header, *rows]))
    elif name.lower().endswith(".xlsx"):
        _refuse_title(sheet)
        _add_sheet(path, target, sheet or "Points", [header, *rows])
    else:
        raise SiktaError(
            [_refused(f'"{target}" is no name for a sheet', "write points.xlsx#Sectors, or points.csv")]
        )
    return path


def _refuse_title(sheet: str) -> None:
    """Excel's own rules for the names of sheets."""
    if len(sheet) > _LONGEST_TITLE or any(sign in sheet for sign in "/\\?*[]:"):
        fix = "choose a name of at most 31 characters, without / \\ ? * [ ] :"
        raise SiktaError([_refused(f'Excel takes no sheet called "{sheet}"', fix)])


def _new_file(path: Path, target: str) -> None:
    if path.exists():
        raise SiktaError(
            [_refused(f'"{target}" is there already', "choose another name; nothing was changed")]
        )


def _lines(rows: list[tuple[object, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _add_sheet(path: Path, target: str, title: str, rows: list[tuple[object, ...]]) -> None:
    import openpyxl
    from openpyxl.styles import Font

    try:
        book = openpyxl.load_workbook(path) if path.exists() else openpyxl.Workbook()
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise SiktaError([_refused(f"{path.name} cannot be read", "save it again in Excel")]) from error
    if not path.exists():
        book.remove(book.worksheets[0])
    if title in book.sheetnames:
        raise SiktaError(
            [_refused(f'"{target}" is there already', "choose another name; nothing was changed")]
        )
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    draft = path.with_name(f".{path.name}.draft")
    try:
        book.save(draft)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise SiktaError(
            [_refused(f"{path.name} cannot be written: {refusal(error)}", "close it in Excel")]
        ) from error


def _refused(message: str, fix: str) -> Finding:
    return Finding("E484", message, fix=fix)
