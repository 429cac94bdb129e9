"""The chapter on matrices: drawn, and each segment with what it means."""

from collections.abc import Iterator
from itertools import pairwise

from ...rules.model import AnySegmentation, Level, Matrix, Segment
from ...rules.model import Cell as Levels
from .blocks import Axis, Block, Cell, Fact, Facts, Grid, Heading, Paragraph, Square, Table, lean_table
from .opening import unrated
from .playbooks import playbooks_of
from .speaker import Speaker

DRAWN = 2
"""So many axes make a matrix that can be drawn on paper."""

TONES = 8
"""So many colours tell segments apart; then they begin again."""


def matrices(speaker: Speaker) -> Iterator[Block]:
    for matrix in speaker.ruleset.segmentations.values():
        if isinstance(matrix, Matrix):
            yield Heading(speaker.title(matrix.title, matrix.id))
            yield Facts(about(matrix, speaker))
            yield from _drawn(matrix, speaker)
            yield _segments(matrix, speaker)


def about(segmentation: AnySegmentation, speaker: Speaker) -> tuple[Fact, ...]:
    """For whom a segmentation is, and whose it is."""
    _, applies = speaker._, segmentation.applies
    whom = speaker.rule(f"segmentations.{segmentation.id}.for", applies) if applies is not None else None
    return tuple(speaker.facts((_("Counts for"), whom), (_("Owner"), segmentation.owner)))


def _drawn(matrix: Matrix, speaker: Speaker) -> Iterator[Block]:
    """The matrix as a picture of two axes; of any other number, the levels of each in a line."""
    if len(matrix.axes) != DRAWN:
        for axis, levels in matrix.axes.items():
            bounds = "; ".join(
                f"{cell.text} ({cell.notes[0]})" for cell in _levels(matrix, axis, levels, speaker)
            )
            yield Paragraph(speaker._("{axis}: {levels}", axis=speaker.name(axis), levels=bounds))
        return
    (up, rungs), (across, steps) = matrix.axes.items()
    rows = tuple(
        tuple(_square(matrix, {up: rung.id, across: step.id}, speaker) for step in steps)
        for rung in reversed(rungs)
    )
    yield Grid(
        Axis(speaker.name(up), _levels(matrix, up, rungs, speaker)),
        Axis(speaker.name(across), _levels(matrix, across, steps, speaker)),
        rows,
    )


def _levels(matrix: Matrix, axis: str, levels: tuple[Level, ...], speaker: Speaker) -> tuple[Cell, ...]:
    _, path = speaker._, f"segmentations.{matrix.id}.axes.{axis}"
    starts = [speaker.number(level.start, f"{path}.{level.id}") for level in levels]
    bounds = [
        _("{low} up to {high}", low=start, high=end) if end else _("{value} or more", value=start)
        for start, end in pairwise([*starts, ""])
    ]
    return tuple(
        Cell(speaker.level(level.id), notes=(bound,)) for level, bound in zip(levels, bounds, strict=True)
    )


def _square(matrix: Matrix, at: dict[str, str], speaker: Speaker) -> Square:
    for number, segment in enumerate(matrix.segments.values()):
        if any(all(at[axis] in levels for axis, levels in cell.items()) for cell in segment.cells):
            title = speaker.title(segment.title, segment.id)
            return Square(title, speaker.text(segment.definition), number % TONES + 1)
    return Square(speaker._("no segment"), "", 0)


def _segments(matrix: Matrix, speaker: Speaker) -> Table:
    _ = speaker._
    rows = tuple(_row(matrix, segment, speaker) for segment in matrix.segments.values())
    return lean_table((_("Segment"), _("Who belongs here"), _("What to do"), _("Owner")), rows)


def _row(matrix: Matrix, segment: Segment, speaker: Speaker) -> tuple[Cell, ...]:
    definition = speaker.text(segment.definition)
    return (
        Cell(speaker.title(segment.title, segment.id), notes=(definition,) if definition else ()),
        Cell(_where(matrix, segment, speaker)),
        doing(matrix, segment, speaker),
        Cell(segment.owner or ""),
    )


def doing(segmentation: AnySegmentation, segment: Segment, speaker: Speaker) -> Cell:
    """The playbooks for a segment in short."""
    books = playbooks_of(segmentation.id, segment.id, speaker.plan)
    return Cell(
        "; ".join(speaker.text(book.objective) or speaker.title(book.title, book.id) for book in books)
    )


def _where(matrix: Matrix, segment: Segment, speaker: Speaker) -> str:
    _ = speaker._
    if segment.state == "knocked_out":
        return _("a knock-out holds")
    if segment.state == "unrated":
        return unrated(matrix, speaker)
    return "; ".join(_cell(cell, speaker) for cell in segment.cells)


def _cell(cell: Levels, speaker: Speaker) -> str:
    _ = speaker._
    told = (
        _(
            "{axis}: {levels}",
            axis=speaker.name(axis),
            levels=_either([speaker.level(each) for each in levels], speaker),
        )
        for axis, levels in cell.items()
    )
    return ", ".join(told)


def _either(levels: list[str], speaker: Speaker) -> str:
    told = levels[0]
    for level in levels[1:]:
        told = speaker._("{one} or {other}", one=told, other=level)
    return told
