"""Points, 0 to 100, from what a criterion measures. NaN where its value is missing or fits nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from ..expressions.columns import Column, Condition, Floats, Index, Numbers, Texts
from ..expressions.kernel.texts import compact
from ..expressions.rounding import round_half_up
from ..rules.model import Bands, PointsMap, PointsRules, Scale
from .accounts import Accounts
from .notices import Notice
from .steps import reached


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """What was measured (None for rules) and the points it gives."""

    value: Column | None
    points: Floats


DECIMALS = 6
"""What points are rounded half up to, so that they show no noise of the computation."""

Measurer: TypeAlias = Callable[[Any, str, Accounts], Measured]


def measured(measure: Bands | Scale | PointsMap | PointsRules, path: str, accounts: Accounts) -> Measured:
    """The points of each account for the criterion at `path`."""
    return MEASURERS[type(measure)](measure, path, accounts)


def _by_bands(measure: Bands, path: str, accounts: Accounts) -> Measured:
    value = accounts.value(f"{path}.value")
    points = bands_points(accounts.numbers_of(value), measure)
    all_banded = measure.bands[0].start is None
    below = 0 if all_banded else int(np.count_nonzero(np.isnan(points) & ~value.missing))
    if below:
        accounts.notices.append(Notice("below bands", path, below))
    return Measured(value, points)


def bands_points(values: Floats, measure: Bands) -> Floats:
    """Points of the last band whose start (inclusive) is not above the value; missing below the first."""
    starts = [-np.inf if band.start is None else band.start for band in measure.bands]
    points = np.array([np.nan, *(band.points for band in measure.bands)])
    return points[reached(starts, values)]


def _by_scale(measure: Scale, path: str, accounts: Accounts) -> Measured:
    value = accounts.value(f"{path}.value")
    return Measured(value, scale_points(accounts.numbers_of(value), measure))


def scale_points(values: Floats, measure: Scale) -> Floats:
    """0 at `low`, 100 at `high`, straight between, clipped outside; `low` > `high` runs downward."""
    points = np.clip((values - measure.low) / (measure.high - measure.low), 0.0, 1.0) * 100.0
    return round_half_up(points, DECIMALS)


def _by_value(measure: PointsMap, path: str, accounts: Accounts) -> Measured:
    value = accounts.value(f"{path}.value")
    points = map_points(value, measure)
    strange = _unlisted(value, points) if measure.otherwise is None else np.zeros(0, dtype=np.int64)
    if strange.size:
        values = _counts(value.take(strange))
        accounts.notices.append(Notice("unlisted", path, len(strange), values))
    return Measured(value, points)


def _unlisted(value: Column, points: Floats) -> Index:
    return np.flatnonzero(np.isnan(points) & ~value.missing)


def _counts(value: Column) -> dict[str, int]:
    """The different values of a column as a reader writes them, each with its number of accounts."""
    match value:
        case Texts():
            found, counts = np.unique(value.codes, return_counts=True)
            names = [value.vocabulary[code] for code in found.tolist()]
        case Condition():
            found, counts = np.unique(value.true, return_counts=True)
            names = [str(each).lower() for each in found.tolist()]
        case Numbers():
            found, counts = np.unique(value.values, return_counts=True)
            names = [f"{number:.6f}".rstrip("0").rstrip(".") for number in found.tolist()]
        case _:
            return {}
    return dict(zip(names, counts.tolist(), strict=True))


def map_points(value: Column, measure: PointsMap) -> Floats:
    """Points by exact value; `otherwise` for a value that is not listed, missing without it."""
    rest = np.nan if measure.otherwise is None else measure.otherwise
    match value:
        case Texts():
            texts = compact(value)
            by_code = np.array([*(measure.points.get(text, rest) for text in texts.vocabulary), np.nan])
            return by_code[texts.codes]
        case Condition():
            true, false = (measure.points.get(key, rest) for key in ("true", "false"))
            return np.select([value.true, value.false], [true, false], np.nan)
        case Numbers():
            listed = [value.values == float(key) for key in measure.points]
            points = np.select(listed, list(measure.points.values()), rest)
            return np.where(value.missing, np.nan, points)
        case _:
            return np.full(len(value), np.nan)


def _by_rules(measure: PointsRules, path: str, accounts: Accounts) -> Measured:
    conditions = [accounts.condition(f"{path}.rules.{index}.when") for index in range(len(measure.rules))]
    return Measured(None, rules_points(conditions, measure, accounts.size))


def rules_points(conditions: list[Condition], measure: PointsRules, size: int) -> Floats:
    """Points of the first rule that is certainly true; missing where an unknown rule before it could change them.

    From the last rule to the first, the least and the most points that may come out are kept; they are known where
    both are the same. An outcome without points is NaN, which carries through.
    """
    least = np.full(size, np.nan if measure.otherwise is None else measure.otherwise)
    most = least
    for rule, condition in zip(reversed(measure.rules), reversed(conditions), strict=True):
        unknown = condition.missing
        least = np.select([condition.true, unknown], [rule.points, np.minimum(least, rule.points)], least)
        most = np.select([condition.true, unknown], [rule.points, np.maximum(most, rule.points)], most)
    return np.where(least == most, least, np.nan)


MEASURERS: Mapping[type, Measurer] = {
    Bands: _by_bands,
    Scale: _by_scale,
    PointsMap: _by_value,
    PointsRules: _by_rules,
}
