"""Where the rows of a delimited text stand: their lines and how many fields each has, without a loop over rows."""

import csv
import io
from dataclasses import dataclass

import numpy as np

from ...expressions.columns import Index, Mask

LINE_FEED, QUOTE = ord("\n"), ord('"')
_APART = 2
"""How far the first and the last of three quotes in a row are apart."""


class UnclosedQuote(Exception):  # noqa: N818  a state of the text, caught by the reader
    """A quoted field that does not end where it should, from line `line` on."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(f"line {line}")


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The header's names and, per row after it, line (from 1), number of fields, and whether it is only delimiters.

    `body` is the offset of the first byte after the header; `longest` the length of the longest row in bytes, which
    begins in line `longest_at`.
    """

    header: tuple[str, ...]
    header_line: int
    body: int
    lines: Index
    widths: Index
    empty: Mask
    longest: int
    longest_at: int


def lay_out(data: bytes, delimiter: str) -> Layout | None:
    """The layout of a text in UTF-8; None where it has no line at all. Raises UnclosedQuote."""
    signs = np.frombuffer(data, dtype=np.uint8)
    quotes = np.flatnonzero(signs == QUOTE)
    if quotes.size and not stand_at_edges(signs, quotes, ord(delimiter)):
        return _read_one_by_one(data, delimiter)
    return _measure(data, signs, quotes, delimiter)


def stand_at_edges(
    signs: "np.ndarray[tuple[int], np.dtype[np.uint8]]", quotes: Index, delimiter: int
) -> bool:
    """Whether every quote opens or closes a whole field, or is doubled inside one: then counting them tells all."""
    edges = np.array([delimiter, LINE_FEED, QUOTE], dtype=np.uint8)
    before = signs[np.maximum(quotes[::2] - 1, 0)]
    after = signs[np.minimum(quotes[1::2] + 1, len(signs) - 1)]
    opens = np.isin(before, edges) | (quotes[::2] == 0)
    closes = np.isin(after, edges) | (quotes[1::2] == len(signs) - 1)
    return bool(opens.all() and closes.all())


def _measure(
    data: bytes, signs: "np.ndarray[tuple[int], np.dtype[np.uint8]]", quotes: Index, delimiter: str
) -> Layout | None:
    newlines = np.flatnonzero(signs == LINE_FEED)
    if quotes.size % 2:
        raise UnclosedQuote(int(np.searchsorted(newlines, quotes[-1])) + 1)
    ends = _outside(newlines, quotes)
    if not data.endswith(b"\n"):
        ends = np.append(ends, len(data))
    starts = np.concatenate([[0], ends[:-1] + 1])
    filled = ends > starts
    starts, ends = starts[filled], ends[filled]
    if not starts.size:
        return None
    lines = np.searchsorted(newlines, starts) + 1
    delimiters = _outside(np.flatnonzero(signs == ord(delimiter)), quotes)
    widths = _between(delimiters, starts, ends) + 1
    lengths = ends - starts
    header = next(
        csv.reader(io.StringIO(data[starts[0] : ends[0]].decode(), newline=""), delimiter=delimiter)
    )
    empty = _empty(quotes, starts, ends, widths)[1:]
    longest = int(lengths.argmax())
    return Layout(
        tuple(header), int(lines[0]), int(ends[0]) + 1, lines[1:], widths[1:], empty,
        int(lengths[longest]), int(lines[longest]),
    )  # fmt: skip


def _empty(quotes: Index, starts: Index, ends: Index, widths: Index) -> Mask:
    """Rows of delimiters alone, and of empty pairs of quotes; three quotes in a row stand for a quote inside a text."""
    marks = _between(quotes, starts, ends)
    three_in_a_row = quotes[2:] - quotes[:-2] == _APART
    inside = quotes[2:][three_in_a_row]
    empty: Mask = (ends - starts == widths - 1 + marks) & (_between(inside, starts, ends) == 0)
    return empty


def _between(positions: Index, starts: Index, ends: Index) -> Index:
    """How many of the positions stand in each row."""
    found: Index = np.searchsorted(positions, ends) - np.searchsorted(positions, starts)
    return found


def _outside(positions: Index, quotes: Index) -> Index:
    """The positions that do not stand between quotes."""
    if not quotes.size:
        return positions
    outside: Index = positions[np.searchsorted(quotes, positions) % 2 == 0]
    return outside


def _read_one_by_one(data: bytes, delimiter: str) -> Layout | None:
    """For texts with quotes in the middle of fields (`5" pipe`), where only a reader of each row knows what they mean."""
    reader = csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter, strict=True)
    header: list[str] = []
    lines, widths, empty = [], [], []
    begin = header_line = last_header_line = 0
    longest = longest_at = 0
    try:
        for row in reader:
            if row and not header:
                header, header_line, last_header_line = row, begin + 1, reader.line_num
            elif row:
                lines.append(begin + 1)
                widths.append(len(row))
                empty.append(not any(row))
                longest, longest_at = max((longest, longest_at), (sum(map(len, row)), begin + 1))
            begin = reader.line_num
    except csv.Error as error:
        raise UnclosedQuote(begin + 1) from error
    newlines = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == LINE_FEED)
    body = int(newlines[last_header_line - 1]) + 1 if last_header_line <= newlines.size else len(data)
    return Layout(
        header=tuple(header),
        header_line=header_line,
        body=body,
        lines=np.array(lines, dtype=np.int64),
        widths=np.array(widths, dtype=np.int64),
        empty=np.array(empty, dtype=np.bool_),
        longest=4 * longest,
        longest_at=longest_at,
    )
