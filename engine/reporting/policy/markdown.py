"""The document of a ruleset as Markdown."""

import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from ...plan.plan import Plan
from ..comparison.edits.marks import as_markdown, code
from ..markup import demoted, escape_html, escape_markdown
from .blocks import (
    Block,
    Card,
    Cards,
    Cell,
    Chapter,
    Facts,
    Grid,
    Heading,
    Items,
    Paragraph,
    Prose,
    Square,
    Table,
)
from .writing import policy

TEXT_BELOW = 3
"""The text of a playbook stands below a heading of this level."""

_TAG = re.compile(r"<(?=[A-Za-z/!?])")


def policy_markdown(plan: Plan, language: str) -> str:
    """The document; every text of the ruleset is escaped, but for the texts of playbooks, which are Markdown themselves."""
    told = policy(plan, language)
    parts = [f"# {escape_markdown(told.title)}", str(escape_markdown(told.kicker))]
    parts += [f"**{escape_markdown(line)}**" for line in told.lead]
    for chapter in told.chapters:
        parts += _chapter(chapter)
    return "\n\n".join([*parts, f"<sub>{escape_html(told.footer)}</sub>"]) + "\n"


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"## {escape_markdown(chapter.title)}"
    if chapter.folded:
        yield f"<details><summary>{escape_html(chapter.folded)}</summary>"
    yield from _blocks(chapter.blocks)
    if chapter.folded:
        yield "</details>"


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Cards):
            yield from _blocks(block.cards)
        elif isinstance(block, Card):
            yield from _blocks(block.blocks)
        else:
            yield _block(block)


def _block(block: Block) -> str:
    told = ""
    match block:
        case Heading():
            chips = "".join(f" · {escape_markdown(chip.text)}" for chip in block.chips)
            told = f"{'#' * block.level} {escape_markdown(block.text)}{chips}"
        case Paragraph():
            told = str(escape_markdown(block.text))
        case Items():
            told = "\n".join(_items(block))
        case Facts():
            told = "\n".join(_facts(block))
        case Table():
            rows = ([_cell(cell) for cell in row] for row in block.rows)
            told = _table(block.headers, rows, block.figures)
        case Grid():
            told = _grid(block)
        case Prose():
            told = _TAG.sub("&lt;", demoted(block.text, TEXT_BELOW))
    return told


def _facts(block: Facts) -> Iterator[str]:
    for fact in block.facts:
        yield f"- {escape_markdown(fact.label)}: {'; '.join(_cell(cell) for cell in fact.cells)}"


def _items(block: Items) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        yield f"{f'{number}.' if block.ordered else '-'} {_cell(item)}"


def _cell(cell: Cell) -> str:
    """A cell on one line: what it says, words beside it, and below it in small print the expression and notes."""
    small = [as_markdown(code(cell.code))] if cell.code else []
    small += [escape_markdown(note) for note in cell.notes]
    text = Markup("{}{}").format(Markup("· " * cell.depth), escape_markdown(cell.text))  # noqa: S704 - only dots
    text += Markup("").join(Markup(" ({})").format(escape_markdown(chip.text)) for chip in cell.chips)
    lines = ([str(text)] if cell.text else []) + [f"<sub>{part}</sub>" for part in small]
    return "<br>".join(lines)


def _table(headers: Iterable[str], rows: Iterable[list[str]], figures: tuple[int, ...]) -> str:
    heads = [str(escape_markdown(header)) for header in headers]
    rule = ["---:" if index in figures else "---" for index in range(len(heads))]
    return "\n".join(f"| {' | '.join(line)} |" for line in (heads, rule, *rows))


def _grid(grid: Grid) -> str:
    """The matrix as a table: the first axis downward from its highest level, the second across."""
    corner = f"{grid.up.title} ↓ · {grid.across.title} →"
    heads = [corner, *(f"{level.text} ({', '.join(level.notes)})" for level in grid.across.levels)]
    rows = (
        [f"**{escape_markdown(level.text)}** ({escape_markdown(', '.join(level.notes))})", *map(_square, row)]
        for level, row in zip(reversed(grid.up.levels), grid.rows, strict=True)
    )
    return _table(heads, rows, ())


def _square(square: Square) -> str:
    note = f"<br><sub>{escape_markdown(square.definition)}</sub>" if square.definition else ""
    return f"{escape_markdown(square.title)}{note}"
