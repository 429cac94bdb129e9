"""Scores: weighted averages of what is known."""

from ..expressions.columns import Numbers
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
    workings = ScoreWorkings(points, outcomes)
    results = {
        outcome.criterion.path: _result(outcome, workings, accounts.size)
        for each in outcomes
        for outcome in each.every()
    }
    return ScoreResult(score.id, points, results, workings)


def _result(outcome: Outcome, workings: ScoreWorkings, size: int) -> CriterionResult:
    return CriterionResult(
        path=outcome.criterion.path,
        value=outcome.value,
        applies=spread(outcome.applies, size),
        points=spread(outcome.points, size),
        assumed=spread(outcome.assumed, size),
        workings=workings,
    )
