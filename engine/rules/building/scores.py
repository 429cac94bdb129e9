"""Knock-outs, criteria and scores."""

from ..model import (
    Band,
    Bands,
    Criterion,
    Group,
    Knockout,
    Measure,
    PointsMap,
    PointsRule,
    PointsRules,
    Scale,
    Score,
)
from ..shape.mending import NO_WEIGHT
from .part import Part

_MOST = 100.0


def build_knockout(key: str, part: Part) -> Knockout:
    return Knockout(
        key,
        part.required("when"),
        title=part.text("title"),
        reason=part.text("reason"),
        owner=part.string("owner"),
        review_by=part.day("review_by"),
    )


def build_score(key: str, part: Part) -> Score:
    return Score(
        key,
        build_criteria(part),
        title=part.text("title"),
        definition=part.string("definition"),
        owner=part.string("owner"),
    )


def build_criteria(part: Part) -> dict[str, Criterion]:
    """The criteria below `criteria:`. Where none is left, what they belong to is at fault as well."""
    criteria = part.part("criteria").each(_criterion)
    part.context.faulty |= not criteria
    return criteria


def _criterion(key: str, part: Part) -> Criterion:
    return Criterion(
        key,
        part.path,
        _positive(part, "weight"),
        _measure(part),
        title=part.text("title"),
        applies=part.string("for"),
        missing=None if part.string("missing") == "skip" else part.number("missing"),
        source=part.string("source"),
        method=part.string("method"),
        owner=part.string("owner"),
        judgement=part.flag("judgement"),
        review_by=part.day("review_by"),
    )


def _positive(part: Part, key: str) -> float:
    """A weight; also one that a parameter gives must be above 0."""
    weight = part.number(key) or 0.0
    if weight <= 0:
        part.refuse("E205", key, f'"{key}" takes a number above 0', NO_WEIGHT)
    return weight


def _points(part: Part, key: str = "points") -> float:
    points = part.number(key) or 0.0
    if points < 0 or points > _MOST:  # not so for NaN, which was told already
        part.refuse("E205", key, f'"{key}" takes points from 0 to 100', "write a number from 0 to 100")
    return points


def _otherwise(part: Part) -> float | None:
    return _points(part, "otherwise") if "otherwise" in part else None


def _measure(part: Part) -> Measure:
    if "criteria" in part:
        return Group(build_criteria(part))
    if "rules" in part:
        rules = tuple(PointsRule(rule.required("when"), _points(rule)) for rule in part.list_parts("rules"))
        return PointsRules(rules, _otherwise(part))
    value = part.required("value")
    if "table" in part:  # its sheet is at fault, which was told: nothing is computed from this stand-in
        return PointsRules((), 0.0)
    if "bands" in part:
        bands = tuple(Band(_points(band), band.number("from")) for band in part.list_parts("bands"))
        return Bands(value, bands)
    if "scale" in part:
        low, high = part.numbers("scale")
        return Scale(value, low, high)
    points = part.part("points")
    return PointsMap(value, {key: _points(points, key) for key in points.node.entries}, _otherwise(part))
