"""What is known of the accounts so far: every part that is computed joins it, for those that need it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from ..data.tables import DataSet
from ..expressions.columns import Column, Condition, Dates, Floats, Mask, Numbers
from ..expressions.kernel import Kernel
from ..findings import Finding
from ..plan.plan import Plan
from .carrier import Carrier
from .notices import overflow
from .results import KnockoutResult, ScoreResult, SegmentationResult


@dataclass(slots=True, eq=False)
class Accounts:
    """The accounts under evaluation: `columns` by name, all of `size`, and what came of them."""

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
