"""What a short document is made of, before it is Markdown or text on a terminal. All texts are plain, unescaped."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Heading:
    """A title at a level: 1 for the document, 2 for its parts."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list; `notes` stand below it."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under headers; `figures` are the numbers of the columns that are set to the right."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()


Block: TypeAlias = Heading | Paragraph | Item | Grid
