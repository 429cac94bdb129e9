"""Aggregations that need all rows of an account together: median, and distinct values of large vocabularies.

Only kept rows with a known value are gathered. The carrier sorts them; what is made of sorted rows is made here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from ..carriers.carrier import Store, Values
from ..carriers.gaps import plain, whole_accounts
from ..expressions.columns import Column, Condition, Dates, Floats, Index, Numbers, Texts
from .lexicon import Lexicon
from .presence import Presence
from .rows import Rows
from .tallies import Measured


@dataclass(eq=False)
class Median:
    """The rows of a median."""

    measured: Measured
    size: int
    store: Store

    def add(self, rows: Rows) -> None:
        known = self.measured.known(rows)
        if len(known):
            self.store.add(known.account, plain(known.of(rows.numbers(self.measured.path))))

    @cached_property
    def result(self) -> Floats:
        """The medians; missing where there are no rows. Nothing can be added afterwards."""
        return median(_runs(self.store), self.size)


@dataclass(eq=False)
class Distinct:
    """Which values accounts have: as flags while there are few different ones, else as rows."""

    measured: Measured
    size: int
    store: Store
    lexicon: Lexicon = field(default_factory=Lexicon)
    presence: Presence | None = None
    few: bool = True

    def add(self, rows: Rows) -> None:
        known = self.measured.known(rows)
        if not len(known):
            return
        value = rows.value(self.measured.path)
        if isinstance(value, Numbers | Dates):
            self._gather(known.account, plain(known.of(value.values)))
            return
        codes, words = self._codes(value)
        self._note(known.account, known.of(codes), words)

    def _codes(self, value: Column) -> tuple[Index, int]:
        """Codes of a block in the numbering of all blocks, and how many there are by now."""
        match value:
            case Texts():
                return self.lexicon.codes(value), len(self.lexicon)
            case Condition(true, _):
                return true.astype(np.int64), 2
            case _:
                return np.zeros(len(value), dtype=np.int64), 1

    def _note(self, account: Index, codes: Index, words: int) -> None:
        self.presence = self.presence or Presence(self.size)
        if self.few and not self.presence.fits(words):
            self._gather(*self.presence.pairs())
            self.few = False
        if self.few:
            self.presence.add(account, codes, words)
        else:
            self._gather(account, codes)

    def _gather(self, account: Index, values: Values) -> None:
        if len(account):
            self.store.add(account, values)

    @cached_property
    def result(self) -> Floats:
        """How many different values each account has. Nothing can be added afterwards."""
        if self.presence is not None and self.few:
            return self.presence.count()
        return distinct(_runs(self.store), self.size)


def _runs(store: Store) -> Iterator[tuple[Index, Values]]:
    try:
        yield from whole_accounts(store.sorted())
    finally:
        store.close()


def median(runs: Iterator[tuple[Index, Values]], size: int) -> Floats:
    """The middle value of each account's rows, or the mean of the two in the middle; missing without rows.

    `runs` are rows sorted by account, then value, in pieces that part no account.
    """
    found = np.full(size, np.nan)
    for account, values in runs:
        first, count = _runs_of(account)
        below, above = values[first + (count - 1) // 2], values[first + count // 2]
        found[account[first]] = (below + above) / 2
    return found


def distinct(runs: Iterator[tuple[Index, Values]], size: int) -> Floats:
    """How many different values each account's rows have; `runs` as for `median`."""
    found = np.zeros(size)
    for account, values in runs:
        first, _ = _runs_of(account)
        new = np.ones(len(values), dtype=np.int64)
        new[1:] = values[1:] != values[:-1]
        new[first] = 1
        found[account[first]] = np.add.reduceat(new, first)
    return found


def _runs_of(account: Index) -> tuple[Index, Index]:
    """Where each account's rows begin, and how many they are."""
    first = np.flatnonzero(np.append(True, account[1:] != account[:-1]))
    return first, np.diff(np.append(first, len(account)))
