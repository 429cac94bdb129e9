"""Accounts that something concerns, with their money: counts and sums that grow with every stretch."""

from dataclasses import dataclass, field

import numpy as np

from ...evaluation.results import Results
from ...expressions.columns import Mask, Numbers
from ...findings.money import money_in_words
from ...rules.model import Ruleset
from ..totals import PASS, Sums


@dataclass(slots=True, eq=False)
class Worth:
    """So many accounts, and what they are worth; no money where the ruleset names none."""

    accounts: int = 0
    paid: bool = False
    _money: Sums = field(default_factory=lambda: Sums.none(1))

    def add(self, results: Results, mask: Mask) -> None:
        """Take in the accounts of a stretch where the mask holds."""
        rows = np.flatnonzero(mask)
        self.accounts += len(rows)
        column = results.values.get(results.money or "")
        if not isinstance(column, Numbers):
            return
        self.paid = True
        values = column.values[rows]
        for first in range(0, len(values), PASS):
            part = values[first : first + PASS]
            self._money.add(part, np.zeros(len(part), dtype=np.int64), np.array([len(part)]))

    def told(self, ruleset: Ruleset, everybody: int) -> str:
        """`14 of 620 accounts, with €120,000`."""
        accounts = f"{self.accounts:,} of {everybody:,} accounts"
        if not self.accounts or not self.paid:
            return accounts
        total = self._money.total()
        return f"{accounts}, with {money_in_words(total, ruleset.currency)}"
