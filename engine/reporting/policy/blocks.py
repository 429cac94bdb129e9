"""What the document of a ruleset is made of, before it is Markdown or HTML. All texts are plain, unescaped."""

from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal, TypeAlias

KEPT = 2
"""So many columns a table always has."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A word that stands out beside a text; `warn` asks for attention."""

    text: str
    tone: Literal["", "warn"] = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text with, in small print, the `code` of the ruleset that it tells and `notes`.

    `depth` is how many groups it lies in. `bar` draws a share (0..1).
    """

    text: str = ""
    code: str = ""
    notes: tuple[str, ...] = ()
    chips: tuple[Chip, ...] = ()
    depth: int = 0
    bar: float | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A title within a chapter: level 3, 4 below it."""

    text: str
    level: int = 3
    chips: tuple[Chip, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    tone: Literal["", "soft"] = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `ordered` where one comes after the other."""

    items: tuple[Cell, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what holds for it."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels, each with what holds for it."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headers. The first cell of a row names it; `figures` are the numbers of columns set to the right."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    figures: tuple[int, ...] = ()
    look: Literal["", "points", "small"] = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of a matrix: its title and its levels from the lowest up, each with its bounds."""

    title: str
    levels: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of a matrix with its segment; `tone` is the number of its colour, 0 where no segment has it."""

    title: str
    definition: str
    tone: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix of two axes as it is drawn: rows from the highest level down, in each the squares from the lowest up."""

    up: Axis
    across: Axis
    rows: tuple[tuple[Square, ...], ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A text of the ruleset that is Markdown itself."""

    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """Blocks about one thing."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards beside each other where there is room."""

    cards: tuple[Card, ...]


Block: TypeAlias = Heading | Paragraph | Items | Facts | Table | Grid | Prose | Card | Cards


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the document; `id` is what links call it. One with `folded` opens at a click on that text."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    folded: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole document in one language. `lead` are the first sentences, `footer` its last line."""

    language: str
    title: str
    kicker: str
    lead: tuple[str, ...]
    chapters: tuple[Chapter, ...] = field(default=())
    contents: str = ""
    footer: str = ""


def lean_table(
    headers: tuple[str, ...],
    rows: tuple[tuple[Cell, ...], ...],
    figures: tuple[int, ...] = (),
    look: Literal["", "points", "small"] = "",
) -> Table:
    """A table without the columns in which nothing stands, but for the first two."""
    kept = [
        index for index in range(len(headers)) if index < KEPT or any(row[index] != Cell() for row in rows)
    ]
    return Table(
        tuple(headers[index] for index in kept),
        tuple(tuple(row[index] for index in kept) for row in rows),
        tuple(place for place, index in enumerate(kept) if index in figures),
        look,
    )


def plain(part: Any) -> Any:
    """Blocks as maps and lists, which is what templates read; `kind` is the name of a block."""
    if isinstance(part, tuple):
        return [plain(each) for each in part]
    if is_dataclass(part) and not isinstance(part, type):
        values = {each.name: plain(getattr(part, each.name)) for each in fields(part)}
        return {"kind": type(part).__name__.lower(), **values}
    return part
