"""How the accounts of a segment differ from all others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from ..evaluation.results import Results
from ..expressions.columns import Column, Condition, Dates, Floats, Index, Mask, Numbers, Texts
from ..plan.plan import Plan
from ..rules.model import Segment
from .plain import rows_of
from .segments import members

SMALLEST = 5
"""From fewer accounts than this no trait is told: it would describe persons, not a segment."""

WEAKEST = 0.1
"""Differences below this are noise to a reader."""

MANY_VALUES = 50
"""A category with more distinct values than this has too few accounts of each."""

FEW_VALUES = 12
"""A text that is not declared as a category and has more distinct values than this is a name or a remark."""

LONG = 40
"""A text with longer values is a remark."""


Kind: TypeAlias = Literal["share", "number", "date"]


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
    kind: Kind
    value: str | None
    inside: float
    outside: float
    known_inside: int
    known_outside: int
    strength: float


@dataclass(frozen=True, slots=True, eq=False)
class Comparable:
    """A value of all accounts made ready to compare groups.

    For a share `values` tell whether it holds; for numbers and dates they are NaN where missing, and `ranks` are their
    mid-ranks among the known values, from 1 (0 where missing).
    """

    name: str
    kind: Kind
    value: str | None
    values: Floats | Mask
    ranks: Floats | None
    known: Mask

    @classmethod
    def of(cls, name: str, kind: Kind, values: Floats, value: str | None = None) -> "Comparable":
        if kind == "share":
            return cls(name, kind, value, values > 0, None, ~np.isnan(values))
        return cls(name, kind, value, values, _ranks(values), ~np.isnan(values))

    def compare(self, inside: Mask) -> Trait | None:
        """The difference between the accounts inside and all others; None where either are too few."""
        strength = self.strength(rows_of(inside))
        return None if strength is None else self.trait(inside, strength)

    def strength(self, rows: Index) -> float | None:
        """How strong the difference is between the accounts in these rows and all others; looks at these rows alone."""
        here = np.count_nonzero(self.known[rows])
        there = np.count_nonzero(self.known) - here
        if min(here, there) < SMALLEST:
            return None
        if self.ranks is None:
            held, whole = np.count_nonzero(self.values[rows]), np.count_nonzero(self.values)
            return held / here - (whole - held) / there if whole >= SMALLEST else None
        # Cliff's delta from the rank sum: 2U ÷ (n·m) less 1, with U the Mann-Whitney statistic.
        wins = float(self.ranks[rows].sum()) - here * (here + 1) / 2
        return 2 * wins / (here * there) - 1

    def trait(self, inside: Mask, strength: float) -> Trait:
        """The difference in figures."""
        within, without = self.values[inside & self.known], self.values[~inside & self.known]
        middle = np.mean if self.kind == "share" else np.median
        figures = float(middle(within)), float(middle(without))
        return Trait(self.name, self.kind, self.value, *figures, len(within), len(without), strength)


def comparables(results: Results) -> tuple[Comparable, ...]:
    """What accounts can be compared by: category and true/false fields, numbers and dates, in file order."""
    table = results.ruleset.accounts
    naming = {table.key, table.name, table.parent}
    return tuple(
        comparable
        for name, column in results.values.items()
        if name not in naming
        for comparable in _comparables(name, column, _most_values(results, name))
    )


def traits_of(comparable: Iterable[Comparable], inside: Mask) -> Iterator[Trait]:
    """The traits of a group of accounts, strongest first; of a category only the values it has more of."""
    rows = rows_of(inside)
    found = [(each, strength) for each in comparable if (strength := each.strength(rows)) is not None]
    told = [(each, s) for each, s in found if abs(s) >= WEAKEST and not (each.value is not None and s < 0)]
    ordered = sorted(told, key=lambda one: -abs(one[1]))
    return (each.trait(inside, strength) for each, strength in ordered)


def traits(results: Results, segmentation: str, segment: str) -> tuple[Trait, ...]:
    """How one segment differs from all other accounts, strongest difference first."""
    return tuple(traits_of(comparables(results), members(results.segmentations[segmentation], segment)))


def _most_values(results: Results, name: str) -> int:
    """So many distinct values may a text have: any category is one, free text only if it reads like one."""
    field = results.ruleset.accounts.fields.get(name)
    return MANY_VALUES if field is not None and field.type == "category" else FEW_VALUES


def _comparables(name: str, column: Column, most: int) -> Iterator[Comparable]:
    if isinstance(column, Numbers):
        yield Comparable.of(name, "number", column.values)
    elif isinstance(column, Dates):
        yield Comparable.of(name, "date", column.values)
    elif isinstance(column, Condition):
        yield Comparable(name, "share", None, column.true, None, ~column.missing)
    elif isinstance(column, Texts) and _is_category(column.vocabulary, most):
        known = ~column.missing
        for code, value in enumerate(column.vocabulary):
            yield Comparable(name, "share", value, column.codes == code, None, known)


def _is_category(vocabulary: Sequence[str], most: int) -> bool:
    return len(vocabulary) <= most and (most > FEW_VALUES or max(map(len, vocabulary), default=0) <= LONG)


def defining_names(plan: Plan, segmentation: str, segment: Segment) -> frozenset[str]:
    """The names that a segment's own rule or ranking looks at, and metrics that rest on these alone: a difference in
    them is no news.

    For the accounts that are left over those are the names of all the rules.
    """
    start = f"segmentations.{segmentation}."
    rules = f"{start}segments."
    own = rules if segment.otherwise else f"{rules}{segment.id}."
    found = {
        name
        for path, compiled in plan.expressions.items()
        if path.startswith(own) or (path.startswith(start) and not path.startswith(rules))
        for name in compiled.names
    }
    for step in plan.order:  # each metric after those that it needs
        formula = plan.expressions.get(f"{step}.value") if step.startswith("metrics.") else None
        if formula is not None and formula.names and formula.names <= found:
            found.add(step.removeprefix("metrics."))
    return frozenset(found)


def _ranks(values: Floats) -> Floats:
    """Mid-ranks from 1 among the values that are known; 0 for the others."""
    ranks = np.zeros(len(values))
    known = ~np.isnan(values)
    _, inverse, counts = np.unique(values[known], return_inverse=True, return_counts=True)
    above = np.cumsum(counts)
    ranks[known] = (above - (counts - 1) / 2)[inverse]
    return ranks
