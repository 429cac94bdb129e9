"""Scores: weighted averages of what is known."""

from collections.abc import Sequence

from ..expressions.columns import Floats, Numbers
from ..expressions.rounding import round_half_up
from ..rules.model import Score
from .accounts import Accounts
from .criteria import Outcome, average_points, outcome_of
from .results import CriterionResult, ScoreResult
from .thin import ALL, spread
from .workings import DECIMALS, ScoreWorkings


def add_score(id: str, accounts: Accounts) -> None:
    """Compute a score and let it join the accounts' columns."""
    result = scored(accounts.plan.ruleset.scores[id], accounts)
    accounts.scores[id] = result
    accounts.columns[id] = Numbers(result.score)


def scored(score: Score, accounts: Accounts) -> ScoreResult:
    """A score of all accounts, rounded half up to 2 decimals before anything compares or shows it."""
    outcomes = tuple(outcome_of(criterion, accounts, ALL, ALL) for criterion in score.criteria.values())
    points = spread(round_half_up(average_points(outcomes), DECIMALS), accounts.size)
    return result_of(score.id, points, outcomes)


def result_of(id: str, points: Floats, outcomes: Sequence[Outcome]) -> ScoreResult:
    """A score with how it came about."""
    workings = ScoreWorkings(points, outcomes)
    results = {
        outcome.criterion.path: _result(outcome, workings, len(points))
        for each in outcomes
        for outcome in each.every()
    }
    return ScoreResult(id, points, results, workings)


def _result(outcome: Outcome, workings: ScoreWorkings, size: int) -> CriterionResult:
    return CriterionResult(
        path=outcome.criterion.path,
        value=outcome.value,
        applies=spread(outcome.applies, size),
        points=spread(outcome.points, size),
        assumed=spread(outcome.assumed, size),
        workings=workings,
    )
