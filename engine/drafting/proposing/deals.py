"""Deals: rows that are won, lost, or still open."""

from dataclasses import dataclass

from ..guessing import Column
from ..linking import Scheme, Seat
from ..naming.words import LOST, STAGE, WON, parts_of, tells


@dataclass(frozen=True, eq=False)
class Deals:
    """Rows with the column that says how they ended, and its words for won and lost."""

    seat: Seat
    stage: Column
    won: str
    lost: str | None

    @property
    def open(self) -> tuple[str, ...]:
        return tuple(value for value in self.stage.guess.values if value not in {self.won, self.lost})


def deals_of(scheme: Scheme) -> Deals | None:
    """The table of deals, known by a column whose values are words for won and lost."""
    found = [
        deals
        for seat in scheme.of_role("rows")
        for column in seat.table.of_type("category")
        if (deals := _deals(seat, column))
    ]
    return max(
        found, key=lambda deals: (deals.lost is not None, tells(deals.stage.header, STAGE)), default=None
    )


def _deals(seat: Seat, column: Column) -> Deals | None:
    won = _meaning(column, WON)
    lost = _meaning(column, LOST)
    if won is None or (lost is None and not tells(column.header, STAGE)):
        return None
    return Deals(seat, column, won, lost)


def _meaning(column: Column, words: str) -> str | None:
    """The value that has one of the words, and could stand in an expression."""
    meant = set(words.split())
    for value in column.guess.values:
        if meant & {*parts_of(value), "_".join(parts_of(value))} and is_plain(value):
            return value
    return None


def is_plain(value: str) -> bool:
    """Whether a text can be written in an expression as it stands."""
    return value.isprintable() and not set(value) & set("\"'\\{}")
