"""What a value would have to be to bring at least so many points."""

import ast
import math
from collections.abc import Iterator
from dataclasses import dataclass

from ..expressions.compiled import Compiled
from ..plan.plan import Plan
from ..rules.model import Bands, Criterion, PointsMap, PointsRules, Scale

_EPSILON = 1e-9
"""Points closer than this are the same points: floating-point noise."""


@dataclass(frozen=True, slots=True)
class Target:
    """The points that are within reach, and the value that gives them.

    `at_least` and `at_most` are inclusive, `below` is not. `one_of` are values of a points map; `otherwise` is
    true where any value that is not listed does it. `rule` is the condition that has to come true.
    """

    points: float
    at_least: float | None = None
    at_most: float | None = None
    below: float | None = None
    one_of: tuple[str, ...] = ()
    otherwise: bool = False
    rule: Compiled | None = None


def target(plan: Plan, criterion: Criterion, points: float) -> Target | None:
    """The value that gives the fewest points that are enough; None where no value of the criterion does."""
    measure = criterion.measure
    if isinstance(measure, Scale):
        whole = _is_whole(plan, plan.expressions[f"{criterion.path}.value"])
        return _on_scale(measure, max(points, 0.0), whole) if points <= 100 + _EPSILON else None
    enough = [each for each in _targets(plan, criterion) if each.points >= points - _EPSILON]
    return min(enough, key=lambda each: each.points, default=None)


def _targets(plan: Plan, criterion: Criterion) -> Iterator[Target]:
    measure = criterion.measure
    if isinstance(measure, Bands):
        yield from _of_bands(measure)
    elif isinstance(measure, PointsMap):
        yield from _of_map(measure)
    elif isinstance(measure, PointsRules):
        yield from _of_rules(plan, criterion, measure)


def _of_bands(measure: Bands) -> Iterator[Target]:
    """Each band with its neighbours that give as many points or more: who goes beyond it has reached it too."""
    bands = measure.bands
    ends = [*(band.start for band in bands[1:]), None]
    for place, band in enumerate(bands):
        first = last = place
        while first and bands[first - 1].points >= band.points:
            first -= 1
        while last + 1 < len(bands) and bands[last + 1].points >= band.points:
            last += 1
        if (
            bands[first].start is None and ends[last] is None
        ):  # any value is enough: the band itself tells one
            first = last = place
        yield Target(band.points, at_least=bands[first].start, below=ends[last])


def _of_map(measure: PointsMap) -> Iterator[Target]:
    for points in dict.fromkeys(measure.points.values()):
        yield Target(points, one_of=tuple(key for key, each in measure.points.items() if each == points))
    if measure.otherwise is not None:
        yield Target(measure.otherwise, otherwise=True)


def _of_rules(plan: Plan, criterion: Criterion, measure: PointsRules) -> Iterator[Target]:
    for index, rule in enumerate(measure.rules):
        when = plan.expressions[f"{criterion.path}.rules.{index}.when"]
        if not _rewards_ignorance(when):
            yield Target(rule.points, rule=when)
    if measure.otherwise is not None:
        yield Target(measure.otherwise, otherwise=True)


def _rewards_ignorance(rule: Compiled) -> bool:
    """Whether a rule asks for a missing value: nobody should be told to forget a fact."""
    return any(
        isinstance(node, ast.Is) or (isinstance(node, ast.Name) and node.id == "is_missing")
        for node in ast.walk(rule.tree)
    )


def _is_whole(plan: Plan, value: Compiled) -> bool:
    """Whether a value is told in whole numbers: an integer, or a rating, which people give in whole steps."""
    field = plan.ruleset.accounts.fields.get(value.text)
    return value.type.integer or (field is not None and field.type == "rating")


def _on_scale(measure: Scale, points: float, whole: bool) -> Target:
    """The inverse of the scale, rounded to the side that gives enough points; and the points that this value gives."""
    value = measure.low + points / 100 * (measure.high - measure.low)
    if measure.high > measure.low:
        goal = rounded_up(value, whole=whole)
        return Target(_points(measure, goal), at_least=goal)
    goal = -rounded_up(-value, whole=whole)
    return Target(_points(measure, goal), at_most=goal)


def _points(measure: Scale, value: float) -> float:
    return min(max((value - measure.low) / (measure.high - measure.low) * 100, 0.0), 100.0)


def rounded_up(value: float, *, whole: bool = False) -> float:
    """The next number that is easy to say: whole from 1,000 on, else two decimals, three below 0.1."""
    size = abs(value)
    unit = 1 if whole or size >= 1000 else (100 if size >= 0.1 else 1000)  # noqa: PLR2004
    return math.ceil(value * unit - _EPSILON * unit) / unit
