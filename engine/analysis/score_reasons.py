"""How an account came to its scores: each criterion's value, points, weight and contribution."""

from dataclasses import dataclass

from ..evaluation.results import CriterionResult, ScoreResult
from ..rules.model import Group, Text
from .case import Case
from .criteria import Branch, branches, criterion_title, expression_paths, measured
from .glossary import Term, titled
from .plain import Plain, value_at


@dataclass(frozen=True, slots=True)
class CriterionReason:
    """A criterion's route to points. `depth` counts the groups around it; a group has no value of its own.

    `points` 0..100, None where missing; `weight` its share (0..1) of the score's weight that applies; `contribution`
    its part of the shown score. `assumed` points came from `missing:`. `absent` are the missing facts behind it.
    """

    path: str
    title: Text
    depth: int
    is_group: bool
    term: Term
    value: Plain
    points: float | None
    weight: float
    contribution: float
    applies: bool
    assumed: bool
    judgement: bool
    absent: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoreReason:
    """A score, 0..100, None where nothing is known; `low` and `high` are its bounds over the missing facts."""

    id: str
    title: Text
    score: float | None
    completeness: float
    low: float | None
    high: float | None
    criteria: tuple[CriterionReason, ...]


def score_reasons(case: Case) -> tuple[ScoreReason, ...]:
    """Every score of the ruleset in file order, as it came about for one account."""
    return tuple(_score(case, result) for result in case.results.scores.values())


def _score(case: Case, result: ScoreResult) -> ScoreReason:
    score = case.plan.ruleset.scores[result.id]
    return ScoreReason(
        score.id,
        titled(score.title, score.id),
        case.number(result.score),
        case.number(result.completeness) or 0.0,
        case.number(result.low),
        case.number(result.high),
        tuple(
            _criterion(case, branch, result.criteria[branch.criterion.path])
            for branch in branches(score.criteria)
        ),
    )


def _criterion(case: Case, branch: Branch, result: CriterionResult) -> CriterionReason:
    criterion, behind, row = branch.criterion, measured(case.plan, branch.criterion), case.row
    points, applies, assumed = (
        case.number(result.points),
        bool(result.applies[row]),
        bool(result.assumed[row]),
    )
    incomplete = applies and (points is None or assumed)
    return CriterionReason(
        criterion.path,
        criterion_title(case.plan, criterion),
        branch.depth,
        isinstance(criterion.measure, Group),
        behind,
        None if result.value is None else value_at(result.value, row),
        points,
        case.number(result.weight) or 0.0,
        case.number(result.contribution) or 0.0,
        applies,
        assumed,
        criterion.judgement or behind.judgement,
        case.absent(expression_paths(criterion)) if incomplete else (),
    )
