"""One of the two runs that are compared."""

from dataclasses import dataclass

from ...evaluation.results import Results
from ...expressions.columns import Floats
from ...plan.plan import Plan
from ..plain import numeric


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A run and the plan that it came from."""

    results: Results
    plan: Plan

    @property
    def money(self) -> Floats | None:
        """Each account's money, NaN where it is missing; None where the ruleset has no money."""
        column = numeric(self.results.values).get(self.results.money or "")
        return column.values if column else None
