"""Functions over all accounts, or over those of a category. The answer does not depend on the order of the rows."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from ..columns import Codes, Condition, Floats, Index, Mask

Aggregate: TypeAlias = Callable[[Floats, float], float]
"""From the known values of a group, ascending, and the function's second argument, to one value."""

Position: TypeAlias = Callable[[Floats, float], Floats]
"""As an aggregate, but to one value for each of the values."""

MILLION = 10**6
LARGEST_SUM = 2.0**62


@dataclass(frozen=True, slots=True)
class Population:
    """Values with the group of each, -1 for none, and which of them count."""

    values: Floats
    groups: Codes
    counted: Mask

    @classmethod
    def of(cls, values: Floats, groups: Codes | None, where: Condition | None) -> "Population":
        size = len(values)
        groups = np.zeros(size, dtype=np.int32) if groups is None else groups
        counted = ~np.isnan(values) & (groups >= 0)
        return cls(values, groups, counted & where.true if where else counted)

    def parts(self) -> Iterator[Index]:
        """The rows of each group that has any, by ascending value."""
        rows = np.flatnonzero(self.counted)
        order = rows[np.lexsort((self.values[rows], self.groups[rows]))]
        ends = np.flatnonzero(np.diff(self.groups[order])) + 1
        return (part for part in np.split(order, ends) if len(part))


def aggregated(population: Population, aggregate: Aggregate, argument: float, empty: float) -> Floats:
    """One value for each group, given to all its rows; `empty` for a group in which nothing counts."""
    table = np.full(int(population.groups.max(initial=-1)) + 2, empty)
    for rows in population.parts():
        table[population.groups[rows[0]]] = aggregate(population.values[rows], argument)
    table[-1] = np.nan
    return table[population.groups]


def placed(population: Population, position: Position, argument: float) -> Floats:
    """The place of each value among those of its group; missing where the row does not count."""
    result = np.full(len(population.values), np.nan)
    for rows in population.parts():
        result[rows] = position(population.values[rows], argument)
    return result


def _millionths(values: Floats) -> Index | None:
    """Values as whole millionths, where each is one and all can be added up: three times 0.1 is 0.3, as for rows.

    None for others, such as 1 / 3, whose sums are exact as sums of float64.
    """
    terms = np.rint(values * MILLION)
    whole = (terms / MILLION == values).all() and np.abs(terms).sum() < LARGEST_SUM
    return terms.astype(np.int64) if whole else None


def _total(values: Floats, _: float) -> float:
    terms = _millionths(values)
    return math.fsum(values.tolist()) if terms is None else int(terms.sum()) / MILLION


def _average(values: Floats, _: float) -> float:
    """Never below the smallest value nor above the largest, whatever the last digit of a division is."""
    terms = _millionths(values)
    count = len(values)
    mean = _total(values, 0) / count if terms is None else int(terms.sum()) / (count * MILLION)
    return float(min(max(mean, values[0]), values[-1]))


def _percentile(values: Floats, percent: float) -> float:
    """Linear interpolation between order statistics (Hyndman and Fan 1996, type 7)."""
    place = (len(values) - 1) * percent / 100
    low = math.floor(place)
    high = min(low + 1, len(values) - 1)
    return float(values[low] + (values[high] - values[low]) * (place - low))


def _median(values: Floats, _: float) -> float:
    return _percentile(values, 50)


def _smaller(values: Floats) -> Index:
    """How many values are strictly smaller."""
    return np.searchsorted(values, values, side="left")


def _larger(values: Floats) -> Index:
    """How many values are strictly larger."""
    return len(values) - np.searchsorted(values, values, side="right")


def _percent_rank(values: Floats, _: float) -> Floats:
    return _smaller(values).astype(np.float64) / max(len(values) - 1, 1)


def _rank(values: Floats, _: float) -> Floats:
    return 1 + _larger(values).astype(np.float64)


def _quantile(values: Floats, bins: float) -> Floats:
    return (1 + _smaller(values) * int(bins) // len(values)).astype(np.float64)


def _share_of_total(values: Floats, _: float) -> Floats:
    total = _total(values, 0)
    return values / total if total else np.full(len(values), np.nan)


def _cumulative_share(values: Floats, _: float) -> Floats:
    """Negative values count as 0. Sums run from the highest value down, so equal values give equal sums."""
    capped = np.maximum(values, 0)
    terms = _millionths(capped)
    sums = np.cumsum((capped if terms is None else terms)[::-1])
    if sums[-1] == 0:
        return np.full(len(values), np.nan)
    last_equal = len(values) - 1 - np.searchsorted(values, values, side="left")
    share: Floats = sums[last_equal] / sums[-1]
    return share


AGGREGATES: Mapping[str, tuple[Aggregate, float]] = {
    "average": (_average, math.nan),
    "median": (_median, math.nan),
    "total": (_total, 0.0),
    "percentile": (_percentile, math.nan),
}
"""Each with its value for a group in which nothing counts."""

POSITIONS: Mapping[str, Position] = {
    "percent_rank": _percent_rank,
    "rank": _rank,
    "quantile": _quantile,
    "share_of_total": _share_of_total,
    "cumulative_share": _cumulative_share,
}


def over_all(
    name: str, values: Floats, argument: float, groups: Codes | None, where: Condition | None
) -> Floats:
    """A population function by its name, over columns of full length."""
    population = Population.of(values, groups, where)
    if name in POSITIONS:
        return placed(population, POSITIONS[name], argument)
    aggregate, empty = AGGREGATES[name]
    return aggregated(population, aggregate, argument, empty)
