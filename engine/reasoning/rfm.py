"""RFM: segments whose bins earlier ones have taken, and bins that none takes. The bins are few, so all are looked at."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TypeAlias

from ..findings import Finding
from ..rules.model import Rfm, Segment
from .rulebook import Rulebook
from .telling import finding, named

DIMENSIONS = ("recency", "frequency", "monetary")
_MOST_CELLS = 20_000

Cell: TypeAlias = tuple[int, ...]
"""A bin per dimension; 0 where the value is missing."""


def check_rfm(book: Rulebook) -> Iterator[Finding]:
    for rfm in book.ruleset.segmentations.values():
        if isinstance(rfm, Rfm):
            bins = [range(_bins(rfm, dimension) + 1) for dimension in DIMENSIONS]
            if len(bins[0]) * len(bins[1]) * len(bins[2]) <= _MOST_CELLS:
                yield from _of_grid(book, rfm, set(product(*bins)))


def _bins(rfm: Rfm, dimension: str) -> int:
    """How many bins a dimension has: as many as there are cuts where that is `bins`, else one more."""
    cuts = rfm.cuts.get(dimension)
    return rfm.bins if cuts is None or len(cuts) == rfm.bins else len(cuts) + 1


def _of_grid(book: Rulebook, rfm: Rfm, free: set[Cell]) -> Iterator[Finding]:
    taken: dict[str, set[Cell]] = {}
    for segment in sorted(rfm.segments.values(), key=lambda one: one.otherwise):
        asked = {cell for cell in free.union(*taken.values()) if _fits(segment, cell)}
        taken[segment.id] = asked & free
        if not taken[segment.id]:
            yield _unreachable(book, rfm, segment, [id for id, cells in taken.items() if cells & asked])
        free = free - asked
    left = sorted(cell for cell in free if all(cell))
    if left:
        yield _gap(book, rfm, left)


def _fits(segment: Segment, cell: Cell) -> bool:
    spans = (segment.recency, segment.frequency, segment.monetary)
    return all(span is None or span[0] <= place <= span[1] for span, place in zip(spans, cell, strict=True))


def _unreachable(book: Rulebook, rfm: Rfm, segment: Segment, by: Sequence[str]) -> Finding:
    verb = "already takes" if len(by) == 1 else "together already take"
    why = f"{named(by)} above it {verb} all its bins" if by else "none of its bins exists"
    return finding(
        book.ruleset,
        "W421",
        f"segmentations.{rfm.id}.segments.{segment.id}",
        f'the segment "{segment.id}" can never be reached: {why}',
        found=_asked(segment),
        fix=f"move it above {named(by[:1])}, or take it out"
        if by
        else "name bins that exist, or take it out",
    )


def _asked(segment: Segment) -> str:
    spans = zip(DIMENSIONS, (segment.recency, segment.frequency, segment.monetary), strict=True)
    parts = [f"{dimension} {span[0]} to {span[1]}" for dimension, span in spans if span]
    return f'"{segment.id}" asks for {", ".join(parts)}' if parts else f'"{segment.id}" takes all the rest'


def _gap(book: Rulebook, rfm: Rfm, left: Sequence[Cell]) -> Finding:
    cell = ", ".join(f"{dimension} {place}" for dimension, place in zip(DIMENSIONS, left[0], strict=True))
    more = f" and {len(left) - 1} more combinations" if len(left) > 1 else ""
    return finding(
        book.ruleset,
        "W424",
        f"segmentations.{rfm.id}",
        f'some accounts fit no segment of "{rfm.id}"',
        expected="a segment for every combination of bins",
        found=f"an account in the bins {cell} fits none{more and f'; so do{more}'.replace(' and', '')}",
        fix='add a last segment with "otherwise: true"',
    )
