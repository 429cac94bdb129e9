"""Blocks as Markdown."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..markup import escape_markdown
from .blocks import Block, Grid, Heading, Item, Paragraph


def markdown(blocks: Iterable[Block]) -> str:
    """The document; every text is escaped, so no value becomes a link, tag, heading or cell of its own."""
    found = [*blocks]
    parts = [_part(block) for block in found]
    gaps = ["" if isinstance(one, Item) and isinstance(two, Item) else "\n" for one, two in pairwise(found)]
    return "".join(f"{part}\n{gap}" for part, gap in zip(parts, [*gaps, ""], strict=True))


def _part(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {escape_markdown(block.text)}"
        case Paragraph():
            return str(escape_markdown(block.text))
        case Item():
            lines = [
                f"- {escape_markdown(block.text)}",
                *(f"  - {escape_markdown(note)}" for note in block.notes),
            ]
            return "\n".join(lines)
        case Grid():
            return "\n".join(_lines(block))


def _lines(grid: Grid) -> Iterator[str]:
    yield _line(grid.headers)
    yield _line(
        ["---:" if index in grid.figures else "---" for index in range(len(grid.headers))], escaped=True
    )
    yield from (_line(row) for row in grid.rows)


def _line(cells: Iterable[str], *, escaped: bool = False) -> str:
    return "| " + " | ".join(cell if escaped else _cell(cell) for cell in cells) + " |"


def _cell(text: str) -> str:
    """A cell; the blanks before a member of a group become dots, as Markdown does not show blanks."""
    depth = (len(text) - len(text.lstrip(" "))) // 2
    return "· " * depth + str(escape_markdown(text))
