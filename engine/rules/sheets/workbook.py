"""A sheet of an Excel workbook: the values that Excel stored; no formula or macro runs."""

import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from ...findings import Place, SiktaError
from ..nodes import Scalar
from . import faults
from .grid import LARGEST, Grid, filled, letters


def read_sheet(path: Path, name: str, sheet: str, written: Scalar) -> Grid:
    """The sheet of that name, or the first one where none is named. Raises SiktaError (E481)."""
    try:
        _refuse_bomb(path, written)
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        titles = [found.title for found in book.worksheets]
        chosen = sheet or titles[0]
        if chosen not in titles:
            raise SiktaError([faults.no_sheet(written, chosen, titles)])
        rows = [list(row) for row in book[chosen].iter_rows()]
        book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, ParseError, OSError) as error:
        raise SiktaError([faults.damaged(written)]) from error
    cells = ([_cell(cell, name, chosen) for cell in row] for row in rows)
    return Grid(f"{name}#{chosen}", Place(name, cell=f"{chosen}!A1"), filled(tuple(row) for row in cells))


def _refuse_bomb(path: Path, written: Scalar) -> None:
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > 20 * LARGEST:
            raise SiktaError([faults.too_large(written)])


def _cell(cell: Any, name: str, sheet: str) -> Scalar | None:
    """A cell with a value; numbers and yes/no keep their kind, everything else is text."""
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    place = Place(name, cell=f"{sheet}!{letters(cell.column)}{cell.row}")
    if isinstance(value, bool):
        return Scalar(value, str(value).lower(), place)
    if isinstance(value, int | float):
        number = int(value) if float(value).is_integer() else value
        return Scalar(number, repr(number), place)
    text = value.isoformat() if isinstance(value, date | datetime | time) else str(value).strip()
    return Scalar(text, text, place, quoted=True)
