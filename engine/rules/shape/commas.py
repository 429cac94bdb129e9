"""Texts that a comma has cut in two: inside { } it ends a text that is not in quotes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...findings import Finding, Repair
from ..nodes import Entry, Map, Node, Scalar
from ..rewriting import quoted
from .complaint import Complaint
from .wording import shortened

_DIGITS_BEFORE = re.compile(r"(?:^|[^\w.])([0-9]+)$")
_THOUSANDS = re.compile(r"[0-9]{3}")
_DECIMAL = re.compile(r"-?[0-9]+,[0-9]+")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class CutText:
    """A text in pieces: the key that holds its beginning, and the keys that its other pieces became."""

    key: str
    start: Scalar
    pieces: tuple[Scalar, ...]

    @property
    def closely(self) -> bool:
        """Whether no blank follows the first comma, as in `2,5`."""
        begin, piece = self.start.place, self.pieces[0].place
        return begin.line == piece.line and (begin.column or 0) + begin.length + 1 == piece.column

    @property
    def whole(self) -> str:
        return (", " if not self.closely else ",").join(piece.text for piece in (self.start, *self.pieces))


def cut_text(node: Node, key: str) -> CutText | None:
    """The text that a key is a piece of; None where the key is no such piece."""
    entries = list(node.entries.values()) if isinstance(node, Map) else []
    at = next((index for index, entry in enumerate(entries) if entry.key.text == key), 0)
    first = at
    while first >= 0 and entries and _is_piece(entries[first]):
        first -= 1
    last = at
    while last + 1 < len(entries) and _is_piece(entries[last + 1]):
        last += 1
    if first == at or first < 0 or not entries:
        return None
    start = entries[first].value
    if not isinstance(start, Scalar) or start.quoted:
        return None
    pieces = tuple(entry.key for entry in entries[first + 1 : last + 1])
    return CutText(entries[first].key.text, start, pieces)


def _is_piece(entry: Entry) -> bool:
    """Whether a key stands behind a comma and without a value, not even an empty one in quotes."""
    empty = isinstance(entry.value, Scalar) and not entry.value.text and not entry.value.quoted
    return empty and _text_before(entry.key).endswith(",")


def _text_before(key: Scalar) -> str:
    """The line up to a key; the line above where the key begins its own."""
    line, column = key.place.line or 1, key.place.column or 1
    own = key.lines[line - 1][: column - 1].rstrip() if line <= len(key.lines) else ""
    return own or (key.lines[line - 2].rstrip() if 1 < line <= len(key.lines) + 1 else "")


def cut_at_comma(complaint: Complaint, key: str) -> Iterator[Finding]:
    """One finding per text, at its first piece, however many pieces there are."""
    cut = cut_text(complaint.node, key)
    if cut is None or cut.pieces[0].text != key:
        return
    yield Finding(
        "E109",
        f'the comma before "{shortened(key)}" ends the text that it was meant to be a part of',
        cut.pieces[0].place,
        path=f"{complaint.path}.{key}".lstrip("."),
        fix=_fix(cut),
        repair=_repair(cut),
    )


def _repair(cut: CutText) -> Repair | None:
    """The text as one again, where it stands on one line; none for a number that may have thousands or decimals."""
    begin, end = cut.start.place, cut.pieces[-1].place
    number = _DIGITS_BEFORE.search(cut.start.text)
    doubtful = number and cut.closely and _THOUSANDS.fullmatch(cut.pieces[0].text)
    if doubtful or begin.line != end.line or begin.column is None or end.column is None:
        return None
    length = end.column + end.length - begin.column
    written = (begin.excerpt or "")[begin.column - 1 :][:length]
    whole = written.replace(",", ".") if _DECIMAL.fullmatch(written) else quoted(written)
    return Repair.at(replace(begin, length=length), whole)


def _fix(cut: CutText) -> str:
    number = _DIGITS_BEFORE.search(cut.start.text)
    piece = cut.pieces[0].text
    if number and cut.closely and piece.isdigit():
        thousands = _THOUSANDS.fullmatch(piece) and not number[1].startswith("0")
        return f"write {number[1]}{'' if thousands else '.'}{piece}"
    mark = "'" if '"' in cut.whole else '"'
    if mark in cut.whole or len(cut.whole) > _LONGEST:
        return f'put the whole text of "{cut.key}" in quotes: inside {{ }} a comma ends a text without them'
    return f"put it in quotes, because inside {{ }} a comma ends a text: {cut.key}: {mark}{cut.whole}{mark}"
