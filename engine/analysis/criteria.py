"""The criteria of a score as a tree that can be walked and named."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..plan.plan import Plan
from ..rules.model import Criterion, Group, PointsRules, Ruleset, Text
from .glossary import Shape, Term, shape_of, term, titled


@dataclass(frozen=True, slots=True)
class Branch:
    """A criterion with how deep it stands: 0 directly below its score, 1 within a group, and so on."""

    criterion: Criterion
    depth: int


def branches(criteria: Mapping[str, Criterion], depth: int = 0) -> Iterator[Branch]:
    """Every criterion in file order, a group before its members."""
    for criterion in criteria.values():
        yield Branch(criterion, depth)
        if isinstance(criterion.measure, Group):
            yield from branches(criterion.measure.criteria, depth + 1)


def criterion_at(ruleset: Ruleset, path: str) -> Criterion:
    """The criterion with a path such as `scores.pain.criteria.urgency`. Raises KeyError where there is none."""
    for score in ruleset.scores.values():
        for branch in branches(score.criteria):
            if branch.criterion.path == path:
                return branch.criterion
    raise KeyError(path)


def measured(plan: Plan, criterion: Criterion) -> Term:
    """What a criterion looks at: the value that it names, or its expression as a term without a name."""
    return expression_term(plan, f"{criterion.path}.value")


def expression_term(plan: Plan, path: str) -> Term:
    """The value that the expression at a path names, or the expression itself as a term without a name."""
    compiled = plan.expressions.get(path)
    if compiled is None:
        return Term("", Text())
    if compiled.text.strip() in compiled.names:
        return term(plan, compiled.text.strip())
    return Term("", Text.plain(compiled.text), _shape_of_call(compiled.tree) or shape_of(compiled.type))


def _shape_of_call(tree: ast.expr) -> Shape | None:
    """How the outcome of a function is written, where its name tells: `days_since(last_order)` is in days."""
    if not isinstance(tree, ast.Call) or not isinstance(tree.func, ast.Name):
        return None
    if tree.func.id == "percent_rank" and tree.keywords:
        return "percent"  # among some of the accounts only
    return _OF_CALLS.get(tree.func.id)


_OF_CALLS: Mapping[str, Shape] = {
    "percent_rank": "rank", "share_of_total": "percent", "cumulative_share": "percent",
    "days_since": "days", "days_until": "days", "days_between": "days", "months_since": "months", "months_until": "months",
    "years_since": "years",
}  # fmt: skip


def criterion_title(plan: Plan, criterion: Criterion) -> Text:
    """The title of a criterion; else that of the value it measures; else its id as words."""
    behind = measured(plan, criterion)
    return criterion.title or (behind.title if behind.name else titled(Text(), criterion.id))


def expression_paths(criterion: Criterion) -> tuple[str, ...]:
    """The paths of the expressions that give a criterion its points (those of a group's members included)."""
    measure = criterion.measure
    if isinstance(measure, Group):
        return tuple(path for member in measure.criteria.values() for path in expression_paths(member))
    if isinstance(measure, PointsRules):
        return tuple(f"{criterion.path}.rules.{index}.when" for index in range(len(measure.rules)))
    return (f"{criterion.path}.value",)
