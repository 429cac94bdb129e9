"""A stretch of a linked table's rows as the kernel sees it: what a metric measures, and which rows it keeps."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from ..data.tables import DataTable
from ..expressions.columns import Column, Condition, Dates, Floats, Index, Mask
from ..expressions.kernel import Kernel
from ..plan.plan import Plan
from ..rules.model import Aggregate
from .windows import unseen, window_of


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows `stretch` of a table. What two metrics have in common is computed once.

    `overflowed` counts, by path, results that were too large.
    """

    plan: Plan
    table: DataTable
    as_of: date
    stretch: slice
    overflowed: "Counter[str]"
    _values: dict[str, Column] = field(default_factory=dict)
    _kept: dict[str, Mask] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.account)

    @property
    def account(self) -> Index:
        """The row number of each row's account, -1 for none."""
        account = self.table.account
        return np.full(self.table.size, -1)[self.stretch] if account is None else account[self.stretch]

    @property
    def days(self) -> Floats:
        """Each row's date in days since 1970-01-01; all the same in a table without dates."""
        dates = self.table.columns.get(self.table.dates or "")
        return dates.values[self.stretch] if isinstance(dates, Dates) else np.zeros(self.size)

    def value(self, path: str) -> Column:
        """The expression at a path of the ruleset, for these rows."""
        compiled = self.plan.expressions[path]
        if compiled.text not in self._values:
            block = {
                name: column.take(self.stretch)
                for name, column in self.table.columns.items()
                if name in compiled.names
            }
            kernel = Kernel(block, self.size, self.as_of)
            self._values[compiled.text] = kernel.evaluate(compiled)
            self.overflowed[path] += kernel.overflows
        return self._values[compiled.text]

    def kept(self, id: str, aggregate: Aggregate) -> Mask:
        """Rows that a metric looks at: of an account, not after `as_of`, in its window, its `where` certainly true."""
        signature = selection(aggregate)
        if signature not in self._kept:
            self._kept[signature] = self._keep(id, aggregate)
        return self._kept[signature]

    def _keep(self, id: str, aggregate: Aggregate) -> Mask:
        keep: Mask = self.account >= 0
        if self.table.dates is not None:
            keep = keep & ~unseen(self.days, self.as_of)
            window = window_of(aggregate, self.as_of)
            keep = keep if window is None else keep & window.holds(self.days)
        if aggregate.where is not None:
            condition = self.value(f"metrics.{id}.where")
            keep = keep & (condition.true if isinstance(condition, Condition) else False)
        return np.asarray(keep)


def selection(aggregate: Aggregate) -> str:
    """What tells one choice of rows from another."""
    return f"{aggregate.where}; {aggregate.last}; {aggregate.ending}"
