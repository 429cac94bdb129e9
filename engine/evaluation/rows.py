"""A block of a linked table's rows as the kernel sees it: what a metric measures, and which rows it keeps."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from ..carriers.carrier import Values
from ..data.tables import DataTable
from ..expressions.columns import Column, Condition, Dates, Floats, Index, Mask, Numbers
from ..expressions.kernel import Kernel
from ..plan.plan import Plan
from ..plan.windows import Window, day_number, window_of
from ..rules.model import Aggregate
from .addends import Addends, addends, unit_of
from .windows import holds


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """Some rows of a block: their numbers in it (None: all of them), and the row number of the account of each."""

    account: Index
    rows: Index | None = None

    def __len__(self) -> int:
        return len(self.account)

    def of(self, values: Values) -> Values:
        """What a column of the block holds in these rows."""
        return values if self.rows is None else values[self.rows]

    def where(self, mask: Mask) -> "Kept":
        """Those for which a column of the block is true."""
        chosen = np.flatnonzero(self.of(mask))
        if len(chosen) == len(self):
            return self
        return Kept(self.account[chosen], chosen if self.rows is None else self.rows[chosen])


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day of a block, and whether every row has a day."""

    first: float
    last: float
    whole: bool

    @classmethod
    def of(cls, days: Floats) -> "Span":
        first, last = np.fmin.reduce(days, initial=np.inf), np.fmax.reduce(days, initial=-np.inf)
        return cls(float(first), float(last), not np.isnan(days).any())


class Rows:
    """The rows of a block of a table. What two metrics have in common is computed once.

    `overflowed` counts, by path, results that were too large.
    """

    def __init__(self, plan: Plan, table: DataTable, as_of: date, overflowed: "Counter[str]") -> None:
        self.plan, self.table, self.as_of, self.overflowed = plan, table, as_of, overflowed
        self.size = table.size
        self._values: dict[str, Column] = {}
        self._kept: dict[tuple[object, ...], Kept] = {}
        self._windows: dict[Window, Mask | bool] = {}
        self._addends: dict[str, Addends] = {}

    @cached_property
    def account(self) -> Index:
        """The row number of each row's account, -1 for none."""
        account = self.table.account
        return np.full(self.size, -1) if account is None else account

    @cached_property
    def days(self) -> Floats:
        """Each row's date in days since 1970-01-01; all the same in a table without dates."""
        dates = self.table.columns.get(self.table.dates or "")
        return dates.values if isinstance(dates, Dates) else np.zeros(self.size)

    @cached_property
    def span(self) -> Span:
        return Span.of(self.days)

    def value(self, path: str) -> Column:
        """The expression at a path of the ruleset, for these rows."""
        compiled = self.plan.expressions[path]
        if compiled.text not in self._values:
            block = {name: self.table.columns[name] for name in compiled.names if name in self.table.columns}
            kernel = Kernel(block, self.size, self.as_of)
            self._values[compiled.text] = kernel.evaluate(compiled)
            self.overflowed[path] += kernel.overflows
        return self._values[compiled.text]

    def numbers(self, path: str) -> Floats:
        """The numbers or days of the expression at a path; NaN is missing."""
        value = self.value(path)
        return value.values if isinstance(value, Numbers | Dates) else np.full(self.size, np.nan)

    def addends(self, path: str, likely: int) -> tuple[Addends, int]:
        """The numbers of the expression at a path as whole numbers, and the unit to try in the next block."""
        text = self.plan.expressions[path].text
        if text not in self._addends:
            self._addends[text] = addends(self.numbers(path), likely)
        return self._addends[text], unit_of(self._addends[text]) or likely

    def kept(self, id: str, aggregate: Aggregate) -> Kept:
        """Rows that a metric looks at: of an account, not after `as_of`, in its window, its `where` certainly true."""
        signature = selection(aggregate)
        if signature not in self._kept:
            self._kept[signature] = self._keep(id, aggregate)
        return self._kept[signature]

    def known(self, id: str, aggregate: Aggregate) -> Kept:
        """Those of the kept rows in which the value that is measured is not missing."""
        signature = (*selection(aggregate), aggregate.of)
        if signature not in self._kept:
            kept = self.kept(id, aggregate)
            missing = self.value(f"metrics.{id}.{aggregate.aggregation}").missing
            self._kept[signature] = kept.where(~missing) if missing.any() else kept
        return self._kept[signature]

    def _keep(self, id: str, aggregate: Aggregate) -> Kept:
        masks = [self._linked, *self._in_time(window_of(aggregate, self.as_of))]
        if aggregate.where is not None and not any(mask is False for mask in masks):
            condition = self.value(f"metrics.{id}.where")
            masks.append(condition.true if isinstance(condition, Condition) else False)
        return self._all_of(masks)

    def _all_of(self, masks: Sequence[Mask | bool]) -> Kept:
        arrays = [mask for mask in masks if isinstance(mask, np.ndarray)]
        if any(mask is False for mask in masks):
            return Kept(self.account[:0], np.zeros(0, dtype=np.int64))
        if not arrays:
            return Kept(self.account)
        return Kept(self.account).where(np.logical_and.reduce(arrays) if len(arrays) > 1 else arrays[0])

    @cached_property
    def _linked(self) -> Mask | bool:
        """Rows that belong to an account; True where all do."""
        return True if self.size and self.account.min() >= 0 else self.account >= 0

    def _in_time(self, window: Window | None) -> list[Mask | bool]:
        if self.table.dates is None:
            return []
        today = Window(None, day_number(self.as_of))
        if window is not None:
            return [self._within(window)]
        # Without a window rows without a date count too; what lies after `as_of` is not seen by any metric.
        return [] if self.span.last <= today.end else [~(self.days > today.end)]

    def _within(self, window: Window) -> Mask | bool:
        """Rows in a window; True or False where the whole block is on one side."""
        if window not in self._windows:
            self._windows[window] = self._looked_up(window)
        return self._windows[window]

    def _looked_up(self, window: Window) -> Mask | bool:
        span, start = self.span, -np.inf if window.start is None else window.start
        if span.last <= start or span.first > window.end:
            return False
        if span.whole and span.first > start and span.last <= window.end:
            return True
        return holds(window, self.days)


def selection(aggregate: Aggregate) -> tuple[object, ...]:
    """What tells one choice of rows from another."""
    return aggregate.where, aggregate.last, aggregate.ending
