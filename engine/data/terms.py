"""What a run asks of its data, beyond the contract of its tables."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..expressions.compiled import Compiled
from ..findings import Finding, SiktaError
from ..plan.conditions import Conditions
from .judged import Yardstick


@dataclass(frozen=True, slots=True)
class Terms:
    """How data is judged: `measures` are the money of a row by table; `conditions` tell in which rows fields count.

    With `strict` a value that does not fit is a fault; `error` makes of faults in streams what is raised.
    In `parts` of a data set what is counted will be joined with what others count.
    """

    as_of: dt.date
    measures: Mapping[str, Compiled] = field(default_factory=dict)
    conditions: Conditions = field(default_factory=dict)
    strict: bool = False
    error: Callable[[list[Finding]], SiktaError] = SiktaError
    parts: bool = False

    def yardstick(self, table: str) -> Yardstick:
        """What the rows of one table are judged by."""
        return Yardstick(self.as_of, self.measures.get(table), self.conditions.get(table, {}))
