"""Criteria as measured: points per account, and for a group the weighted average of its members."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..expressions.columns import Column, Floats, Index, Mask
from ..expressions.rounding import round_half_up
from ..rules.model import Criterion, Group
from .accounts import Accounts
from .points import DECIMALS, measured
from .thin import NONE, known_of, part_of


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """A criterion by account. `points` NaN where missing or not applying, `known` where they are not.

    `members` are those of a group, else none. A mask that is the same for all accounts may have a single row.
    """

    criterion: Criterion
    value: Column | None
    applies: Mask
    points: Floats
    known: Mask
    assumed: Mask
    members: "tuple[Outcome, ...]" = ()

    def leaves(self) -> "Iterator[Outcome]":
        """Itself, or the criteria at the bottom of the group."""
        if not self.members:
            yield self
        for member in self.members:
            yield from member.leaves()

    def every(self) -> "Iterator[Outcome]":
        """Itself, and below a group all of its members."""
        yield self
        for member in self.members:
            yield from member.every()

    def take(self, rows: Index) -> "Outcome":
        """The same for some of the accounts, without the measured value."""
        return Outcome(
            self.criterion,
            None,
            part_of(self.applies, rows),
            part_of(self.points, rows),
            part_of(self.known, rows),
            part_of(self.assumed, rows),
            tuple(member.take(rows) for member in self.members),
        )


def outcome_of(criterion: Criterion, accounts: Accounts, within: Mask, sure: Mask) -> Outcome:
    """A criterion for the accounts `within` its group; it is `sure` to apply where no `for` above it is unknown.

    Where its own `for` is unknown it applies, with its value missing: that is what is not known.
    """
    condition = accounts.whom_for(criterion.path)
    applies, sure = within & ~condition.false, sure & condition.true
    if isinstance(criterion.measure, Group):
        members = [
            outcome_of(member, accounts, applies, sure) for member in criterion.measure.criteria.values()
        ]
        return _assuming(_group(criterion, members))
    found = measured(criterion.measure, criterion.path, accounts)
    return _assuming(_leaf(criterion, found.value, applies, _only(applies & sure, found.points), NONE))


def _only(where: Mask, points: Floats) -> Floats:
    """Points of some accounts, missing for the others."""
    return points if len(where) == 1 and where[0] else np.where(where, points, np.nan)


def _leaf(
    criterion: Criterion, value: Column | None, applies: Mask, points: Floats, assumed: Mask
) -> Outcome:
    return Outcome(criterion, value, applies, points, known_of(points), assumed)


def _group(criterion: Criterion, members: Sequence[Outcome]) -> Outcome:
    applies, assumed = members[0].applies, members[0].assumed
    for member in members[1:]:
        applies, assumed = applies | member.applies, assumed | member.assumed
    points = round_half_up(average_points(members), DECIMALS)
    return Outcome(criterion, None, applies, points, known_of(points), assumed, tuple(members))


def _assuming(outcome: Outcome) -> Outcome:
    given = outcome.criterion.missing
    return outcome if given is None else _assume(outcome, outcome.applies & ~outcome.known, given)


def _assume(outcome: Outcome, where: Mask, points: float) -> Outcome:
    """Points for a missing value. A group hands them to its members, so that contributions stay with the leaves."""
    if not where.any():
        return outcome
    if outcome.members:
        return _group(
            outcome.criterion, [_assume(member, where & member.applies, points) for member in outcome.members]
        )
    given = np.where(where, points, outcome.points)
    return replace(outcome, points=given, known=known_of(given), assumed=outcome.assumed | where)


def average_points(outcomes: Sequence[Outcome]) -> Floats:
    """Σ weight·points ÷ Σ weight over what is known, in the order of the file; missing where nothing is."""
    points, known = np.zeros(1), np.zeros(1)
    for outcome in outcomes:
        weight = outcome.criterion.weight
        points = points + _where(outcome.known, weight * outcome.points)
        known = known + weight * outcome.known
    return share(points, known, np.nan)


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """What is known of criteria together, and what could still come of them: 0..1, and two times 0..100 points."""

    completeness: Floats
    low: Floats
    high: Floats


def reach_of(outcomes: Sequence[Outcome]) -> Reach:
    """Σ weight·x ÷ Σ weight over what applies, in the order of the file; 0, 0 and 100 where nothing applies."""
    applied, complete, low, high = (np.zeros(1) for _ in range(4))
    for outcome in outcomes:
        weight, own = outcome.criterion.weight, _reach(outcome)
        applied = applied + weight * outcome.applies
        complete = complete + _where(outcome.applies, weight * own.completeness)
        low = low + _where(outcome.applies, weight * own.low)
        high = high + _where(outcome.applies, weight * own.high)
    return Reach(share(complete, applied, 0.0), share(low, applied, 0.0), share(high, applied, 100.0))


def _reach(outcome: Outcome) -> Reach:
    if outcome.members:
        whole = reach_of(outcome.members)
        low, high = round_half_up(whole.low, DECIMALS), round_half_up(whole.high, DECIMALS)
        return Reach(whole.completeness, low, high)
    known, points = outcome.known, outcome.points
    low, high = np.where(known, points, 0.0), np.where(known, points, 100.0)
    return Reach(known.astype(np.float64), low, high)


def _where(mask: Mask, values: Floats) -> Floats:
    """Values where the mask holds, and 0 elsewhere."""
    return values if len(mask) == 1 and mask[0] else np.where(mask, values, 0.0)


def share(part: Floats, whole: Floats, nothing: float) -> Floats:
    """Part ÷ whole, and `nothing` where the whole is 0."""
    there = whole > 0
    if there.all():
        return part / whole
    return np.where(there, part / np.where(there, whole, 1.0), nothing)
