"""Aggregations that add up over blocks of rows: sum, average, count, share, min, max."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from ..expressions.columns import Column, Condition, Dates, Floats, Index, Mask, Numbers
from ..rules.model import Aggregate, Metric
from ..rules.model.metrics import Aggregation
from .carrier import Grouped, How, Part, Values
from .exact import Parts, average, split, total
from .rows import Rows, selection

MERGES: Mapping[How, np.ufunc] = {"sum": np.add, "min": np.minimum, "max": np.maximum}
EMPTY: Mapping[How, float] = {"sum": 0, "min": np.inf, "max": -np.inf}


@dataclass(slots=True, eq=False)
class Tallies:
    """Running results per account, by the name of their part."""

    size: int
    arrays: dict[str, Values] = field(default_factory=dict)

    def add(self, grouped: Grouped, parts: Iterable[Part]) -> None:
        """Merge what the carrier made of one block."""
        for part in parts:
            array = self.arrays.setdefault(part.name, np.full(self.size, EMPTY[part.how], part.values.dtype))
            array[grouped.accounts] = MERGES[part.how](array[grouped.accounts], grouped.values[part.name])

    def whole(self, name: str) -> Index:
        """A tally of whole numbers; nothing but 0 where no block had any."""
        return (
            self.arrays[name].astype(np.int64) if name in self.arrays else np.zeros(self.size, dtype=np.int64)
        )

    def extreme(self, name: str) -> Floats:
        """A tally of least or greatest values; missing where there was none."""
        array = self.arrays.get(name, np.full(self.size, np.nan))
        return np.where(np.isfinite(array), array, np.nan)


def parts_of(metric: Metric, aggregate: Aggregate, rows: Rows) -> list[Part]:
    """The plain columns that a metric needs, with what to reduce them with."""
    kept = rows.kept(metric.id, aggregate)
    if aggregate.aggregation == "count":
        return [_counted(f"{selection(aggregate)}; rows", kept)]
    value = rows.value(f"metrics.{metric.id}.{aggregate.aggregation}")
    return PARTS[aggregate.aggregation](signature(aggregate), kept, value)


def signature(aggregate: Aggregate) -> str:
    """What tells one measurement from another; metrics that share it share its parts."""
    return f"{selection(aggregate)}; {aggregate.of}"


def _counted(name: str, rows: Mask) -> Part:
    return Part(name, "sum", rows.astype(np.int64))


def _sum_parts(name: str, kept: Mask, value: Column) -> list[Part]:
    parts = split(np.where(kept, _numbers(value), np.nan))
    found = [Part(f"{name}; low", "sum", parts.low), Part(f"{name}; nano", "sum", parts.nano)]
    return [*found, Part(f"{name}; high", "sum", parts.high)] if parts.high.any() else found


def _average_parts(name: str, kept: Mask, value: Column) -> list[Part]:
    return [*_sum_parts(name, kept, value), _counted(f"{name}; known", kept & ~value.missing)]


def _share_parts(name: str, kept: Mask, value: Column) -> list[Part]:
    true = value.true if isinstance(value, Condition) else np.zeros(len(value), dtype=np.bool_)
    return [_counted(f"{name}; true", kept & true), _counted(f"{name}; rows", kept)]


def _min_parts(name: str, kept: Mask, value: Column) -> list[Part]:
    return [Part(f"{name}; min", "min", _bounded(kept, value, np.inf))]


def _max_parts(name: str, kept: Mask, value: Column) -> list[Part]:
    return [Part(f"{name}; max", "max", _bounded(kept, value, -np.inf))]


def _bounded(kept: Mask, value: Column, outside: float) -> Floats:
    # Infinity stands for no value, as data frames disagree about NaN in a minimum.
    return np.where(kept & ~value.missing, _numbers(value), outside)


def _numbers(value: Column) -> Floats:
    return value.values if isinstance(value, Numbers | Dates) else np.full(len(value), np.nan)


PARTS: Mapping[Aggregation, Callable[[str, Mask, Column], list[Part]]] = {
    "sum": _sum_parts,
    "average": _average_parts,
    "share": _share_parts,
    "min": _min_parts,
    "max": _max_parts,
}


def finished(aggregate: Aggregate, tallies: Tallies) -> Floats:
    """A metric's values by account: 0 for a sum or count of nothing, missing for the others."""
    if aggregate.aggregation == "count":
        return tallies.whole(f"{selection(aggregate)}; rows").astype(np.float64)
    return FINISHERS[aggregate.aggregation](tallies, signature(aggregate))


def _sums(tallies: Tallies, name: str) -> Parts:
    return Parts(*(tallies.whole(f"{name}; {part}") for part in ("high", "low", "nano")))


def _share(tallies: Tallies, name: str) -> Floats:
    true, rows = tallies.whole(f"{name}; true"), tallies.whole(f"{name}; rows")
    return average(Parts(np.zeros_like(true), true, np.zeros_like(true)), rows)


Finisher: TypeAlias = Callable[[Tallies, str], Floats]
FINISHERS: Mapping[Aggregation, Finisher] = {
    "sum": lambda tallies, name: total(_sums(tallies, name)),
    "average": lambda tallies, name: average(_sums(tallies, name), tallies.whole(f"{name}; known")),
    "share": _share,
    "min": lambda tallies, name: tallies.extreme(f"{name}; min"),
    "max": lambda tallies, name: tallies.extreme(f"{name}; max"),
}
