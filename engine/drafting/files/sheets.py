"""The sheets of a workbook."""

import zipfile
from pathlib import Path
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

MOST_SHEETS = 20


def visible_sheets(path: Path) -> list[str]:
    """The titles of the sheets that can be seen; none for what is no sound workbook, of which its reader tells more."""
    try:
        book = openpyxl.load_workbook(path, read_only=True, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, ParseError, OSError):
        return []
    try:
        return [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"][:MOST_SHEETS]
    finally:
        book.close()
