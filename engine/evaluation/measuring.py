"""What has to be tallied for each aggregation, and what is made of the tallies when all rows were seen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar, cast

import numpy as np

from ..carriers.carrier import Carrier, Store
from ..expressions.columns import Column, Dates, Floats, Numbers
from ..expressions.rounding import round_half_up
from ..rules.model.metrics import Aggregation
from .addends import joined, summed
from .ends import Ends
from .exact import Parts, average
from .gathered import Distinct, Median
from .rows import Rows, selection
from .tallies import Counted, Greatest, Least, Measured, Summed, Tally, certain, kept, known

DECIMALS = 6

T = TypeVar("T", bound=Tally)


@dataclass(slots=True, eq=False)
class Tallies:
    """The tallies of all metrics over one table; metrics that need the same share it."""

    size: int
    carrier: Carrier
    tallies: dict[tuple[object, ...], Tally] = field(default_factory=dict)
    stores: list[Store] = field(default_factory=list)

    def store(self) -> Store:
        """A place for rows that cannot be tallied."""
        self.stores.append(self.carrier.store())
        return self.stores[-1]

    def close(self) -> None:
        """Let go of all rows that are still held."""
        for store in self.stores:
            store.close()

    def add(self, rows: Rows) -> None:
        """Take in the rows of one block."""
        for tally in self.tallies.values():
            tally.add(rows)

    def complete(self) -> None:
        """After the last block: each tally goes with the last metric that is made of it, so that not all are held to the end."""
        self.tallies = {}

    def shared(self, name: str, measured: Measured, make: Callable[[], T], *, counts: bool = False) -> T:
        """The tally of that name over the same rows and (unless it only counts) the same value."""
        aggregate = measured.aggregate
        key = (name, *selection(aggregate), None if counts else aggregate.of)
        if key not in self.tallies:
            self.tallies[key] = make()
        return cast("T", self.tallies[key])


Finish: TypeAlias = Callable[[], Column]
"""What a metric comes to; called once, when all rows were seen."""


def prepared(measured: Measured, tallies: Tallies) -> Finish:
    """Tallies for a metric, and how it is made of them: 0 for a sum or count of nothing, missing for the others.

    Values are rounded half up to 6 decimals.
    """
    return AGGREGATIONS[measured.aggregate.aggregation](measured, tallies)


def _count(measured: Measured, tallies: Tallies) -> Finish:
    rows = _counted(measured, tallies)
    return lambda: Numbers(rows.count.astype(np.float64))


def _counted(measured: Measured, tallies: Tallies) -> Counted:
    return tallies.shared("rows", measured, lambda: Counted(measured, tallies.size, kept), counts=True)


def _summed(measured: Measured, tallies: Tallies) -> Summed:
    return tallies.shared("sum", measured, lambda: Summed(measured, tallies.size))


def _sum(measured: Measured, tallies: Tallies) -> Finish:
    sums = _summed(measured, tallies)
    return lambda: Numbers(summed(sums.sums, tallies.size))


def _average(measured: Measured, tallies: Tallies) -> Finish:
    sums = _summed(measured, tallies)
    values = tallies.shared("known", measured, lambda: Counted(measured, tallies.size, known))
    return lambda: Numbers(average(joined(sums.sums, tallies.size), values.count))


def _share(measured: Measured, tallies: Tallies) -> Finish:
    rows = _counted(measured, tallies)
    true = tallies.shared("true", measured, lambda: Counted(measured, tallies.size, certain))
    none = np.zeros(tallies.size, dtype=np.int64)
    return lambda: Numbers(average(Parts(none, true.count, none), rows.count))


def _min(measured: Measured, tallies: Tallies) -> Finish:
    least = tallies.shared("min", measured, lambda: Least(measured, tallies.size))
    return lambda: _found(measured, least.values)


def _max(measured: Measured, tallies: Tallies) -> Finish:
    greatest = tallies.shared("max", measured, lambda: Greatest(measured, tallies.size))
    return lambda: _found(measured, greatest.values)


def _found(measured: Measured, values: Floats) -> Column:
    # Infinity stands for no value while rows are taken in.
    known = np.where(np.isfinite(values), values, np.nan)
    return Dates(known) if measured.dated else rounded(Numbers(known))


def _median(measured: Measured, tallies: Tallies) -> Finish:
    rows = tallies.shared("median", measured, lambda: Median(measured, tallies.size, tallies.store()))
    return lambda: rounded(Numbers(rows.result))


def _distinct(measured: Measured, tallies: Tallies) -> Finish:
    values = tallies.shared("distinct", measured, lambda: Distinct(measured, tallies.size, tallies.store()))
    return lambda: Numbers(values.result)


def _latest(measured: Measured, tallies: Tallies) -> Finish:
    ends = tallies.shared("latest", measured, lambda: Ends(measured, tallies.size, 1))
    return lambda: rounded(ends.result)


def _earliest(measured: Measured, tallies: Tallies) -> Finish:
    ends = tallies.shared("earliest", measured, lambda: Ends(measured, tallies.size, -1))
    return lambda: rounded(ends.result)


def rounded(column: Column) -> Column:
    """Numbers rounded half up to 6 decimals; anything else as it is."""
    return Numbers(round_half_up(column.values, DECIMALS)) if isinstance(column, Numbers) else column


AGGREGATIONS: Mapping[Aggregation, Callable[[Measured, Tallies], Finish]] = {
    "count": _count,
    "sum": _sum,
    "average": _average,
    "share": _share,
    "min": _min,
    "max": _max,
    "median": _median,
    "count_distinct": _distinct,
    "latest": _latest,
    "earliest": _earliest,
}
