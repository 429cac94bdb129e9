"""The parts of a plan that an account's outcome rests on."""

from ...plan import Plan
from ...plan.formulas import formulas
from ...plan.order import needs

DECISIVE = ("knockouts", "scores", "segmentations")


def deciding_parts(plan: Plan, compared: frozenset[str]) -> frozenset[str]:
    """Knock-outs, scores and segmentations that do not compare accounts, and all metrics that they rest on."""
    used: dict[str, list[str]] = {}
    for formula in formulas(plan.ruleset):
        if formula.table is None and formula.path in plan.expressions:
            used.setdefault(formula.part, []).extend(plan.expressions[formula.path].names)
    needed = needs(plan.ruleset, used)
    open_parts = [
        part
        for part in plan.order
        if part.partition(".")[0] in DECISIVE and part.rpartition(".")[2] not in compared
    ]
    found: set[str] = set()
    while open_parts:
        part = open_parts.pop()
        if part not in found:
            found.add(part)
            open_parts += needed.get(part, ())
    return frozenset(found)
