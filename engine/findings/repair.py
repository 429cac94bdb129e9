"""How a fault is mended without asking: characters of a file, and what to write in their place."""

from collections.abc import Iterable
from dataclasses import dataclass

from .place import Place

BYTE_ORDER_MARK = "\ufeff"
"""Stands before the first column of a file, and is no part of its first line."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """`length` characters from a line and column on (both from 1), which now are `old` and shall be `new`.

    Nothing is replaced where `old` is empty: `new` is put in before the column.
    """

    file: str
    line: int
    column: int
    old: str
    new: str

    @property
    def length(self) -> int:
        return len(self.old)


@dataclass(frozen=True, slots=True)
class Repair:
    """The one obvious mending of a fault: replacements in one file that belong together."""

    replacements: tuple[Replacement, ...]

    @property
    def file(self) -> str:
        return self.replacements[0].file

    @classmethod
    def together(cls, repairs: "Iterable[Repair | None]") -> "Repair | None":
        """Several repairs as one; None where one of them is, or where they are of several files."""
        parts = list(repairs)
        found = tuple(one for part in parts if part is not None for one in part.replacements)
        whole = None not in parts and len({one.file for one in found}) == 1
        return cls(found) if whole else None

    @classmethod
    def at(cls, place: Place, new: str) -> "Repair | None":
        """`new` in place of what a caret marks; None where the place is not known to the character."""
        if place.file is None or place.line is None or place.column is None or place.excerpt is None:
            return None
        old = place.excerpt[place.column - 1 :][: place.length]
        if len(old) != place.length:
            return None
        return cls((Replacement(place.file, place.line, place.column, old, new),))
