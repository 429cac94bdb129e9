"""How the numbers of a workbook's columns are shown: as money, shares, points or whole numbers."""

from collections.abc import Mapping

from ...analysis.glossary import Shape, term
from ...plan.plan import Plan
from .arrow import Table

Shapes = Mapping[str, Shape]

ROWS = 1_048_576
"""So many rows, the header included, fit on a sheet."""

_ENDINGS: Shapes = {
    "completeness": "percent",
    "low": "score",
    "high": "score",
    "points": "score",
    "contribution": "score",
}
_NAMES: Shapes = {
    "share": "percent",
    "money_share": "percent",
    "money": "money",
    "money_average": "money",
}


def shapes_of(table: Table, plan: Plan) -> Shapes:
    """The shape of each column whose name tells it; the others are shown as their type says."""
    found = ((name, _shape(name, plan)) for name in table.column_names)
    return {name: shape for name, shape in found if shape is not None}


def _shape(name: str, plan: Plan) -> Shape | None:
    if name in _NAMES:
        return _NAMES[name]
    start, _, rest = name.partition(".")
    if start in plan.ruleset.scores:
        return _ENDINGS.get(rest.rpartition(".")[2], "score") if rest else "score"
    asked = rest if start == "average" else name
    ruleset = plan.ruleset
    if asked in ruleset.scores or asked in ruleset.metrics or asked in ruleset.accounts.fields:
        shape = term(plan, asked).shape
        return "number" if start == "average" and shape == "integer" else shape
    return None
