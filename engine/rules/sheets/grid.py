"""A small sheet as rows of cells that know their place."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ...findings import Place, SiktaError
from ..merging.confinement import Escape, confined
from ..nodes import Scalar
from . import faults

LARGEST = 5 * 2**20
"""Bytes of a file, and of what a workbook unpacks to: points fit in far less."""
MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Folder:
    """A ruleset's folder, and what messages put before the names of its files: nothing, or `../base/`."""

    path: Path
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """What a sheet holds from its first row with a value on; `rows` are as wide as their last value."""

    name: str
    place: Place
    rows: tuple[tuple[Scalar | None, ...], ...]


def read_grid(folder: Folder, written: Scalar) -> Grid:
    """The sheet that `points.xlsx#Sheet` or `points.csv` names, seen from a ruleset's folder.

    Raises SiktaError (E481) where there is none, or where it is no sound sheet.
    """
    name, _, sheet = written.text.partition("#")
    try:
        path = confined(folder.path, name, folder.path)
    except Escape as escape:
        raise SiktaError([faults.out_of_reach(written, str(escape))]) from escape
    if not path.is_file():
        raise SiktaError([faults.not_there(written, path)])
    if path.stat().st_size > LARGEST:
        raise SiktaError([faults.too_large(written)])
    grid = _read(path, folder.shown + name, sheet, written)
    if len(grid.rows) > MOST_ROWS:
        raise SiktaError([faults.too_large(written)])
    return grid


def _read(path: Path, name: str, sheet: str, written: Scalar) -> Grid:
    if name.lower().endswith((".xlsx", ".xlsm")):
        from .workbook import read_sheet  # openpyxl takes long to import: paid by those who keep a workbook

        return read_sheet(path, name, sheet, written)
    if name.lower().endswith((".csv", ".tsv", ".txt")):
        from .delimited import read_lines

        return read_lines(path, name, written)
    raise SiktaError([faults.of_another_kind(written)])


def filled(rows: Iterable[tuple[Scalar | None, ...]]) -> tuple[tuple[Scalar | None, ...], ...]:
    """The rows that hold a value."""
    return tuple(row for row in rows if any(cell is not None for cell in row))


def letters(column: int) -> str:
    """The letters that a spreadsheet gives to a column, counted from 1."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
