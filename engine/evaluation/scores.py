"""Scores: weighted averages of what is known, with what is missing said beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..expressions.columns import Floats, Index, Numbers
from ..expressions.rounding import round_half_up
from ..rules.model import Score
from .accounts import Accounts
from .contributions import contributions
from .criteria import Outcome, averages, outcome_of, share
from .results import CriterionResult, ScoreResult

DECIMALS = 2
COMPLETENESS_DECIMALS = 6


def add_score(id: str, accounts: Accounts) -> None:
    """Compute a score and let it join the accounts' columns."""
    result = scored(accounts.plan.ruleset.scores[id], accounts)
    accounts.scores[id] = result
    accounts.columns[id] = Numbers(result.score)


def scored(score: Score, accounts: Accounts) -> ScoreResult:
    """A score of all accounts, rounded half up to 2 decimals before anything compares or shows it."""
    everybody = np.ones(accounts.size, dtype=np.bool_)
    outcomes = [
        outcome_of(criterion, accounts, everybody, everybody) for criterion in score.criteria.values()
    ]
    whole = averages(outcomes)
    points = round_half_up(whole.points, DECIMALS)
    return ScoreResult(
        id=score.id,
        score=points,
        completeness=round_half_up(whole.completeness, COMPLETENESS_DECIMALS),
        low=round_half_up(whole.low, DECIMALS),
        high=round_half_up(whole.high, DECIMALS),
        criteria=_criteria(points, outcomes),
    )


def _criteria(score: Floats, outcomes: Sequence[Outcome]) -> Mapping[str, CriterionResult]:
    full = np.ones(len(score))
    shares = list(_shares(outcomes, full, full))
    cents = _cents(score, [item for item in shares if not item.outcome.members])
    return {
        item.outcome.criterion.path: CriterionResult(
            path=item.outcome.criterion.path,
            value=item.outcome.value,
            applies=item.outcome.applies,
            points=item.outcome.points,
            weight=item.weight,
            contribution=_added(item.outcome, cents) / 100,
            assumed=item.outcome.assumed,
        )
        for item in shares
    }


@dataclass(frozen=True, slots=True, eq=False)
class _Share:
    """A criterion's share (0..1) of the weight that applies, and of the weight that is known."""

    outcome: Outcome
    weight: Floats
    known: Floats


def _shares(outcomes: Sequence[Outcome], weight: Floats, known: Floats) -> Iterator[_Share]:
    """Groups before their members; `weight` and `known` are the shares of the group they are in."""
    applied, counted = np.zeros(len(weight)), np.zeros(len(weight))
    for outcome in outcomes:
        applied += outcome.criterion.weight * outcome.applies
        counted += outcome.criterion.weight * outcome.known
    for outcome in outcomes:
        own = outcome.criterion.weight
        item = _Share(
            outcome,
            weight * share(np.where(outcome.applies, own, 0.0), applied, 0.0),
            known * share(np.where(outcome.known, own, 0.0), counted, 0.0),
        )
        yield item
        yield from _shares(outcome.members, item.weight, item.known)


def _cents(score: Floats, leaves: Sequence[_Share]) -> Mapping[str, Index]:
    known = [leaf.outcome.known & (leaf.known > 0) for leaf in leaves]
    parts = [
        np.where(mask, leaf.known * leaf.outcome.points, 0.0)
        for leaf, mask in zip(leaves, known, strict=True)
    ]
    paths = [leaf.outcome.criterion.path for leaf in leaves]
    return dict(zip(paths, contributions(score, parts, known), strict=True))


def _added(outcome: Outcome, cents: Mapping[str, Index]) -> Index:
    """A leaf's own hundredths; those of all its leaves for a group."""
    added: Index = np.sum([cents[leaf.criterion.path] for leaf in outcome.leaves()], axis=0, dtype=np.int64)
    return added
