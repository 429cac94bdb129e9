"""Matrices: levels that no score comes to, and the segments that stay empty by it."""

from collections.abc import Iterator

from ..expressions.demands import Demand
from ..expressions.possible import Numbers
from ..expressions.world import Outcome
from ..findings import Finding
from ..rules.model import Matrix, Segment
from .rulebook import Rulebook
from .telling import finding, named


def check_matrices(book: Rulebook) -> Iterator[Finding]:
    for matrix in book.ruleset.segmentations.values():
        if isinstance(matrix, Matrix):
            path = f"segmentations.{matrix.id}"
            if book.impossible(path, book.claim(f"{path}.for", Outcome.TRUE)):
                continue  # told of the for: itself
            empty = set(_empty_levels(book, matrix))
            for axis, level in sorted(empty):
                yield _no_score(book, matrix, axis, level)
            for segment in matrix.segments.values():
                if book.impossible(f"{path}.segments.{segment.id}", book.member(matrix, segment.id)):
                    yield _unreachable(book, matrix, segment, empty)


def _empty_levels(book: Rulebook, matrix: Matrix) -> Iterator[tuple[str, str]]:
    for axis, levels in matrix.axes.items():
        for level in levels:
            claim = book.level(matrix, axis, level.id)
            if isinstance(claim, Demand) and claim.allowed.empty:
                yield axis, level.id


def _no_score(book: Rulebook, matrix: Matrix, axis: str, level: str) -> Finding:
    known = book.scoring.possible(axis, matrix.needs_completeness).known
    span = known.hull if isinstance(known, Numbers) and not known.empty else None
    start = next(one.start for one in matrix.axes[axis] if one.id == level)
    above = span is not None and start > span.low
    found = f"it lies between {span.low:g} and {span.high:g}" if span else "it never has a value"
    return finding(
        book.ruleset,
        "W431",
        f"segmentations.{matrix.id}.axes.{axis}.{level}",
        f'no account comes to the level "{level}", as the score "{axis}" '
        + (f"never reaches {start:g}" if above else "is never that low"),
        expected="a level for scores that occur",
        found=found,
        fix="begin the level lower, or give more points"
        if above
        else "leave the level out, or give fewer points",
    )


def _unreachable(book: Rulebook, matrix: Matrix, segment: Segment, empty: set[tuple[str, str]]) -> Finding:
    why, found, fix = _reason(book, matrix, segment, empty)
    return finding(
        book.ruleset,
        "W421",
        f"segmentations.{matrix.id}.segments.{segment.id}",
        f'the segment "{segment.id}" can never be reached: {why}',
        found=found,
        fix=fix,
    )


def _reason(
    book: Rulebook, matrix: Matrix, segment: Segment, empty: set[tuple[str, str]]
) -> tuple[str, str, str]:
    if segment.state == "knocked_out":
        found = "" if book.ruleset.knockouts else "the ruleset has no knock-outs"
        return "no account is knocked out", found, "add a knock-out, or take the segment out"
    if segment.state == "unrated":
        found = f"needs_completeness is {matrix.needs_completeness:.0%}"
        return (
            "enough is always known",
            found,
            "let something that is not known lower the completeness, or take the segment out",
        )
    levels = [
        f"{level} {axis}"
        for axis, level in sorted(empty)
        if any(level in cell.get(axis, ()) for cell in segment.cells)
    ]
    if not levels:
        return "every account that would be in it is knocked out", "", "take it out, or change the knock-outs"
    found = f"{named(levels)} does not occur".replace('"', "")
    return (
        "no account has the scores that it asks for",
        found,
        "mend the level, or give its cells to another segment",
    )
