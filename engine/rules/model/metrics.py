"""Metrics: one value per account, from linked rows, from other values, or from a reference table."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from .texts import Duration, Text

Aggregation: TypeAlias = Literal[
    "sum", "average", "median", "min", "max", "count", "count_distinct", "share", "latest", "earliest"
]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """Rows of `table` brought to one value. `of` is an expression over the row; for `count` it is `rows`.

    `where` keeps rows for which it is certainly true. `last` is a half-open window that ends at `as_of`, or
    `ending` before it. `share` is the part of the rows for which `of` is certainly true.
    """

    table: str
    aggregation: Aggregation
    of: str
    where: str | None = None
    last: Duration | None = None
    ending: Duration | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """An expression over the account; `over` "group" sums it over the account's corporate group."""

    expression: str
    over: Literal["group"] | None = None


@dataclass(frozen=True, slots=True)
class Lookup:
    """A field of a reference table, found by the account's value of `by`."""

    table: str
    field: str
    by: str


@dataclass(frozen=True, slots=True)
class Metric:
    """A named value per account, rounded half up to 6 decimals."""

    id: str
    source: Aggregate | Value | Lookup
    title: Text = Text()
    unit: str | None = None
    format: Literal["number", "money", "percent", "integer"] | None = None
    definition: str | None = None
    method: str | None = None
    owner: str | None = None
