"""Accounts and their money, added up exactly."""

from dataclasses import dataclass

from ...expressions.columns import Floats, Index, Mask
from ..plain import rows_of
from ..totals import Summable


@dataclass(frozen=True, slots=True)
class Sum:
    """So many accounts with so much money together, in the ruleset's currency; None where it has no money."""

    accounts: int
    money: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Purse:
    """The money of all accounts of a pairing, ready to be added up over any of them."""

    money: Summable | None

    @classmethod
    def of(cls, money: Floats | None) -> "Purse":
        return cls(None if money is None else Summable.of(money))

    def sum(self, rows: Index) -> Sum:
        """The accounts in these rows; missing money counts as nothing."""
        return Sum(len(rows), None if self.money is None else self.money.total(rows))

    def where(self, mask: Mask) -> Sum:
        return self.sum(rows_of(mask))
