"""What is known of the accounts so far: every part that is computed joins it, for those that need it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar, cast

import numpy as np

from ..carriers import Carrier
from ..data.tables import DataSet
from ..expressions.bits import any_of
from ..expressions.columns import Column, Condition, Dates, Floats, Mask, Numbers
from ..expressions.kernel import Kernel, Shared
from ..findings import Finding
from ..plan.plan import Plan
from .given import Given
from .memory import Kept, Memory
from .notices import Notice
from .results import KnockoutResult, ScoreResult, SegmentationResult
from .survey import Survey
from .thin import ALL, NONE

T = TypeVar("T")
EVERYBODY = Condition(ALL, NONE)


@dataclass(slots=True, eq=False)
class Accounts:
    """The accounts under evaluation: `columns` by name, all of `size`, and what came of them.

    `given` are metrics whose values are known for some accounts, in place of what is computed for them. `survey` holds
    what was found out over more accounts than these, and `shared` what several expressions have in common.
    """

    plan: Plan
    data: DataSet
    as_of: date
    carrier: Carrier
    columns: dict[str, Column]
    aggregates: Mapping[str, Column] = field(default_factory=dict)
    knockouts: dict[str, KnockoutResult] = field(default_factory=dict)
    scores: dict[str, ScoreResult] = field(default_factory=dict)
    segmentations: dict[str, SegmentationResult] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)
    given: Mapping[str, Given] = field(default_factory=dict)
    survey: Survey = field(default_factory=Survey)
    shared: Shared | None = None

    @property
    def size(self) -> int:
        return len(self.data.keys)

    @property
    def knocked_out(self) -> Mask:
        """Where some knock-out is certainly true."""
        return any_of([knockout.true for knockout in self.knockouts.values()], self.size)

    def value(self, path: str) -> Column:
        """The expression at a path of the ruleset, for all accounts; what overflowed is missing and noticed."""
        if path in self.survey.columns:
            return self.survey.columns[path]
        compiled = self.plan.expressions[path]
        definition = (compiled.text, compiled.names, repr(compiled.constants))
        inputs = [self.columns.get(name) for name in sorted(compiled.names)]
        return self.recall(path, definition, inputs, lambda: self._computed(path))

    def recall(self, key: str, definition: object, inputs: Sequence[object], compute: Callable[[], T]) -> T:
        """What `compute` gives, from memory where it was computed before from the same; its notices come along."""
        kept = self.memory.find(key, definition, inputs)
        if kept is not None:
            self.notices += kept.notices
            return cast("T", kept.outcome)
        before = len(self.notices)
        outcome = compute()
        self.memory.learn(key, Kept(definition, tuple(inputs), outcome, tuple(self.notices[before:])))
        return outcome

    def _computed(self, path: str) -> Column:
        kernel = Kernel(self.columns, self.size, self.as_of, self.shared)
        column = kernel.evaluate(self.plan.expressions[path])
        if kernel.overflows:
            self.notices.append(Notice("overflow", path, kernel.overflows))
        return column

    def whom_for(self, part: str) -> Condition:
        """Whom a part of the ruleset is `for`; certainly everybody, as a single row, where it does not say."""
        path = f"{part}.for"
        return self.condition(path) if path in self.plan.expressions else EVERYBODY

    def condition(self, path: str) -> Condition:
        """The condition at a path, for all accounts."""
        column = self.value(path)
        if isinstance(column, Condition):
            return column
        return Condition(np.zeros(self.size, dtype=np.bool_), np.zeros(self.size, dtype=np.bool_))

    def numbers(self, path: str) -> Floats:
        """The numbers (or the days since 1970-01-01) at a path; NaN where missing."""
        return self.numbers_of(self.value(path))

    def numbers_of(self, column: Column) -> Floats:
        """A column's numbers; all missing where it holds something else, as an expression of nothing but None does."""
        return column.values if isinstance(column, Numbers | Dates) else np.full(self.size, np.nan)
