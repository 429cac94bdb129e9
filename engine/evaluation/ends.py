"""The latest and the earliest value: that of the row with the last or first date.

Of several rows on that day the greatest (for the earliest: the least) value counts, whatever the order of the rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import numpy as np

from ..expressions.columns import Column, Condition, Dates, Floats, Index, Members, Numbers, Texts
from .lexicon import Lexicon
from .rows import Rows
from .tallies import Measured

Row: TypeAlias = tuple[Index, Floats, Floats]
"""Accounts, days and values."""


@dataclass(eq=False)
class Ends:
    """The last day of each account so far, and the rows that may be on it. `sign` is -1 to look for the first day."""

    measured: Measured
    size: int
    sign: int
    lexicon: Lexicon = field(default_factory=Lexicon)
    kind: type[Column] = Numbers
    last: Floats = field(init=False)
    _rows: list[Row] = field(default_factory=list)
    _held: int = 0
    _most: int = 2**20

    def __post_init__(self) -> None:
        self.last = np.full(self.size, -np.inf)

    def add(self, rows: Rows) -> None:
        value = rows.value(self.measured.path)
        self.kind = type(value)
        known = self.measured.known(rows)
        if not rows.span.whole:
            known = known.where(~np.isnan(rows.days))
        if not len(known):
            return
        days = self.sign * known.of(rows.days)
        np.maximum.at(self.last, known.account, days)
        there = np.flatnonzero(days == self.last[known.account])
        values = known.of(self._plain(value))[there]
        self._hold((known.account[there], days[there], values))

    def _plain(self, value: Column) -> Floats:
        """Values as numbers: the number of a text, 1 for a condition that is true."""
        match value:
            case Texts():
                return self.lexicon.codes(value).astype(np.float64)
            case Condition(true, _):
                return true.astype(np.float64)
            case Members():
                return np.zeros(len(value))
            case _:
                return value.values

    def _hold(self, rows: Row) -> None:
        self._rows.append(rows)
        self._held += len(rows[0])
        # Days that were the last one when they came are dropped from time to time.
        if self._held > self._most:
            self._rows = [self._still_last()]
            self._held = len(self._rows[0][0])
            self._most = max(self._most, 2 * self._held)

    def _still_last(self) -> Row:
        """The held rows that are on the last day of their account."""
        if not self._rows:
            return np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0)
        account, days, values = map(np.concatenate, zip(*self._rows, strict=True))
        there = np.flatnonzero(days == self.last[account])
        return account[there], days[there], values[there]

    @cached_property
    def result(self) -> Column:
        """The value of each account as a column of the kind that is measured; missing without rows."""
        account, _, values = self._still_last()
        words: Sequence[str] = ()
        if self.kind is Texts:
            words, places = self.lexicon.alphabet()
            values = places[values.astype(np.int64)].astype(np.float64)
        greatest = np.full(self.size, -np.inf)
        np.maximum.at(greatest, account, self.sign * values)
        return _column(self.kind, np.where(np.isinf(greatest), np.nan, self.sign * greatest), tuple(words))


def _column(kind: type[Column], values: Floats, words: tuple[str, ...]) -> Column:
    if kind is Texts:
        return Texts(np.where(np.isnan(values), -1, values).astype(np.int32), words)
    if kind is Condition:
        return Condition(values == 1, values == 0)
    return Dates(values) if kind is Dates else Numbers(values)
