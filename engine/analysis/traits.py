"""How the accounts of a segment differ from all others."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..evaluation.results import Results
from ..expressions.columns import Column, Condition, Dates, Floats, Mask, Numbers, Texts
from .segments import members

SMALLEST = 5
"""From fewer accounts than this no trait is told: it would describe persons, not a segment."""

WEAKEST = 0.1
"""Differences below this are noise to a reader."""

MANY_VALUES = 50
"""A text with more distinct values than this is a name or a remark, not a category."""


@dataclass(frozen=True, slots=True)
class Trait:
    """One difference between a segment and the rest.

    kind `share`: `inside` and `outside` are the parts (0..1) of the accounts whose `name` is `value` (None for a
    true/false field: the part for which it is true). `number` and `date`: they are medians; dates as days since
    1970-01-01. `known_inside` and `known_outside` are how many accounts have a value at all.
    `strength`, -1..1, is Cliff's delta: the chance that an account inside has the higher value minus the chance
    that it has the lower one; for a share it is the difference of the two shares (N. Cliff, 1993, Dominance
    statistics, Psychological Bulletin 114).
    """

    name: str
    kind: Literal["share", "number", "date"]
    value: str | None
    inside: float
    outside: float
    known_inside: int
    known_outside: int
    strength: float


@dataclass(frozen=True, slots=True, eq=False)
class Comparable:
    """A value of all accounts made ready to compare groups: NaN where missing, and each one's rank.

    `ranks` are mid-ranks among the known values, from 1.
    """

    name: str
    kind: Literal["share", "number", "date"]
    value: str | None
    values: Floats
    ranks: Floats
    known: Mask

    @classmethod
    def of(
        cls, name: str, kind: Literal["share", "number", "date"], values: Floats, value: str | None = None
    ) -> "Comparable":
        return cls(name, kind, value, values, _ranks(values), ~np.isnan(values))

    def compare(self, inside: Mask) -> Trait | None:
        """The difference between the accounts inside and all others; None where either are too few."""
        within, without = inside & self.known, ~inside & self.known
        sizes = int(within.sum()), int(without.sum())
        if min(sizes) < SMALLEST or self._too_rare():
            return None
        middle = np.mean if self.kind == "share" else np.median
        figures = float(middle(self.values[within])), float(middle(self.values[without]))
        return Trait(self.name, self.kind, self.value, *figures, *sizes, self._delta(within, sizes))

    def _too_rare(self) -> bool:
        return self.kind == "share" and float(np.nansum(self.values)) < SMALLEST

    def _delta(self, within: Mask, sizes: tuple[int, int]) -> float:
        """Cliff's delta from the rank sum: 2U ÷ (n·m) less 1, with U the Mann-Whitney statistic."""
        here, there = sizes
        wins = float(self.ranks[within].sum()) - here * (here + 1) / 2
        return 2 * wins / (here * there) - 1


def comparables(results: Results) -> tuple[Comparable, ...]:
    """What accounts can be compared by: category and true/false fields, numbers and dates, in file order."""
    table = results.ruleset.accounts
    naming = {table.key, table.name, table.parent}
    return tuple(
        comparable
        for name, column in results.values.items()
        if name not in naming
        for comparable in _comparables(name, column)
    )


def traits_of(comparable: tuple[Comparable, ...], inside: Mask) -> tuple[Trait, ...]:
    """The traits of a group of accounts, strongest first; of a category only the values it has more of."""
    found = [trait for each in comparable if (trait := each.compare(inside)) is not None]
    told = [t for t in found if abs(t.strength) >= WEAKEST and not (t.value is not None and t.strength < 0)]
    return tuple(sorted(told, key=lambda trait: -abs(trait.strength)))


def traits(results: Results, segmentation: str, segment: str) -> tuple[Trait, ...]:
    """How one segment differs from all other accounts, strongest difference first."""
    return traits_of(comparables(results), members(results.segmentations[segmentation], segment))


def _comparables(name: str, column: Column) -> Iterator[Comparable]:
    if isinstance(column, Numbers):
        yield Comparable.of(name, "number", column.values)
    elif isinstance(column, Dates):
        yield Comparable.of(name, "date", column.values)
    elif isinstance(column, Condition):
        yield Comparable.of(name, "share", _share(column.true, column.missing))
    elif isinstance(column, Texts) and len(column.vocabulary) <= MANY_VALUES:
        for code, value in enumerate(column.vocabulary):
            yield Comparable.of(name, "share", _share(column.codes == code, column.missing), value)


def _share(holds: Mask, missing: Mask) -> Floats:
    return np.where(missing, np.nan, holds.astype(np.float64))


def _ranks(values: Floats) -> Floats:
    """Mid-ranks from 1 among the values that are known; NaN for the others."""
    ranks = np.full(len(values), np.nan)
    known = ~np.isnan(values)
    _, inverse, counts = np.unique(values[known], return_inverse=True, return_counts=True)
    above = np.cumsum(counts)
    ranks[known] = (above - (counts - 1) / 2)[inverse]
    return ranks
