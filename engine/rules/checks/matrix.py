"""Matrices: axes that are cut into levels, and every cell in exactly one segment."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise, product
from math import prod

from ...findings import Finding, Place, Repair
from ...findings.nearest import nearest, unmistakable
from ..model import Level, Matrix, Segment
from .look import Look

_MOST_CELLS = 10_000
_SHOWN = 6
_FEWEST = 2
_STATES = ("knocked_out", "unrated")


def check_matrices(look: Look) -> Iterator[Finding]:
    for matrix in look.ruleset.segmentations.values():
        if isinstance(matrix, Matrix):
            path = f"segmentations.{matrix.id}"
            if any(part.startswith(f"{path}.axes.") for part in look.left_out):
                continue  # levels that are not there would be told again in every cell that names them
            named = [*_axes(look, matrix, path), *_cell_names(look, matrix, path)]
            yield from named
            yield from _states(look, matrix, path)
            # Cells with names that do not exist would only repeat the same fault as cells that nothing covers.
            if not named and not any(part.startswith(f"{path}.") for part in look.left_out):
                yield from _cells(look, matrix, path)


def _axes(look: Look, matrix: Matrix, path: str) -> Iterator[Finding]:
    for axis, levels in matrix.axes.items():
        here = f"{path}.axes.{axis}"
        if axis not in look.ruleset.scores:
            yield from _no_score(look, axis, here)
        if len(levels) < _FEWEST:
            yield Finding(
                "E405",
                f'the axis "{axis}" has one level, so it divides nothing',
                look.key_place(here),
                path=here,
                expected="at least two levels, such as {low: 0, high: 60}",
                fix="add a level, or delete the axis",
            )
        yield from _ascending(look, levels, here)


def _no_score(look: Look, axis: str, path: str) -> Iterator[Finding]:
    for finding in look.missing_name(axis, look.ruleset.scores, "score", path):
        yield replace(
            finding, place=look.key_place(path), repair=_respelt(look, axis, look.ruleset.scores, [path])
        )


def _ascending(look: Look, levels: tuple[Level, ...], path: str) -> Iterator[Finding]:
    if any(level.start <= before.start for before, level in pairwise(levels)):
        yield from _not_ascending(look, levels, path)
        return  # which level is the lowest is not settled yet
    if levels and levels[0].start > 0:
        lowest = levels[0]
        yield Finding(
            "E405",
            f'the lowest level "{lowest.id}" begins at {lowest.start:g}, so lower scores have no level',
            look.place(f"{path}.{lowest.id}"),
            path=f"{path}.{lowest.id}",
            expected="a lowest level that begins at 0",
            fix=f"write {lowest.id}: 0, or add a level below it",
        )


def _not_ascending(look: Look, levels: tuple[Level, ...], path: str) -> Iterator[Finding]:
    for before, level in pairwise(levels):
        if level.start <= before.start:
            yield Finding(
                "E405",
                f'the level "{level.id}" begins at {level.start:g}, not above "{before.id}" at {before.start:g}',
                look.place(f"{path}.{level.id}"),
                path=f"{path}.{level.id}",
                expected="levels that ascend",
                fix="put the levels in order, the lowest first",
            )


def _cell_names(look: Look, matrix: Matrix, path: str) -> Iterator[Finding]:
    """Names in cells that do not exist, each told once, where it stands first."""
    axes: dict[str, list[str]] = {}
    levels: dict[tuple[str, str], list[str]] = {}
    for axis, ids, here in _named(look, matrix, path):
        if axis not in matrix.axes:
            axes.setdefault(axis, []).append(here)
            continue
        known = [level.id for level in matrix.axes[axis]]
        for level in ids:
            if level not in known:
                levels.setdefault((axis, level), []).append(here)
    for axis, places in axes.items():
        if not _is_told(look, matrix, axis):
            found = look.missing_name(axis, matrix.axes, "axis", places[0])
            # A name that stands in several cells may be right, and the one among the axes misspelt.
            repair = _respelt(look, axis, matrix.axes, places) if len(places) == 1 else None
            for finding in found:
                yield replace(_so_often(finding, look.key_place(places[0]), places), repair=repair)
    for (axis, level), places in levels.items():
        known = [level.id for level in matrix.axes[axis]]
        found = look.missing_name(level, known, "level", places[0], where=f'on the axis "{axis}"')
        repair = look.respelt(places[0], level, known) if len(places) == 1 else None
        yield from (replace(_so_often(finding, finding.place, places), repair=repair) for finding in found)


def _respelt(look: Look, axis: str, names: Iterable[str], paths: Iterable[str]) -> Repair | None:
    """The name that a misspelt axis can only have meant, wherever it stands as a key."""
    meant = unmistakable(axis, names)
    return Repair.together(Repair.at(look.key_place(path), meant) for path in paths) if meant else None


def _named(look: Look, matrix: Matrix, path: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Each axis that a cell names, with its levels and where it stands."""
    for segment in matrix.segments.values():
        here = f"{path}.segments.{segment.id}.at"
        listed = f"{here}.0" in look.ruleset.positions.places
        for index, cell in enumerate(segment.cells):
            for axis, levels in cell.items():
                yield axis, levels, f"{here}.{index}.{axis}" if listed else f"{here}.{axis}"


