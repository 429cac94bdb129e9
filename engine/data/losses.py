"""Rows that do not count: whose account does not exist, that come after the day, that have no date; and their money."""

from dataclasses import dataclass, field

import numpy as np

from ..expressions.columns import Mask, Texts
from .judged import Judged
from .known_names import KnownNames
from .money import Sum
from .quality import Loss
from .words_counted import WordCounts

_SHOWN = 5
REASONS = ("after_as_of", "no_date", "orphan", "no_account", "unmatched")


@dataclass(slots=True, eq=False)
class LossCount:
    """Rows that are lost for one reason, by the field of that name.

    `known` are the names that could have been meant, where some could. `carried` is their money, None where the table has none.
    """

    table: str
    reason: str
    name: str
    carried: Sum | None
    known: KnownNames | None = None
    rows: int = 0
    unasked: int = 0
    words: WordCounts = field(default_factory=WordCounts)

    def add(self, block: Judged, rows: Mask, texts: Texts | None = None) -> None:
        """Count some rows of the next block; `texts` are what they say."""
        count = int(np.count_nonzero(rows))
        if not count:
            return
        self.rows += count
        money = block.money(rows)
        if self.carried is not None and money is not None:
            self.carried.add(money)
        if texts is not None:
            self.words.add(texts, rows)

    def loss(self) -> Loss:
        """What was lost, with the commonest values."""
        examples = tuple(
            (word, rows, self.known.nearest(word) if self.known else "")
            for word, rows in self.words.commonest(_SHOWN)
        )
        money = self.carried.total() if self.carried is not None else None
        return Loss(self.table, self.reason, self.name, self.rows, money, examples, self.unasked)


@dataclass(slots=True, eq=False)
class LossCounts:
    """Every loss of one table, over its blocks. `known` are the names of the accounts.

    `measured` tells whether the rows of the table carry money.
    """

    table: str
    known: KnownNames
    measured: bool
    counts: dict[tuple[str, str], LossCount] = field(default_factory=dict)

    def add(self, block: Judged) -> None:
        """Count the losses of the next block."""
        clean = block.clean
        dates = clean.dates_name or ""
        if clean.hidden is not None:
            self._of("after_as_of", dates).add(block, clean.hidden)
        if clean.dates is not None:
            undated = block.seen(clean.dates.missing)
            self._of("no_date", dates).add(block, undated)
            self._of("no_date", dates).unasked += block.unasked(dates, undated) if undated.any() else 0
        if block.account is not None:
            self._unlinked(block, block.seen(block.account < 0))
        for name, unmatched in clean.unmatched.items():
            count = self._of("unmatched", name, KnownNames(unmatched.keys))
            count.add(block, block.seen(unmatched.rows), clean.id_texts(clean.table.fields[name].by))

    def losses(self) -> list[Loss]:
        """Those that have rows, by reason."""
        counts = sorted(self.counts.values(), key=lambda count: REASONS.index(count.reason))
        return [count.loss() for count in counts if count.rows]

    def _of(self, reason: str, name: str, known: KnownNames | None = None) -> LossCount:
        if (reason, name) not in self.counts:
            carried = Sum() if self.measured else None
            self.counts[reason, name] = LossCount(self.table, reason, name, carried, known)
        return self.counts[reason, name]

    def _unlinked(self, block: Judged, none: Mask) -> None:
        if not none.any():
            return
        clean, own = block.clean, block.clean.account_name or ""
        named = ~clean.account.missing if clean.account is not None else np.zeros(clean.size, dtype=np.bool_)
        astray = clean.astray if clean.astray is not None else np.zeros(clean.size, dtype=np.bool_)
        self._of("orphan", own, self.known).add(block, none & named, clean.account)
        if clean.table.via:
            by = clean.table.via[1]
            self._of("orphan", by).add(block, none & astray, clean.id_texts(by))
        self._of("no_account", own).add(block, none & ~named & ~astray)
