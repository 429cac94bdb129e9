"""What a segmentation rests on: the parts of the plan that have a way to it."""

from ...plan.formulas import formulas
from ...plan.order import needs
from ...plan.plan import Plan


def parts_behind(plan: Plan, segmentation: str) -> frozenset[str]:
    """The segmentation's own part and all that it is computed from, directly or through others."""
    names: dict[str, list[str]] = {}
    for formula in formulas(plan.ruleset):
        if formula.table is None:
            names.setdefault(formula.part, []).extend(sorted(plan.expressions[formula.path].names))
    needed = needs(plan.ruleset, names)
    behind: set[str] = set()
    ahead = [f"segmentations.{segmentation}"]
    while ahead:
        part = ahead.pop()
        if part not in behind:
            behind.add(part)
            ahead += needed.get(part, ())
    return frozenset(behind)
