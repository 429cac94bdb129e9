"""The census of a run: counts and exact sums that add up over stretches of accounts, and the figures they give."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self

import numpy as np

from ..evaluation.results import Results
from ..expressions.columns import Floats, Index, Mask
from .cells import Axis, Grid, Key, axes_of, grids_of, places
from .plain import numeric
from .segments import Average, Money, SegmentationProfile, SegmentProfile
from .totals import PASS, Sums


@dataclass(slots=True, eq=False)
class Counted:
    """Accounts for which something is true, and those for which it could not be told; None where nobody tells."""

    true: int | None = None
    unknown: int | None = None

    def add(self, true: Mask | None, unknown: Mask | None) -> None:
        if true is not None:
            self.true = (self.true or 0) + int(np.count_nonzero(true))
        if unknown is not None:
            self.unknown = (self.unknown or 0) + int(np.count_nonzero(unknown))

    def join(self, other: "Counted") -> None:
        """Take in what was counted among other accounts."""
        if other.true is not None:
            self.true = (self.true or 0) + other.true
        if other.unknown is not None:
            self.unknown = (self.unknown or 0) + other.unknown


@dataclass(slots=True, eq=False)
class _Book:
    """What is added up for each cell of one grid."""

    grid: Grid
    accounts: Index
    sums: dict[str, Sums] = field(default_factory=dict)
    counts: dict[str, Index] = field(default_factory=dict)

    @classmethod
    def of(cls, grid: Grid) -> Self:
        return cls(grid, np.zeros(grid.size, dtype=np.int64))

    def add(self, cells: Index, numbers: Mapping[str, Floats], masks: Mapping[str, Mask]) -> None:
        """Take in accounts by their cells: numbers to be summed and masks to be counted, each by a name."""
        size = self.grid.size
        accounts = np.bincount(cells, minlength=size)
        self.accounts += accounts
        for name, values in numbers.items():
            self.sums.setdefault(name, Sums.none(size)).add(values, cells, accounts)
        for name, mask in masks.items():
            count = self.counts.setdefault(name, np.zeros(size, dtype=np.int64))
            count += np.bincount(cells[np.flatnonzero(mask)], minlength=size)

    def join(self, other: "_Book") -> None:
        """Take in what was added up for other accounts."""
        self.accounts += other.accounts
        for name, sums in other.sums.items():
            self.sums.setdefault(name, Sums.none(self.grid.size)).join(sums)
        for name, counted in other.counts.items():
            count = self.counts.setdefault(name, np.zeros(self.grid.size, dtype=np.int64))
            count += counted


@dataclass(slots=True, eq=False)
class Census:
    """All accounts that were added, in figures. Stretches may come in any order and size.

    `knockouts` are those taken out and those that could not be checked; `segmentations` those whose missing facts could
    change their segment, and those for whom some rule could not be checked. `money` is the value that stands for it.
    """

    accounts: int = 0
    knocked_out: int = 0
    money: str | None = None
    knockouts: dict[str, Counted] = field(default_factory=dict)
    segmentations: dict[str, Counted] = field(default_factory=dict)
    _segments: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _axes: list[Axis] = field(default_factory=list)
    books: list[_Book] = field(default_factory=list)
    _profiles: Mapping[str, SegmentationProfile] | None = None

    @classmethod
    def of(cls, results: Results) -> Self:
        """The census of one stretch, or of all accounts."""
        census = cls()
        census.add(results)
        return census

    def add(self, results: Results) -> None:
        """Take in the accounts of a stretch."""
        if not self.books:
            self._begin(results)
        self._profiles = None
        self.accounts += len(results)
        self.knocked_out += int(np.count_nonzero(results.knocked_out))
        for id, knockout in results.knockouts.items():
            self.knockouts[id].add(knockout.true, knockout.unknown)
        for id, result in results.segmentations.items():
            doubtful = None if result.certain is None else ~result.certain
            self.segmentations[id].add(doubtful, result.unknown)
        self._add_to_books(results)

    def join(self, other: "Census") -> None:
        """Take in the census of other accounts of the same run."""
        self._profiles = None
        self.accounts += other.accounts
        self.knocked_out += other.knocked_out
        for id, counted in other.knockouts.items():
            self.knockouts[id].join(counted)
        for id, counted in other.segmentations.items():
            self.segmentations[id].join(counted)
        for book, more in zip(self.books, other.books, strict=True):
            book.join(more)

    def _begin(self, results: Results) -> None:
        self._axes = axes_of(results)
        self.books = [_Book.of(grid) for grid in grids_of(self._axes)]
        self._segments = {id: result.segments for id, result in results.segmentations.items()}
        self.knockouts = {id: Counted(0, 0) for id in results.knockouts}
        self.segmentations = {id: Counted() for id in results.segmentations}
        self.money = results.money if results.money in numeric(results.values) else None

    def _add_to_books(self, results: Results) -> None:
        numbers = {name: column.values for name, column in numeric(results.values).items()}
        numbers |= {id: score.score for id, score in results.scores.items()}
        masks = {f"knockouts.{id}": knockout.true for id, knockout in results.knockouts.items()}
        for id, result in results.segmentations.items():
            if result.certain is not None:
                masks[f"segmentations.{id}"] = ~result.certain
        where = [place for result in results.segmentations.values() for place in places(result)]
        where = where or [np.zeros(len(results), dtype=np.int64)]
        for book in self.books:
            cells = book.grid.cell_of(self._axes, where)
            for first in range(0, len(results), PASS):
                rows = slice(first, first + PASS)
                book.add(
                    cells[rows],
                    {name: values[rows] for name, values in numbers.items()},
                    {name: mask[rows] for name, mask in masks.items()},
                )

    @property
    def whole(self) -> float | None:
        """The money of all accounts; None where nothing stands for it."""
        if self.money is None or not self.books:
            return None
        return self.books[0].sums[self.money].total()

    def profiles(self) -> Mapping[str, SegmentationProfile]:
        """Every segmentation's segments in figures, by the segmentation's id, in file order."""
        if self._profiles is None:
            found = {profile.key: profile for book in self.books for profile in self._figures(book)}
            self._profiles = {
                id: SegmentationProfile(
                    id, tuple(found[id, segment].profile for segment in segments), found[id, ""].profile
                )
                for id, segments in self._segments.items()
            }
        return self._profiles

    def _figures(self, book: _Book) -> "Iterator[_Figures]":
        """The profile of every segment that a book can tell. Cells without accounts are left out: they are most."""
        keys, there = list(book.grid.cells), np.flatnonzero(book.accounts)
        members = [book.grid.cells[key][there] for key in keys]
        groups = np.array(members, dtype=np.int64).reshape(len(keys), len(there))
        counted = (groups @ book.accounts[there]).tolist()
        sums = {name: each.at(there) for name, each in book.sums.items()}
        averages = {name: each.averages(groups) for name, each in sums.items()}
        counts = {name: (groups @ count[there]).tolist() for name, count in book.counts.items()}
        money = self._of_money(sums, groups)
        for place, key in enumerate(keys):
            count, uncertain = counted[place], counts.get(f"segmentations.{key[0]}") if key[1] else None
            yield _Figures(
                key,
                SegmentProfile(
                    segment=key[1],
                    count=count,
                    share=count / self.accounts if self.accounts else 0.0,
                    money=money[place] if money else None,
                    averages={name: Average(*each[place]) for name, each in averages.items()},
                    knockouts={id: counts[f"knockouts.{id}"][place] for id in self.knockouts},
                    uncertain=uncertain[place] if uncertain else None,
                ),
            )

    def _of_money(self, sums: Mapping[str, Sums], groups: Index) -> list[Money]:
        """The money of each group of cells; none where nothing stands for it."""
        if self.money is None:
            return []
        whole = sums[self.money].total()
        each = zip(sums[self.money].totals(groups), sums[self.money].averages(groups), strict=True)
        return [
            Money(part, part / whole if whole > 0 else None, average, known)
            for part, (average, known) in each
        ]


@dataclass(frozen=True, slots=True)
class _Figures:
    """A segment by its segmentation, and its profile."""

    key: Key
    profile: SegmentProfile
