"""The parts of a plan that an account's outcome rests on."""

from collections.abc import Iterable, Mapping

from ...plan import Plan
from ...plan.formulas import formulas
from ...plan.order import needs, part_of
from ...plan.scenarios import Subject

DECISIVE = ("knockouts", "scores", "segmentations")


def deciding_parts(plan: Plan, compared: frozenset[str]) -> frozenset[str]:
    """Knock-outs, scores and segmentations but the `compared` ones, and all metrics that they rest on."""
    decisive = (part for part in plan.order if part.partition(".")[0] in DECISIVE)
    return _with_needed(plan, (part for part in decisive if _name(part) not in compared))


def parts_behind(plan: Plan, subjects: Iterable[Subject]) -> frozenset[str]:
    """Every part that what is looked at rests on; a playbook on all that playbooks ask for."""
    asked = {
        name
        for path, rule in plan.expressions.items()
        if path.startswith("playbooks.")
        for name in rule.names
    }
    names: set[str] = set()
    for subject in subjects:
        names |= asked if subject.aspect == "playbook" else {subject.name}
    found = (part_of(name, plan.ruleset) for name in names)
    return _with_needed(plan, (part for part in found if part is not None))


def _with_needed(plan: Plan, parts: Iterable[str]) -> frozenset[str]:
    needed, open_parts, found = _needs(plan), list(parts), set[str]()
    while open_parts:
        part = open_parts.pop()
        if part not in found:
            found.add(part)
            open_parts += needed.get(part, ())
    return frozenset(found)


def _needs(plan: Plan) -> Mapping[str, tuple[str, ...]]:
    used: dict[str, list[str]] = {}
    for formula in formulas(plan.ruleset):
        if formula.table is None and formula.path in plan.expressions:
            used.setdefault(formula.part, []).extend(plan.expressions[formula.path].names)
    return needs(plan.ruleset, used)


def _name(part: str) -> str:
    return "knocked_out" if part == "knockouts" else part.partition(".")[2]
