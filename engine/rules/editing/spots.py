"""Where the numbers of a ruleset stand: every place of the model that takes a number or an expression."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import (
    Aggregate,
    Aggregation,
    AnySegmentation,
    Bands,
    Criterion,
    Flow,
    Group,
    Matrix,
    Metric,
    PointsMap,
    PointsRules,
    Rfm,
    Ruleset,
    Scale,
    Tiers,
    Value,
)
from .dial import DialKind, Limits
from .wholes import counts_in_wholes

Path = tuple[str, ...]

MOST_POINTS = 100.0
POSITIVE = Limits(above=0.0)
SHARE = Limits(low=0.0, high=1.0)
POINTS = Limits(low=0.0, high=MOST_POINTS)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for a number; for an expression where `kind` is THRESHOLD, over the rows of `table`.

    `of` is what the number is compared with, as it is written.
    """

    path: Path
    kind: DialKind
    limits: Limits = Limits()
    whole: bool = False
    unit: str | None = None
    table: str = "accounts"
    of: str = ""


def spots(ruleset: Ruleset) -> Iterator[Spot]:
    """Every place, in the order of computing: metrics, knock-outs, scores, segmentations."""
    for metric in ruleset.metrics.values():
        yield from _of_metric(metric)
    for id in ruleset.knockouts:
        yield Spot(("knockouts", id, "when"), DialKind.THRESHOLD)
    for score in ruleset.scores.values():
        for criterion in score.criteria.values():
            yield from _of_criterion(criterion, ruleset)
    for segmentation in ruleset.segmentations.values():
        yield from _of_segmentation(segmentation, ruleset)


def _of_metric(metric: Metric) -> Iterator[Spot]:
    path, source = ("metrics", metric.id), metric.source
    if isinstance(source, Value):
        yield Spot((*path, "value"), DialKind.THRESHOLD)
    if isinstance(source, Aggregate):
        of: Aggregation = source.aggregation
        yield Spot((*path, of), DialKind.THRESHOLD, table=source.table)
        yield Spot((*path, "where"), DialKind.THRESHOLD, table=source.table)
        yield Spot((*path, "last"), DialKind.WINDOW, POSITIVE, whole=True)
        yield Spot((*path, "ending"), DialKind.WINDOW, POSITIVE, whole=True)


def _of_criterion(criterion: Criterion, ruleset: Ruleset) -> Iterator[Spot]:
    path, measure = tuple(criterion.path.split(".")), criterion.measure
    yield Spot((*path, "weight"), DialKind.WEIGHT, POSITIVE)
    yield Spot((*path, "for"), DialKind.THRESHOLD)
    yield Spot((*path, "missing"), DialKind.POINTS, POINTS)
    match measure:
        case Group():
            for member in measure.criteria.values():
                yield from _of_criterion(member, ruleset)
        case Bands():
            yield from _of_bands(measure, path, ruleset)
        case Scale():
            yield from _of_scale(measure, path, ruleset)
        case PointsMap():
            yield from (Spot((*path, "points", key), DialKind.POINTS, POINTS) for key in measure.points)
            yield Spot((*path, "value"), DialKind.THRESHOLD)
            yield Spot((*path, "otherwise"), DialKind.POINTS, POINTS)
        case PointsRules():
            for index in range(len(measure.rules)):
                yield Spot((*path, "rules", str(index), "when"), DialKind.THRESHOLD)
                yield Spot((*path, "rules", str(index), "points"), DialKind.POINTS, POINTS)
            yield Spot((*path, "otherwise"), DialKind.POINTS, POINTS)


def _of_bands(measure: Bands, path: Path, ruleset: Ruleset) -> Iterator[Spot]:
    whole, unit = counts_in_wholes(measure.value, ruleset), unit_of(measure.value, ruleset)
    limits = between_neighbours([band.start for band in measure.bands])
    yield Spot((*path, "value"), DialKind.THRESHOLD)
    for index, limit in enumerate(limits):
        place = (*path, "bands", str(index))
        yield Spot((*place, "from"), DialKind.BAND, limit, whole, unit, of=measure.value)
        yield Spot((*place, "points"), DialKind.POINTS, POINTS)


