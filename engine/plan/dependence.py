"""Which values of an account depend on the other accounts."""

from collections.abc import Collection, Iterable, Mapping

from ..expressions.compiled import Compiled
from ..rules.model import AnySegmentation, Lookup, Matrix, Rfm, Ruleset, Tiers, Value
from .formulas import formulas
from .order import part_of

_DIMENSIONS = ("recency", "frequency", "monetary")


def compared_names(
    ruleset: Ruleset, expressions: Mapping[str, Compiled], order: Iterable[str]
) -> frozenset[str]:
    """The metrics, scores and segmentations whose value for an account changes with the others that are there.

    They use functions over all accounts, sum over a corporate group, rank or cut accounts by shares, or rest on a value
    that does. `playbook` is among them where one is for such a value.
    """
    by_part: dict[str, list[Compiled]] = {}
    for formula in formulas(ruleset):
        if formula.table is None and formula.path in expressions:
            by_part.setdefault(formula.part, []).append(expressions[formula.path])
    found: set[str] = set()
    for part in (*order, *(f"playbooks.{id}" for id in ruleset.playbooks)):
        rules = by_part.get(part, ())
        names = {name for rule in rules for name in rule.names} | _named_besides(ruleset, part)
        if names & found or any(rule.population for rule in rules) or compares(ruleset, part):
            found.add(_name(part))
    return frozenset(found)


def apart_from_others(
    ruleset: Ruleset, used: Mapping[str, Iterable[str]], compared: Collection[str], name: str
) -> tuple[str, ...]:
    """The nearest metrics and scores that a compared name rests on which are the account's own, in order of use.

    `used` are the names that a part's expressions over accounts use.
    """
    found: dict[str, None] = {}
    seen, queue = {name}, [name]
    while queue:
        part = part_of(queue.pop(0), ruleset)
        below = [] if part is None else [*used.get(part, ()), *sorted(_named_besides(ruleset, part))]
        for each in below:
            if each in compared and each not in seen:
                queue.append(each)
            elif each not in compared and (each in ruleset.metrics or each in ruleset.scores):
                found.setdefault(each)
            seen.add(each)
    return tuple(found)


def _name(part: str) -> str:
    section, _, id = part.partition(".")
    return {"knockouts": "knocked_out", "playbooks": "playbook"}.get(section, id)


def _named_besides(ruleset: Ruleset, part: str) -> set[str]:
    """What a part rests on beside its expressions."""
    section, _, id = part.partition(".")
    if section == "metrics":
        source = ruleset.metrics[id].source
        return {source.by} if isinstance(source, Lookup) else set()
    segmentation = ruleset.segmentations.get(id) if section == "segmentations" else None
    return {*segmentation.axes, "knocked_out"} if isinstance(segmentation, Matrix) else set()


def compares(ruleset: Ruleset, part: str) -> bool:
    """Whether a part adds up over a corporate group, or ranks or cuts accounts by the others."""
    section, _, id = part.partition(".")
    if section == "metrics":
        source = ruleset.metrics[id].source
        return isinstance(source, Value) and source.over is not None
    return section == "segmentations" and _cuts_by_others(ruleset.segmentations[id])


def _cuts_by_others(segmentation: AnySegmentation) -> bool:
    match segmentation:
        case Tiers():
            return segmentation.cut != "value"
        case Rfm():
            return any(dimension not in segmentation.cuts for dimension in _DIMENSIONS)
        case _:
            return False
