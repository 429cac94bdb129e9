"""A comparison as plain text for a terminal."""

from collections.abc import Iterator

from ...analysis.comparison import Review
from ..explanation.blocks import Block, Grid, Heading, Item, Paragraph
from ..explanation.terminal import terminal
from ..languages import Translator, translator
from .edits import Wording, as_plain
from .gathering import sheet
from .sheet import EditLine, Matrix, MoverLine, Part, Sheet

LIMIT = 10
WIDEST_MATRIX = 5
"""So many places fit beside each other on a terminal; a wider matrix is told by its totals alone."""


def comparison_text(review: Review, language: str, limit: int | None = LIMIT, width: int = 80) -> str:
    """The comparison as text that fits a terminal `width` characters wide."""
    groups = (terminal(blocks, width).lstrip("\n") for blocks in _groups(sheet(review, language, limit)))
    return "\n".join(groups)


def _groups(told: Sheet) -> Iterator[list[Block]]:
    """What belongs together, with an empty line between."""
    _ = translator(told.language)
    yield [Heading(told.headline, 1), Paragraph(f"{told.title}: {told.source}"), *map(Paragraph, told.lead)]
    if told.edits:
        yield [Heading(_("Edits")), *(_edit(line, told, _) for line in told.edits)]
    if told.words:
        items = (Item(as_plain(text.text), _detail(text)) for line in told.words for text in line.texts)
        yield [Heading(_("Edits that move nobody") if told.edits else _("Edits")), *items]
    for part in told.parts:
        yield from _part(part, told, _)
    if told.drifts:
        yield [Heading(_("What else changed")), *map(Item, told.drifts)]
    if told.unmoved:
        yield [Paragraph(told.unmoved)]


def _detail(words: Wording) -> tuple[str, ...]:
    return (as_plain(words.detail),) if words.detail else ()


def _edit(line: EditLine, told: Sheet, _: Translator) -> Item:
    several = len(told.edits) > 1
    first = as_plain(line.texts[0].text)
    others = [*_detail(line.texts[0]), *(as_plain(text.text) for text in line.texts[1:])]
    where = f" ({', '.join(line.where)})" if line.where else ""
    alone = f"{line.accounts}{', ' + line.money if line.money else ''}{where}"
    told_alone = (
        _("moves by itself: {accounts}", accounts=alone)
        if several
        else _("moves: {accounts}", accounts=alone)
    )
    step = [_("moves in sequence: {accounts}", accounts=line.step)] if line.step != line.alone else []
    return Item(f"{line.number}. {first}" if several else first, (*others, told_alone, *step, *line.notes))


def _part(part: Part, told: Sheet, _: Translator) -> Iterator[list[Block]]:
    yield [Heading(part.title), Paragraph(part.summary)]
    yield [_totals(part, told, _)]
    if part.matrix and len(part.matrix.targets) <= WIDEST_MATRIX:
        yield [_matrix(part.matrix, _)]
    left = [Item(part.left_out)] if part.left_out else []
    if part.movers:
        yield [Paragraph(f"{part.movers_title}:"), *map(_mover, part.movers), *left]


def _mover(mover: MoverLine) -> Item:
    name = mover.name if mover.name == mover.key else f"{mover.name} ({mover.key})"
    money = f", {mover.money}" if mover.money else ""
    why = ": ".join(filter(None, (mover.because, mover.reason)))
    return Item(f"{name}{money}: {mover.origin} → {mover.target}", (why,) if why else ())


def _totals(part: Part, told: Sheet, _: Translator) -> Grid:
    headers = [_("Segment"), _("Before"), _("After"), _("Change")]
    headers += [_("Money before"), _("Money after")] if told.has_money else []
    rows = (
        (
            line.segment,
            line.accounts_before,
            line.accounts_after,
            line.accounts_change,
            *((line.money_before, line.money_after) if told.has_money else ()),
        )
        for line in part.totals
    )
    return Grid(tuple(headers), tuple(rows), frozenset(range(1, len(headers))))


def _matrix(matrix: Matrix, _: Translator) -> Grid:
    headers = (_("Before ↓ after →"), *matrix.targets)
    rows = ((row.origin, *(cell.accounts if cell else "·" for cell in row.cells)) for row in matrix.rows)
    return Grid(headers, tuple(rows), frozenset(range(1, len(headers))))
