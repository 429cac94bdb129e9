"""Blocks as plain text for a terminal: no colours, no lines wider than asked for."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len, chop_cells

from ..markup.controls import one_line
from .blocks import Block, Grid, Heading, Item, Paragraph

LONGEST = 400
"""A text beyond this is cut with an ellipsis: a name of 10,000 letters must not push the rest off the screen."""

BETWEEN = "  "
NARROWEST = 8


def terminal(blocks: Iterable[Block], width: int = 80) -> str:
    """The document; characters that would steer the terminal are taken out, wide ones count as two."""
    return "".join(f"{line.rstrip()}\n" for block in blocks for line in _lines(block, width))


def _lines(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading(level=1):
            yield from wrapped(block.text, width)
            yield "=" * min(max(map(cell_len, wrapped(block.text, width)), default=0), width)
        case Heading():
            yield ""
            lines = wrapped(block.text, width)
            yield from lines
            yield "-" * max(map(cell_len, lines), default=0)
        case Paragraph():
            yield from wrapped(block.text, width)
        case Item():
            yield from _hanging("* ", block.text, width)
            for note in block.notes:
                yield from _hanging("    ", note, width)
        case Grid():
            yield from _grid(block, width)


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, broken between words where it can be."""
    lines, line = [], ""
    for word in _shortened(one_line(text)).split(" "):
        if line and cell_len(line) + 1 + cell_len(word) <= width:
            line = f"{line} {word}"
            continue
        *full, rest = chop_cells(word, width) if cell_len(word) > width else [word]
        lines += [*([line] if line else []), *full]
        line = rest
    return [*lines, line] if line else lines


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _hanging(mark: str, text: str, width: int) -> Iterator[str]:
    for index, line in enumerate(wrapped(text, width - len(mark))):
        yield (mark if index == 0 else " " * len(mark)) + line


def _grid(grid: Grid, width: int) -> Iterator[str]:
    cells = [[_shortened(_indented(cell)) for cell in row] for row in (grid.headers, *grid.rows)]
    widths = _widths(cells, grid.figures, width)
    head, *rows = cells
    yield from _row(head, widths, grid.figures)
    yield BETWEEN.join("-" * each for each in widths)
    for row in rows:
        yield from _row(row, widths, grid.figures)


def _indented(cell: str) -> str:
    """A cell on one line that keeps the blanks before it: they show what stands within what."""
    return " " * (len(cell) - len(cell.lstrip(" "))) + one_line(cell)


def _widths(cells: Sequence[Sequence[str]], figures: frozenset[int], width: int) -> list[int]:
    """Columns as wide as their widest cell; where that is too much, the columns of words share what is left."""
    widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    room = width - len(BETWEEN) * (len(widths) - 1)
    while sum(widths) > room:
        words = [index for index in range(len(widths)) if index not in figures and widths[index] > NARROWEST]
        candidates = words or [index for index in range(len(widths)) if widths[index] > 1]
        if not candidates:
            break
        widths[max(candidates, key=lambda index: widths[index])] -= 1
    return widths


def _row(cells: Sequence[str], widths: Sequence[int], figures: frozenset[int]) -> Iterator[str]:
    columns = [_cell_lines(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=""):
        aligned = (
            " " * (width - cell_len(part)) + part
            if index in figures
            else part + " " * (width - cell_len(part))
            for index, (part, width) in enumerate(zip(parts, widths, strict=True))
        )
        yield BETWEEN.join(aligned)


def _cell_lines(cell: str, width: int) -> list[str]:
    indent = min(len(cell) - len(cell.lstrip(" ")), width - 1)
    return [" " * indent + line for line in wrapped(cell, width - indent)] or [""]
