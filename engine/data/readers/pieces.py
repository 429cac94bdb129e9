"""A text cut into pieces of whole rows, so that one of any size takes no more memory than a piece."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from ...findings import SiktaError
from ..raw import Origin
from . import content, faults
from .layout import LINE_FEED, QUOTE, UnclosedQuote, stand_at_edges


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole rows in UTF-8, and the number of lines before them; `last` where nothing follows."""

    data: bytes
    before: int
    last: bool


def whole_rows(texts: Iterable[tuple[bytes, bool]], delimiter: str, origin: Origin) -> Iterator[Piece]:
    """The text in pieces that end where a row does. `texts` come with whether they are the last.

    Raises UnclosedQuote, and SiktaError for a row that is longer than any table has.
    """
    rest, lines = b"", 0
    for text, last in texts:
        data = rest + text
        end = len(data) if last else _end_of_rows(data, delimiter, lines)
        if end or last:
            yield Piece(data[:end], lines, last)
        lines += data.count(b"\n", 0, end)
        rest = data[end:]
        if len(rest) > content.LONGEST_LINE:
            raise _endless(rest, lines, origin)


def _end_of_rows(data: bytes, delimiter: str, lines: int) -> int:
    """Where the last row that is surely whole ends; 0 where none is."""
    if b'"' not in data:
        return data.rfind(b"\n") + 1
    signs = np.frombuffer(data, dtype=np.uint8)
    quotes = np.flatnonzero(signs == QUOTE)
    if not stand_at_edges(signs, quotes, ord(delimiter)):
        return _begin_of_last_row(data, delimiter, lines)
    newlines = np.flatnonzero(signs == LINE_FEED)
    outside = np.flatnonzero(np.searchsorted(quotes, newlines) % 2 == 0)
    return int(newlines[outside[-1]]) + 1 if outside.size else 0


def _begin_of_last_row(data: bytes, delimiter: str, lines: int) -> int:
    """As a reader of each row finds it, for texts with quotes in the middle of fields."""
    text = io.StringIO(data.decode(), newline="")
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    begin = ended = 0
    try:
        for _ in reader:
            begin, ended = ended, reader.line_num
    except csv.Error as error:
        if text.tell() < len(text.getvalue()):
            raise UnclosedQuote(lines + ended + 1) from error
        begin = ended
    newlines = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == LINE_FEED)
    return int(newlines[begin - 1]) + 1 if begin else 0


def _endless(rest: bytes, lines: int, origin: Origin) -> SiktaError | UnclosedQuote:
    """A row that does not end: as a rule because a quote in it is not closed."""
    if rest.count(b'"') % 2:
        return UnclosedQuote(lines + rest.count(b"\n", 0, rest.rfind(b'"')) + 1)
    return SiktaError([faults.line_too_long(origin, lines + 1, content.LONGEST_LINE)])
