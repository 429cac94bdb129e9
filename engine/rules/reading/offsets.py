"""Where each character of a scalar's value stands in the file, also when YAML folded or escaped it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from .source import _BREAKS, line_starts

_BLANKS = " \t\r\n\x85\u2028\u2029"
_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}

Offset = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Straight(Sequence[Offset]):
    """The offsets of a text that stands unchanged on one line."""

    line: int
    column: int
    length: int

    def __len__(self) -> int:
        return self.length

    @overload
    def __getitem__(self, index: int) -> Offset: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Offset]: ...
    def __getitem__(self, index: int | slice) -> Offset | Sequence[Offset]:
        columns = range(self.column, self.column + self.length)[index]
        if isinstance(columns, int):
            return (self.line, columns)
        return tuple((self.line, column) for column in columns)


class LineMap:
    """Turns a position in the text into line and column, both from 1."""

    def __init__(self, text: str) -> None:
        self._starts = line_starts(text)

    def at(self, position: int) -> Offset:
        line = bisect_right(self._starts, position)
        return line, position - self._starts[line - 1] + 1


def offsets(value: str, raw: str, start: int, style: str | None, lines: LineMap) -> Sequence[Offset]:
    """The place of each character of `value`, whose YAML `raw` begins at position `start` of the file.

    `style` is YAML's: None for plain, `'`, `"`, `|` or `>`.
    """
    quotes = 1 if style in ("'", '"') else 0
    if raw[quotes : len(raw) - quotes] == value:
        line, column = lines.at(start)
        return Straight(line, column + quotes, len(value))
    return tuple(lines.at(start + position) for position in _positions(value, raw, style))


def _positions(value: str, raw: str, style: str | None) -> list[int]:
    """For each character of the value its position in the raw text: both are walked side by side."""
    at = _content_start(raw, style)
    found: list[int] = []
    for character in value:
        at = _skip(raw, at, character, style)
        found.append(at)
        at += _length(raw, at, style) if _stands_for(raw, at, character, style) else 0
    return found


def _content_start(raw: str, style: str | None) -> int:
    if style in ("|", ">"):
        header = _BREAKS.search(raw)
        return header.end() if header else len(raw)
    return 1 if style in ("'", '"') else 0


def _skip(raw: str, at: int, wanted: str, style: str | None) -> int:
    """Past line breaks and indentation that folding left out, up to what stands for the wanted character."""
    first = at
    while at < len(raw) and not _stands_for(raw, at, wanted, style):
        if raw[at] == "\\" and style == '"':
            at += 1  # an escaped line break
        elif raw[at] not in _BLANKS:
            return first  # a folded break: the blank of the value stands for the break itself
        else:
            at += 1
    return min(at, len(raw) - 1)


def _stands_for(raw: str, at: int, wanted: str, style: str | None) -> bool:
    if style == '"' and raw[at : at + 1] == "\\":
        return raw[at + 1 : at + 2] not in _BLANKS
    return raw[at : at + 1] == wanted


def _length(raw: str, at: int, style: str | None) -> int:
    if style == '"' and raw[at] == "\\":
        return _ESCAPE_LENGTHS.get(raw[at + 1], 2)
    return 2 if style == "'" and raw[at : at + 2] == "''" else 1
