"""What is known of the accounts so far: every part that is computed joins it, for those that need it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar, cast

import numpy as np

from ..data.tables import DataSet
from ..expressions.columns import Column, Condition, Dates, Floats, Mask, Numbers
from ..expressions.kernel import Kernel
from ..findings import Finding
from ..plan.plan import Plan
from .carrier import Carrier
from .given import Given
from .memory import Kept, Memory
from .notices import overflow
from .results import KnockoutResult, ScoreResult, SegmentationResult

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Accounts:
    """The accounts under evaluation: `columns` by name, all of `size`, and what came of them.

    `given` are metrics whose values are known for some accounts, in place of what is computed for them.
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
    memory: Memory = field(default_factory=Memory)
    given: Mapping[str, Given] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.data.keys)

    @property
    def knocked_out(self) -> Mask:
        """Where some knock-out is certainly true."""
        masks = [knockout.true for knockout in self.knockouts.values()]
        return np.logical_or.reduce(masks) if masks else np.zeros(self.size, dtype=np.bool_)

    def value(self, path: str) -> Column:
        """The expression at a path of the ruleset, for all accounts; what overflowed is missing and a finding."""
        compiled = self.plan.expressions[path]
        definition = (compiled.text, compiled.names, repr(compiled.constants))
        inputs = [self.columns.get(name) for name in sorted(compiled.names)]
        return self.recall(path, definition, inputs, lambda: self._computed(path))

    def recall(self, key: str, definition: object, inputs: Sequence[object], compute: Callable[[], T]) -> T:
        """What `compute` gives, from memory where it was computed before from the same; its findings come along."""
        kept = self.memory.find(key, definition, inputs)
        if kept is not None:
            positions = self.plan.ruleset.positions
            self.findings += [replace(each, place=positions.place(each.path)) for each in kept.findings]
            return cast("T", kept.outcome)
        before = len(self.findings)
        outcome = compute()
        self.memory.learn(key, Kept(definition, tuple(inputs), outcome, tuple(self.findings[before:])))
        return outcome

    def _computed(self, path: str) -> Column:
        kernel = Kernel(self.columns, self.size, self.as_of)
        column = kernel.evaluate(self.plan.expressions[path])
        if kernel.overflows:
            self.findings.append(overflow(self.plan.ruleset, path, kernel.overflows, "accounts"))
        return column

    def whom_for(self, part: str) -> Condition:
        """Whom a part of the ruleset is `for`; certainly everybody where it does not say."""
        path = f"{part}.for"
        if path in self.plan.expressions:
            return self.condition(path)
        return Condition(np.ones(self.size, dtype=np.bool_), np.zeros(self.size, dtype=np.bool_))

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
