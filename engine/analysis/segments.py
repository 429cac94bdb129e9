"""What each segment holds: accounts, money, averages, and what kept accounts out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..evaluation.results import Results, SegmentationResult
from ..expressions.columns import Index, Mask, Numbers
from .plain import numeric
from .totals import Summable


@dataclass(frozen=True, slots=True)
class Money:
    """The money of a segment's accounts, in the ruleset's currency.

    `share` is its part (0..1) of the money of all accounts, None where that is not above zero. `average` is over
    the `known` accounts that have an amount, None where there are none.
    """

    total: float
    share: float | None
    average: float | None
    known: int


@dataclass(frozen=True, slots=True)
class Average:
    """The mean of a value over the accounts that have one, and how many they are; None over none."""

    value: float | None
    known: int


@dataclass(frozen=True, slots=True)
class SegmentProfile:
    """One segment in figures. `segment` is its id, empty for the accounts that are in none.

    `share` is its part (0..1) of all accounts; in an overlapping segmentation the shares may exceed 1 together.
    `averages` holds every numeric field, metric and score, in the order of the file. `knockouts` counts the
    accounts that each knock-out takes out. `uncertain` counts the accounts whose missing facts could change their
    segment; None where the method does not tell.
    """

    segment: str
    count: int
    share: float
    money: Money | None
    averages: Mapping[str, Average]
    knockouts: Mapping[str, int]
    uncertain: int | None


@dataclass(frozen=True, slots=True)
class SegmentationProfile:
    """A segmentation's segments in file order, and the accounts that are in none of them."""

    segmentation: str
    segments: tuple[SegmentProfile, ...]
    without: SegmentProfile

    def of(self, segment: str) -> SegmentProfile:
        """The profile of one segment by its id. Raises KeyError where there is none."""
        for profile in self.segments:
            if profile.segment == segment:
                return profile
        raise KeyError(segment)


def members(result: SegmentationResult, segment: str) -> Mask:
    """Which accounts are in a segment, also where segments overlap."""
    if result.members is not None:
        return result.members[segment]
    inside: Mask = result.codes == result.segments.index(segment)
    return inside


def outside(result: SegmentationResult) -> Mask:
    """Which accounts are in no segment at all."""
    if result.members is None:
        unplaced: Mask = result.codes < 0
        return unplaced
    inside = np.zeros(len(result.codes), dtype=np.bool_)
    for mask in result.members.values():
        inside |= mask
    return ~inside


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Accounts by their rows; `segment` is empty where they are none. `certain` is over all accounts."""

    segment: str
    rows: Index
    certain: Mask | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """The accounts of a run, made ready for figures over any group of them."""

    results: Results
    money: Summable | None
    whole: float

    @classmethod
    def of(cls, results: Results) -> "Ledger":
        column = numeric(results.values).get(results.money or "")
        money = Summable.of(column.values) if column else None
        return cls(results, money, money.total(_everyone(results)) if money else 0.0)

    def everyone(self) -> SegmentProfile:
        """All accounts, as if they were one segment."""
        return self.profiles([Group("", _everyone(self.results))])[0]

    def profiles(self, groups: Sequence[Group]) -> tuple[SegmentProfile, ...]:
        """The figures of each group. Every number is made ready once for all of them."""
        results = self.results
        numbers = numeric(results.values) | {id_: Numbers(s.score) for id_, s in results.scores.items()}
        rows = [group.rows for group in groups]
        averages = {name: Summable.of(column.values).averages(rows) for name, column in numbers.items()}
        return tuple(
            self._profile(group, {name: Average(*each[number]) for name, each in averages.items()})
            for number, group in enumerate(groups)
        )

    def _profile(self, group: Group, averages: Mapping[str, Average]) -> SegmentProfile:
        rows, certain = group.rows, group.certain
        return SegmentProfile(
            segment=group.segment,
            count=len(rows),
            share=len(rows) / len(self.results) if len(self.results) else 0.0,
            money=self._money(rows),
            averages=averages,
            knockouts={id_: int(k.true[rows].sum()) for id_, k in self.results.knockouts.items()},
            uncertain=None if certain is None else int((~certain[rows]).sum()),
        )

    def _money(self, rows: Index) -> Money | None:
        if self.money is None:
            return None
        total = self.money.total(rows)
        average, known = self.money.average(rows)
        return Money(total, total / self.whole if self.whole > 0 else None, average, known)


def _everyone(results: Results) -> Index:
    return np.arange(len(results), dtype=np.int64)


def profile_segments(results: Results) -> Mapping[str, SegmentationProfile]:
    """Every segmentation's segments in figures, by the segmentation's id, in file order."""
    from .census import Census

    return Census.of(results).profiles()
