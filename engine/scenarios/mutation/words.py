"""What a change is about, in words."""

from ...analysis.criteria import branches, criterion_title
from ...analysis.glossary import titled
from ...plan import Plan
from ...reporting.languages import translator
from ...rules.editing.dial import Dial, DialKind
from ...rules.model import Criterion, Text
from ..coverage.naming import Naming
from .mutants import Change


def way_words(way: str, language: str) -> str:
    """What a change makes of its part: a number as it is, `never true`, or one sign instead of another."""
    _ = translator(language)
    old, instead, new = way.partition(" instead of ")
    if instead:
        return _("{sign} instead of {other}", sign=old, other=new)
    return _("never true") if way == "never true" else way


def part_words(change: Change, plan: Plan, language: str) -> str:
    """The title of the score, segmentation or metric that is changed; whatever else by its name."""
    section, id = change.path[:2]
    ruleset = plan.ruleset
    titles = {"scores": ruleset.scores, "segmentations": ruleset.segmentations, "metrics": ruleset.metrics}
    known = titles.get(section, {}).get(id)
    return titled(known.title if known else Text(), id).in_language(language)


def subject_words(change: Change, plan: Plan, language: str) -> str:
    """The number or rule that is changed, by its titles."""
    name = Naming(plan, language)
    section, *rest = change.path
    match section:
        case "parameters":
            return name.say("the parameter {name}", name=rest[0])
        case "metrics":
            return f"{_metric(plan, rest[0], name)}, {_key(rest[-1], name)}"
        case "knockouts":
            title = name.of(titled(plan.ruleset.knockouts[rest[0]].title, rest[0]))
            return name.say("the rule of “{title}”", title=title) + _number(change.dial, name)
        case "scores":
            return _of_score(change, plan, name)
        case _:
            return _of_segmentation(change, plan, name)


def _number(dial: Dial | None, name: Naming) -> str:
    """Which number of an expression is turned."""
    if dial is None or dial.span is None:
        return ""
    return ", " + name.say("the number in {rule}", rule=dial.node.text)


def _metric(plan: Plan, id: str, name: Naming) -> str:
    return name.of(titled(plan.ruleset.metrics[id].title, id))


def _key(key: str, name: Naming) -> str:
    words = {
        "last": name.say("its span"),
        "ending": name.say("the end of its span"),
        "where": name.say("which rows count"),
    }
    return words.get(key) or name.say("its number")


def _of_score(change: Change, plan: Plan, name: Naming) -> str:
    score = plan.ruleset.scores[change.path[1]]
    found = [each.criterion for each in branches(score.criteria) if _below(change.path, each.criterion)]
    criterion = max(found, key=lambda each: len(each.path))
    title, whole = name.of(criterion_title(plan, criterion)), name.of(titled(score.title, score.id))
    if change.dial is None:
        return name.say("a rule of {title} ({rule})", title=title, rule=name.rule(".".join(change.path)))
    rest = change.path[len(criterion.path.split(".")) :]
    return _of_criterion(change.dial, rest, criterion, (title, whole), name)


def _of_criterion(
    dial: Dial, rest: tuple[str, ...], criterion: Criterion, titles: tuple[str, str], name: Naming
) -> str:
    title, whole = titles
    match dial.kind:
        case DialKind.WEIGHT:
            return name.say("the weight of {title} in {whole}", title=title, whole=whole)
        case DialKind.BAND:
            return name.say("the step of {title} at {start}", title=title, start=dial.node.text)
        case DialKind.SCALE if rest[-1] == "0":
            return name.say("the first end of the scale of {title}", title=title)
        case DialKind.SCALE:
            return name.say("the second end of the scale of {title}", title=title)
        case DialKind.POINTS:
            return _of_points(rest, title, name, criterion)
        case _:
            return f"{title}{_number(dial, name)}"


def _of_points(rest: tuple[str, ...], title: str, name: Naming, criterion: Criterion) -> str:
    match rest:
        case ("points", key):
            return name.say("the points of {title} for “{value}”", title=title, value=key)
        case ("bands", index, _):
            return name.say("the points of {title}, band {number}", title=title, number=int(index) + 1)
        case ("rules", index, _):
            rule = name.rule(f"{criterion.path}.rules.{index}.when")
            return name.say("the points of {title} where {rule}", title=title, rule=rule)
        case ("missing",):
            return name.say("the points of {title} where it is missing", title=title)
        case _:
            return name.say("the points of {title} for the rest", title=title)


def _below(path: tuple[str, ...], criterion: Criterion) -> bool:
    steps = tuple(criterion.path.split("."))
    return path[: len(steps)] == steps


def _of_segmentation(change: Change, plan: Plan, name: Naming) -> str:  # noqa: PLR0911 - one line for each place
    segmentation = plan.ruleset.segmentations[change.path[1]]
    whole = name.of(titled(segmentation.title, segmentation.id))
    match change.path[2:]:
        case ("axes", axis, level):
            title = name.of(titled(plan.ruleset.scores[axis].title, axis))
            return name.say("{level} {axis} in {whole}", level=name.level(level), axis=title, whole=whole)
        case ("segments", id, "when"):
            title = name.of(titled(segmentation.segments[id].title, id))
            rule = name.say("the rule of “{title}” in {whole}", title=title, whole=whole)
            return rule + _number(change.dial, name)
        case ("segments", id, _):
            title = name.of(titled(segmentation.segments[id].title, id))
            return name.say("where “{title}” begins in {whole}", title=title, whole=whole)
        case ("needs_completeness",):
            return name.say("how much has to be known in {whole}", whole=whole)
        case ("tolerance",):
            return name.say("the tolerance of {whole}", whole=whole)
        case ("cuts", dimension, index):
            return name.say(
                "bound {number} of {dimension} in {whole}",
                number=int(index) + 1,
                dimension=dimension,
                whole=whole,
            )
        case _:
            return f"{whole}{_number(change.dial, name)}"
