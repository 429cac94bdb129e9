"""Aggregations that need all their rows together: median, count_distinct, latest, earliest.

Only the kept rows with a known value are gathered, and of them the account, the value and the date.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from ..expressions.columns import Column, Condition, Dates, Floats, Index, Mask, Members, Numbers, Texts
from ..rules.model import Aggregate, Metric
from ..rules.model.metrics import Aggregation
from .carrier import Carrier, How, Part, Values
from .rows import Rows


@dataclass(slots=True, eq=False)
class Gathered:
    """The rows of one metric. Text is gathered as codes into `vocabulary`, a condition as 0 and 1."""

    kind: type[Column] = Numbers
    accounts: list[Index] = field(default_factory=list)
    values: list[Values] = field(default_factory=list)
    days: list[Floats] = field(default_factory=list)
    vocabulary: dict[str, int] = field(default_factory=dict)
    _translated: tuple[tuple[str, ...], Index] = ((), np.zeros(0, dtype=np.int64))

    def add(self, metric: Metric, aggregate: Aggregate, rows: Rows) -> None:
        """Take in the rows of one block."""
        value = rows.value(f"metrics.{metric.id}.{aggregate.aggregation}")
        kept = rows.kept(metric.id, aggregate) & ~value.missing
        if aggregate.aggregation in ("latest", "earliest"):
            kept &= ~np.isnan(rows.days)
        self.kind = type(value)
        self.accounts.append(rows.account[kept])
        self.days.append(rows.days[kept])
        self.values.append(self._plain(value, kept))

    def _plain(self, value: Column, kept: Mask) -> Values:
        match value:
            case Texts():
                return self._codes(value.vocabulary)[value.codes[kept]]
            case Condition():
                return value.true[kept].astype(np.int64)
            case Members():
                return np.zeros(np.count_nonzero(kept), dtype=np.int64)
            case _:
                return value.values[kept]

    def _codes(self, vocabulary: tuple[str, ...]) -> Index:
        """Codes of a block's vocabulary in that of all blocks, which is the same one as a rule."""
        if vocabulary != self._translated[0]:
            codes = [self.vocabulary.setdefault(text, len(self.vocabulary)) for text in vocabulary]
            self._translated = vocabulary, np.array(codes, dtype=np.int64)
        return self._translated[1]

    def ordered(self) -> tuple[Index, Values, Floats, tuple[str, ...]]:
        """Accounts, values, days; text as its place in the alphabet, which is given too."""
        values = np.concatenate(self.values)
        words = tuple(sorted(self.vocabulary))
        if self.kind is Texts:
            place = np.argsort(np.array([self.vocabulary[word] for word in words], dtype=np.int64))
            values = place[values.astype(np.int64)]
        return np.concatenate(self.accounts), values, np.concatenate(self.days), words

    def column(self, values: Floats, words: tuple[str, ...]) -> Column:
        """Values per account as a column of the kind that was gathered; NaN is missing."""
        if self.kind is Texts:
            return Texts(np.where(np.isnan(values), -1, values).astype(np.int32), words)
        if self.kind is Condition:
            return Condition(values == 1, values == 0)
        return Dates(values) if self.kind is Dates else Numbers(values)


def _reduced(how: How, account: Index, values: Values, carrier: Carrier, size: int) -> Floats:
    return carrier.group(account, [Part("value", how, values)]).spread("value", size)


def _median(gathered: Gathered, carrier: Carrier, size: int) -> Column:
    account, values, _, _ = gathered.ordered()
    return Numbers(_reduced("median", account, values, carrier, size))


def _distinct(gathered: Gathered, carrier: Carrier, size: int) -> Column:
    account, values, _, _ = gathered.ordered()
    return Numbers(np.nan_to_num(_reduced("distinct", account, values, carrier, size)))


def _latest(gathered: Gathered, carrier: Carrier, size: int) -> Column:
    return _at_the_end(gathered, "max", carrier, size)


def _earliest(gathered: Gathered, carrier: Carrier, size: int) -> Column:
    return _at_the_end(gathered, "min", carrier, size)


def _at_the_end(gathered: Gathered, how: How, carrier: Carrier, size: int) -> Column:
    # Of several rows on one day the greatest (for earliest: the least) value counts, whatever the order of the rows.
    account, values, days, words = gathered.ordered()
    end = _reduced(how, account, days, carrier, size)
    there = days == end[account]
    return gathered.column(_reduced(how, account[there], values[there], carrier, size), words)


Gathering: TypeAlias = Callable[[Gathered, Carrier, int], Column]
GATHERINGS: Mapping[Aggregation, Gathering] = {
    "median": _median,
    "count_distinct": _distinct,
    "latest": _latest,
    "earliest": _earliest,
}
