"""Points by exact value: the values have to be ones that the criterion can have."""

from collections.abc import Iterator, Mapping

from ..expressions.compiled import Compiled
from ..expressions.types import Kind
from ..findings import Finding, Repair
from ..findings.nearest import nearest, unmistakable
from ..rules.model import Criterion, Group, PointsMap, Ruleset


def points_findings(ruleset: Ruleset, expressions: Mapping[str, Compiled]) -> Iterator[Finding]:
    """A finding for each key of a points map that the criterion's value never has."""
    for score in ruleset.scores.values():
        for criterion in _leaves(score.criteria):
            compiled = expressions.get(f"{criterion.path}.value")
            if isinstance(criterion.measure, PointsMap) and compiled is not None:
                yield from _of_criterion(ruleset, criterion.path, criterion.measure, compiled)


def _leaves(criteria: Mapping[str, Criterion]) -> Iterator[Criterion]:
    for criterion in criteria.values():
        if isinstance(criterion.measure, Group):
            yield from _leaves(criterion.measure.criteria)
        else:
            yield criterion


def _of_criterion(ruleset: Ruleset, path: str, measure: PointsMap, compiled: Compiled) -> Iterator[Finding]:
    for key in measure.points:
        problem = _problem(key, compiled)
        if problem:
            expected, fix = problem
            place = ruleset.positions.place(f"{path}.points.{key}")
            meant = unmistakable(key, compiled.type.values or ())
            yield Finding(
                code="E455",
                message=f'"{compiled.text}" never has the value "{key}"',
                place=place,
                path=f"{path}.points.{key}",
                expected=expected,
                found=key,
                fix=fix,
                repair=Repair.at(place, meant) if meant and meant not in measure.points else None,
            )


def _problem(key: str, compiled: Compiled) -> tuple[str, str] | None:
    type = compiled.type
    if type.kind is Kind.BOOLEAN and key not in ("true", "false"):
        return "true or false", "write true or false"
    if type.kind is Kind.NUMBER and not _is_number(key):
        return "a number", "write a number, or give the criterion a text as its value"
    if type.kind is Kind.TEXT and type.values is not None and key not in type.values:
        close = nearest(key, type.values)
        fix = (
            f'did you mean "{close}"?' if close else "add it to the values of the field, or take the line out"
        )
        return f"one of {', '.join(type.values)}", fix
    return None


def _is_number(key: str) -> bool:
    try:
        float(key)
    except ValueError:
        return False
    return True