def _is_told(look: Look, matrix: Matrix, axis: str) -> bool:
    """Whether cells name a score rightly, whose name is misspelt among the axes: that is told there."""
    misspelt = [name for name in matrix.axes if name not in look.ruleset.scores]
    return axis in look.ruleset.scores and nearest(axis, misspelt) is not None


def _so_often(finding: Finding, place: Place, places: list[str]) -> Finding:
    found = f"the name stands in {len(places)} cells" if len(places) > 1 else ""
    return replace(finding, place=place, found=found)


def _states(look: Look, matrix: Matrix, path: str) -> Iterator[Finding]:
    for state in _STATES:
        segments = [segment for segment in matrix.segments.values() if segment.state == state]
        for segment in segments[1:]:
            yield _twice(look, f"at: {state}", segments[0], segment, f"{path}.segments.{segment.id}.at")


def _cells(look: Look, matrix: Matrix, path: str) -> Iterator[Finding]:
    levels = {axis: [level.id for level in levels] for axis, levels in matrix.axes.items()}
    if prod(len(ids) for ids in levels.values()) > _MOST_CELLS:
        return
    uncovered: list[str] = []
    for ids in product(*levels.values()):
        cell = dict(zip(levels, ids, strict=True))
        covering = [segment for segment in matrix.segments.values() if _covers(segment, cell)]
        name = ", ".join(f"{axis}: {level}" for axis, level in cell.items())
        if not covering:
            uncovered.append(f"{{{name}}}")
        for segment in covering[1:]:
            here = _where_covered(look, segment, cell, f"{path}.segments.{segment.id}.at")
            yield _twice(look, f"the cell {{{name}}}", covering[0], segment, here)
    if uncovered:
        yield _uncovered(look, matrix, uncovered, path)


def _covers(segment: Segment, cell: Mapping[str, str]) -> bool:
    return any(_fits(one, cell) for one in segment.cells)


def _fits(cells: Mapping[str, tuple[str, ...]], cell: Mapping[str, str]) -> bool:
    return all(cell[axis] in levels for axis, levels in cells.items())


def _where_covered(look: Look, segment: Segment, cell: Mapping[str, str], path: str) -> str:
    """The path of the one of a segment's cells that covers a cell; of them all where there is but one."""
    index = next(at for at, one in enumerate(segment.cells) if _fits(one, cell))
    return f"{path}.{index}" if f"{path}.{index}" in look.ruleset.positions.places else path


def _twice(look: Look, what: str, first: Segment, second: Segment, path: str) -> Finding:
    return Finding(
        "E406",
        f'{what} is in two segments: "{first.id}" and "{second.id}"',
        look.place(path),
        path=path,
        expected="each cell in one segment",
        fix="take it out of one of them",
    )


def _uncovered(look: Look, matrix: Matrix, cells: list[str], path: str) -> Finding:
    shown = ", ".join(cells[:_SHOWN]) + (f" and {len(cells) - _SHOWN} more" if len(cells) > _SHOWN else "")
    return Finding(
        "E406",
        f'no segment of "{matrix.id}" covers {"this cell" if len(cells) == 1 else "these cells"}: {shown}',
        look.key_place(f"{path}.segments"),
        path=f"{path}.segments",
        expected="each cell in one segment",
        fix="add it to the at: of a segment; an axis that is left out takes any level",
    )
