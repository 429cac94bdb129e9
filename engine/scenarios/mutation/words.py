"""What a change is about, in words."""

from ...analysis.criteria import branches, criterion_title
from ...analysis.glossary import titled
from ...plan import Plan
from ...rules.editing.dial import Dial, DialKind
from ...rules.model import Criterion, Text
from ..coverage.naming import Naming
from .mutants import Change


def subject_words(change: Change, plan: Plan, language: str) -> str:
    """The number or rule that is changed, by its titles."""
    name = Naming(plan, language)
    section, *rest = change.path
    match section:
        case "parameters":
            return f"the parameter {rest[0]}"
        case "metrics":
            return f"{_metric(plan, rest[0], name)}, {_key(rest[-1])}"
        case "knockouts":
            return f'the rule of "{name.of(titled(plan.ruleset.knockouts[rest[0]].title, rest[0]))}"{_number(change.dial)}'
        case "scores":
            return _of_score(change, plan, name)
        case _:
            return _of_segmentation(change, plan, name)


def _number(dial: Dial | None) -> str:
    return f", the number in {dial.node.text}" if dial is not None and dial.span is not None else ""


def _metric(plan: Plan, id: str, name: Naming) -> str:
    return name.of(titled(plan.ruleset.metrics[id].title, id))


def _key(key: str) -> str:
    return {"last": "its span", "ending": "the end of its span", "where": "which rows count"}.get(
        key, "its number"
    )


def _of_score(change: Change, plan: Plan, name: Naming) -> str:
    score = plan.ruleset.scores[change.path[1]]
    found = [each.criterion for each in branches(score.criteria) if _below(change.path, each.criterion)]
    criterion = max(found, key=lambda each: len(each.path))
    title, whole = name.of(criterion_title(plan, criterion)), name.of(titled(score.title, score.id))
    rest = change.path[len(criterion.path.split(".")) :]
    dial = change.dial
    if dial is None:
        return f"a rule of {title} ({name.rule('.'.join(change.path))})"
    match dial.kind:
        case DialKind.WEIGHT:
            return f"the weight of {title} in {whole}"
        case DialKind.BAND:
            return f"the step of {title} at {dial.node.text}"
        case DialKind.SCALE:
            return f"the {'first' if rest[-1] == '0' else 'second'} end of the scale of {title}"
        case DialKind.POINTS:
            return f"the points of {title}{_which(rest, name, criterion)}"
        case _:
            return f"{title}{_number(dial)}"


def _which(rest: tuple[str, ...], name: Naming, criterion: Criterion) -> str:
    match rest:
        case ("points", key):
            return f' for "{key}"'
        case ("bands", index, _):
            return f", band {int(index) + 1}"
        case ("rules", index, _):
            return f" where {name.rule(f'{criterion.path}.rules.{index}.when')}"
        case ("missing",):
            return " where it is missing"
        case _:
            return " for the rest"


def _below(path: tuple[str, ...], criterion: Criterion) -> bool:
    steps = tuple(criterion.path.split("."))
    return path[: len(steps)] == steps


def _of_segmentation(change: Change, plan: Plan, name: Naming) -> str:  # noqa: PLR0911 - one line for each place
    segmentation = plan.ruleset.segmentations[change.path[1]]
    whole = name.of(titled(segmentation.title, segmentation.id))
    match change.path[2:]:
        case ("axes", axis, level):
            title = plan.ruleset.scores[axis].title if axis in plan.ruleset.scores else Text()
            return f"{name.level(level)} {name.of(titled(title, axis))} in {whole}"
        case ("segments", id, "when"):
            return f'the rule of "{name.of(titled(segmentation.segments[id].title, id))}" in {whole}{_number(change.dial)}'
        case ("segments", id, _):
            return f'where "{name.of(titled(segmentation.segments[id].title, id))}" begins in {whole}'
        case ("needs_completeness",):
            return f"how much has to be known in {whole}"
        case ("tolerance",):
            return f"the tolerance of {whole}"
        case ("cuts", dimension, index):
            return f"bound {int(index) + 1} of {dimension} in {whole}"
        case _:
            return f"{whole}{_number(change.dial)}"
