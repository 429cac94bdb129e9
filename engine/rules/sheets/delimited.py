"""A small text file with a column for each value: comma, semicolon, tab or bar."""

import csv
import re
from pathlib import Path

from ...findings import Place, SiktaError
from ..nodes import Scalar
from . import faults
from .grid import Grid, filled, letters

_NUMBER = re.compile(r"[+-]?[0-9]+([.][0-9]+)?")
_COMMA_NUMBER = re.compile(r"[+-]?[0-9]+[.,][0-9]+")


def read_lines(path: Path, name: str, written: Scalar) -> Grid:
    """The file's lines as rows. With semicolons or tabs a number may have a decimal comma. Raises SiktaError (E481)."""
    try:
        lines = _text(path.read_bytes()).splitlines()
        delimiter = max(",;\t|", key=lines[0].count) if lines else ","
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        rows = [(reader.line_num, row) for row in reader]
    except (OSError, csv.Error) as error:
        raise SiktaError([faults.damaged(written)]) from error
    cells = (_row(row, number, lines[number - 1], delimiter, name) for number, row in rows)
    return Grid(name, Place(name, 1, 1), filled(cells))


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _row(values: list[str], number: int, line: str, delimiter: str, name: str) -> tuple[Scalar | None, ...]:
    cells: list[Scalar | None] = []
    plain, column = delimiter.join(values) == line, 1
    for index, value in enumerate(values, 1):
        text = value.strip()
        start = column + len(value) - len(value.lstrip()) if plain else None
        place = Place(name, number, start, line, max(len(text), 1), cell=f"{letters(index)}{number}")
        cells.append(_cell(text, place, comma=delimiter != ",") if text else None)
        column += len(value) + 1
    return tuple(cells)


def _cell(text: str, place: Place, *, comma: bool) -> Scalar:
    if comma and _COMMA_NUMBER.fullmatch(text):
        number = text.replace(",", ".")
        return Scalar(float(number), number, place)
    if _NUMBER.fullmatch(text) and not re.match(r"[+-]?0[0-9]", text):
        return Scalar(float(text) if "." in text else int(text), text, place)
    return Scalar(text, text, place, quoted=True)
