"""Criteria as measured: points per account, and for a group the weighted average of its members."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..expressions.columns import Column, Floats, Mask
from ..expressions.rounding import round_half_up
from ..rules.model import Criterion, Group
from .accounts import Accounts
from .points import DECIMALS, measured


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """A criterion by account. `points` NaN where missing or not applying; `low` and `high` with 0 or 100 for missing.

    `completeness` 0..1 is the share of its weight that is known. `members` are those of a group, else none.
    """

    criterion: Criterion
    value: Column | None
    applies: Mask
    points: Floats
    completeness: Floats
    low: Floats
    high: Floats
    assumed: Mask
    members: "tuple[Outcome, ...]" = ()

    @property
    def known(self) -> Mask:
        return ~np.isnan(self.points)

    def leaves(self) -> "Iterator[Outcome]":
        """Itself, or the criteria at the bottom of the group."""
        if not self.members:
            yield self
        for member in self.members:
            yield from member.leaves()


@dataclass(frozen=True, slots=True, eq=False)
class Averages:
    """Weighted averages of criteria: of the known points, and of the rest over all that apply."""

    points: Floats
    completeness: Floats
    low: Floats
    high: Floats


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
    return _assuming(_leaf(criterion, found.value, applies, np.where(sure, found.points, np.nan)))


def _leaf(criterion: Criterion, value: Column | None, applies: Mask, points: Floats) -> Outcome:
    points = np.where(applies, points, np.nan)
    known = ~np.isnan(points)
    low, high = np.where(known, points, 0.0), np.where(known, points, 100.0)
    assumed = np.zeros(len(points), dtype=np.bool_)
    return Outcome(criterion, value, applies, points, known.astype(np.float64), low, high, assumed)


def _group(criterion: Criterion, members: Sequence[Outcome]) -> Outcome:
    applies = np.logical_or.reduce([member.applies for member in members])
    whole = averages(members)
    assumed = np.logical_or.reduce([member.assumed for member in members])
    return Outcome(
        criterion,
        None,
        applies,
        round_half_up(whole.points, DECIMALS),
        whole.completeness,
        round_half_up(whole.low, DECIMALS),
        round_half_up(whole.high, DECIMALS),
        assumed,
        tuple(members),
    )


def _assuming(outcome: Outcome) -> Outcome:
    given = outcome.criterion.missing
    return outcome if given is None else _assume(outcome, outcome.applies & ~outcome.known, given)


def _assume(outcome: Outcome, where: Mask, points: float) -> Outcome:
    """Points for a missing value. A group hands them to its members, so that contributions stay with the leaves."""
    if outcome.members:
        return _group(
            outcome.criterion, [_assume(member, where & member.applies, points) for member in outcome.members]
        )
    leaf = _leaf(outcome.criterion, outcome.value, outcome.applies, np.where(where, points, outcome.points))
    return replace(leaf, assumed=outcome.assumed | where)


def averages(outcomes: Sequence[Outcome]) -> Averages:
    """Σ weight·x ÷ Σ weight, in the order of the file: points over what is known, the others over what applies.

    Where nothing applies, points are missing, completeness is 0, low 0 and high 100.
    """
    size = len(outcomes[0].applies)
    known, applied, points, complete, low, high = (np.zeros(size) for _ in range(6))
    for outcome in outcomes:
        weight = outcome.criterion.weight
        known += weight * outcome.known
        applied += weight * outcome.applies
        points += np.where(outcome.known, weight * outcome.points, 0.0)
        complete += np.where(outcome.applies, weight * outcome.completeness, 0.0)
        low += np.where(outcome.applies, weight * outcome.low, 0.0)
        high += np.where(outcome.applies, weight * outcome.high, 0.0)
    return Averages(
        share(points, known, np.nan),
        share(complete, applied, 0.0),
        share(low, applied, 0.0),
        share(high, applied, 100.0),
    )


def share(part: Floats, whole: Floats, nothing: float) -> Floats:
    """Part ÷ whole, and `nothing` where the whole is 0."""
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), nothing)
