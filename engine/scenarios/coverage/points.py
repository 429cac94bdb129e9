"""Everything in a ruleset that an account can be decided by, one point at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

import numpy as np

from ...analysis.block import block_of
from ...analysis.criteria import branches, criterion_title
from ...analysis.glossary import titled
from ...evaluation.points import map_points
from ...evaluation.results import Results
from ...expressions.columns import Column, Condition, Mask, Numbers
from ...expressions.kernel import Kernel
from ...plan import Plan
from ...rules.model import Bands, Criterion, Group, Matrix, PointsMap, PointsRules, Text
from .naming import Naming


class PointKind(StrEnum):
    """What a point is one of, in the order in which a reader cares."""

    KNOCKOUT = "Knock-outs"
    SEGMENT = "Segments"
    LEVEL = "Levels"
    BAND = "Bands"
    POINTS = "Points by value"
    RULE = "Points by rule"
    SCALE = "Scales"
    PLAYBOOK = "Playbooks"


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """One way in which an account can be decided: where it stands, in words, and which accounts went that way.

    `subject` is the name of what is decided, which tells whether other accounts matter to it.
    """

    kind: PointKind
    path: str
    words: str
    subject: str
    reached: Callable[[Results], Mask]


def points(plan: Plan, language: str) -> Iterator[Point]:
    """Every point in the order of the file."""
    name = Naming(plan, language)
    yield from _knockouts(plan, name)
    for score in plan.ruleset.scores.values():
        for branch in branches(score.criteria):
            yield from _of_criterion(plan, score.id, branch.criterion, name)
    for segmentation in plan.ruleset.segmentations.values():
        yield from _of_segmentation(plan, segmentation.id, name)
    for index, playbook in enumerate(plan.ruleset.playbooks.values()):
        title, path = name.of(titled(playbook.title, playbook.id)), f"playbooks.{playbook.id}"
        yield Point(PointKind.PLAYBOOK, path, title, "playbook", partial(_has_playbook, index))


def _knockouts(plan: Plan, name: Naming) -> Iterator[Point]:
    for id, knockout in plan.ruleset.knockouts.items():
        path, title = f"knockouts.{id}", name.of(titled(knockout.title, id))
        out, through = (
            name.say("{title}: takes an account out", title=title),
            name.say("{title}: lets an account through", title=title),
        )
        yield Point(PointKind.KNOCKOUT, path, out, "knocked_out", partial(_taken_out, id))
        yield Point(PointKind.KNOCKOUT, path, through, "knocked_out", partial(_let_through, id))


def _taken_out(id: str, results: Results) -> Mask:
    return results.knockouts[id].true


def _let_through(id: str, results: Results) -> Mask:
    return np.asarray(~results.knockouts[id].true & ~results.knockouts[id].unknown)


def _of_criterion(plan: Plan, score: str, criterion: Criterion, name: Naming) -> Iterator[Point]:
    measure, path = criterion.measure, criterion.path
    title = name.of(criterion_title(plan, criterion))
    match measure:
        case Group():
            return  # its members are criteria of their own
        case Bands():
            for index, words in enumerate(name.bands(path, measure)):
                hit = partial(_in_band, score, path, measure, index)
                yield Point(PointKind.BAND, f"{path}.bands.{index}", f"{title}: {words}", score, hit)
        case PointsMap():
            yield from _of_points(score, path, measure, title, name)
        case PointsRules():
            yield from _of_rules(plan, score, path, measure, title, name)
        case _:
            words = name.say("{title}: some value", title=title)
            yield Point(PointKind.SCALE, f"{path}.scale", words, score, partial(_is_known, score, path))


def _of_points(score: str, path: str, measure: PointsMap, title: str, name: Naming) -> Iterator[Point]:
    for key in measure.points:
        hit = partial(_has_value, score, path, key)
        yield Point(PointKind.POINTS, f"{path}.points.{key}", f"{title}: {key}", score, hit)
    if measure.otherwise is not None:
        words = name.say("{title}: any other value", title=title)
        hit = partial(_has_another, score, path, measure)
        yield Point(PointKind.POINTS, f"{path}.otherwise", words, score, hit)


def _of_rules(
    plan: Plan, score: str, path: str, measure: PointsRules, title: str, name: Naming
) -> Iterator[Point]:
    for index in range(len(measure.rules)):
        words = f"{title}: {name.rule(f'{path}.rules.{index}.when')}"
        hit = partial(_first_rule, plan, score, path, measure, index)
        yield Point(PointKind.RULE, f"{path}.rules.{index}", words, score, hit)
    if measure.otherwise is not None:
        words = name.say("{title}: none of its rules", title=title)
        hit = partial(_first_rule, plan, score, path, measure, len(measure.rules))
        yield Point(PointKind.RULE, f"{path}.otherwise", words, score, hit)


def _of_segmentation(plan: Plan, id: str, name: Naming) -> Iterator[Point]:
    segmentation, path = plan.ruleset.segmentations[id], f"segmentations.{id}"
    title = name.of(titled(segmentation.title, id))
    if isinstance(segmentation, Matrix):
        for axis, levels in segmentation.axes.items():
            axis_title = name.of(titled(_score_title(plan, axis), axis))
            for index, level in enumerate(levels):
                words = f"{title}: {axis_title} {name.level(level.id)}"
                yield Point(
                    PointKind.LEVEL,
                    f"{path}.axes.{axis}.{level.id}",
                    words,
                    axis,
                    partial(_at_level, id, axis, index),
                )
    for index, segment in enumerate(segmentation.segments.values()):
        words = f"{title}: {name.of(titled(segment.title, segment.id))}"
        yield Point(
            PointKind.SEGMENT,
            f"{path}.segments.{segment.id}",
            words,
            id,
            partial(_in_segment, id, segment.id, index),
        )


def _score_title(plan: Plan, score: str) -> Text:
    return plan.ruleset.scores[score].title


def _has_playbook(index: int, results: Results) -> Mask:
    return np.asarray(results.playbooks == index)


def _at_level(id: str, axis: str, index: int, results: Results) -> Mask:
    levels = results.segmentations[id].levels or {}
    return np.asarray(levels[axis] == index)


def _in_segment(id: str, segment: str, index: int, results: Results) -> Mask:
    found = results.segmentations[id]
    return np.asarray(found.codes == index) if found.members is None else found.members[segment]


def _is_known(score: str, path: str, results: Results) -> Mask:
    criterion = results.scores[score].criteria[path]
    value = criterion.value
    return np.asarray(criterion.applies & (~value.missing if value is not None else False))


def _numbers(column: Column | None, size: int) -> "np.typing.NDArray[np.float64]":
    return column.values if isinstance(column, Numbers) else np.full(size, np.nan)


def _in_band(score: str, path: str, measure: Bands, index: int, results: Results) -> Mask:
    values = _numbers(results.scores[score].criteria[path].value, len(results))
    starts = [-np.inf if band.start is None else band.start for band in measure.bands]
    return np.asarray(
        _is_known(score, path, results) & (np.searchsorted(starts, values, side="right") - 1 == index)
    )


def _has_value(score: str, path: str, key: str, results: Results) -> Mask:
    value = results.scores[score].criteria[path].value
    if value is None:
        return np.zeros(len(results), dtype=np.bool_)
    return np.asarray(_is_known(score, path, results) & (map_points(value, PointsMap("", {key: 1.0})) == 1.0))


def _has_another(score: str, path: str, measure: PointsMap, results: Results) -> Mask:
    value = results.scores[score].criteria[path].value
    if value is None:
        return np.zeros(len(results), dtype=np.bool_)
    listed = map_points(value, PointsMap("", dict.fromkeys(measure.points, 1.0)))
    return _is_known(score, path, results) & np.isnan(listed)


def _first_rule(
    plan: Plan, score: str, path: str, measure: PointsRules, index: int, results: Results
) -> Mask:
    """Where the rule at an index is the first that is certainly true; one beyond the last is `otherwise`."""
    free = results.scores[score].criteria[path].applies.copy()
    for place in range(len(measure.rules)):
        compiled = plan.expressions[f"{path}.rules.{place}.when"]
        kernel = Kernel(block_of(results, compiled.names), len(results), results.as_of)
        column = kernel.evaluate(compiled)
        condition = column if isinstance(column, Condition) else Condition(free & False, free & False)
        if place == index:
            return free & condition.true
        free = free & condition.false
    return free