def _of_scale(measure: Scale, path: Path, ruleset: Ruleset) -> Iterator[Spot]:
    unit = unit_of(measure.value, ruleset)
    upward = measure.low < measure.high
    first = Limits(below=measure.high) if upward else Limits(above=measure.high)
    second = Limits(above=measure.low) if upward else Limits(below=measure.low)
    yield Spot((*path, "value"), DialKind.THRESHOLD)
    yield Spot((*path, "scale", "0"), DialKind.SCALE, first, unit=unit, of=measure.value)
    yield Spot((*path, "scale", "1"), DialKind.SCALE, second, unit=unit, of=measure.value)


def _of_segmentation(segmentation: AnySegmentation, ruleset: Ruleset) -> Iterator[Spot]:
    path = ("segmentations", segmentation.id)
    yield Spot((*path, "for"), DialKind.THRESHOLD)
    match segmentation:
        case Matrix():
            for axis, levels in segmentation.axes.items():
                limits = between_neighbours([level.start for level in levels], 0.0, MOST_POINTS)
                for level, limit in zip(levels, limits, strict=True):
                    yield Spot((*path, "axes", axis, level.id), DialKind.LEVEL, limit, unit="points")
            yield Spot((*path, "needs_completeness"), DialKind.COMPLETENESS, SHARE)
        case Tiers():
            yield from _of_tiers(segmentation, path, ruleset)
        case Flow():
            yield from (Spot((*path, key), DialKind.THRESHOLD) for key in ("current", "previous", "first"))
            yield Spot((*path, "tolerance"), DialKind.TOLERANCE, SHARE)
        case Rfm():
            for name, cuts in segmentation.cuts.items():
                of = getattr(segmentation, name)
                whole = name == "recency" or counts_in_wholes(of, ruleset)
                for index, limit in enumerate(between_neighbours(list(cuts))):
                    yield Spot((*path, "cuts", name, str(index)), DialKind.CUT, limit, whole, of=of)
    for id in segmentation.segments:
        yield Spot((*path, "segments", id, "when"), DialKind.THRESHOLD)


def _of_tiers(tiers: Tiers, path: Path, ruleset: Ruleset) -> Iterator[Spot]:
    yield Spot((*path, "rank_by"), DialKind.THRESHOLD)
    ids = list(tiers.segments)
    whole, unit = counts_in_wholes(tiers.rank_by, ruleset), unit_of(tiers.rank_by, ruleset)
    if tiers.cut == "value":
        starts = between_neighbours([segment.start for segment in tiers.segments.values()])
        for id, limit in zip(ids, starts, strict=True):
            yield Spot((*path, "segments", id, "from"), DialKind.TIER, limit, whole, unit, of=tiers.rank_by)
        return
    ends = between_neighbours([segment.up_to for segment in tiers.segments.values()], 0.0, 1.0)
    for id, limit in zip(
        ids[:-1], ends, strict=False
    ):  # the last tier takes all that is left, and stays at 100%
        yield Spot((*path, "segments", id, "up_to"), DialKind.TIER, limit)


def between_neighbours(
    values: Sequence[float | None], low: float = -math.inf, high: float = math.inf
) -> list[Limits]:
    """For each of some numbers in order, upward or downward, how far it may go without passing the next one."""
    known = [value for value in values if value is not None]
    upward = not known or known[0] <= known[-1]
    padded = [None, *values, None]
    found = []
    for before, after in zip(padded, padded[2:], strict=False):
        above, below = (before, after) if upward else (after, before)
        found.append(
            Limits(low, high, -math.inf if above is None else above, math.inf if below is None else below)
        )
    return found


def unit_of(text: str, ruleset: Ruleset) -> str | None:
    """The unit of an expression that is one name; None for any other."""
    name = text.strip()
    field = ruleset.accounts.fields.get(name)
    metric = ruleset.metrics.get(name)
    return field.unit if field else metric.unit if metric else None
