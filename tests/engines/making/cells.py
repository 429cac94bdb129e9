"""Values as data holds them: ordinary ones, ties, extremes, and what does not fit its field."""

import calendar
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from .chance import Chance

Value: TypeAlias = "str | float | bool | dt.date | None"
Draw: TypeAlias = "Callable[[], Cell]"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell means to the rules (None: missing), and what stands in it: natively, or as text in a text file.

    `text` is None where a text file holds the native value in its own style.
    """

    meant: Value
    native: Value
    text: str | None = None

    @classmethod
    def of(cls, value: Value) -> "Cell":
        return cls(value, value)


NOTHING = Cell(None, None)
COMMON = (0.0, 1.0, 1.0, 2.0, 2.5, 10.0, 10.0, 49.99, 50.0, 100.0, 249.0, 250.0, 1000.0)
TRICKY = (-0.0, 0.1, 0.2, 0.3, 1.005, 2.675, -3.5, -0.005, 1e-9, 1234567.891, 123456789.125, 1e15, 2.0**53)
HUGE = (4e18, -4e18, 9.2e18)
WORDS = (
    "Dairy Beheer B.V.", "dairy", "DAIRY", "Nordic Food AB", "Café Zürich", "Åkerö Smör", "CFO/CTO", "00123", "NA",
    "null", "nan", "=SUM(A1)", "a|b;c,d", 'the "best"', "日本 🏭", "e\u0301", "\u05d0\u05d1", "x" * 2_000, "-1", "@home",
)  # fmt: skip
MARKED = "Straße"
"""A text whose capitals are longer than its small letters."""


def number(chance: Chance, low: float | None = None, high: float | None = None) -> Cell:
    """A number of any size; beyond the bounds of its field, or no number at all, it is missing."""
    if chance.maybe(0.1):
        return NOTHING
    if chance.maybe(0.02):
        return Cell(None, None, chance.choice(["abc", "1e400", "12..5", "#REF!", "inf"]))
    pool = chance.random()
    value = chance.choice(COMMON if pool < 0.4 else TRICKY) if pool < 0.55 else _any(chance)
    if chance.maybe(0.004):
        value = chance.choice(HUGE)
    fits = (low is None or value >= low) and (high is None or value <= high)
    return Cell(value + 0.0 if fits else None, value)


def _any(chance: Chance) -> float:
    return round(chance.uniform(-200, 2000), chance.choice([0, 1, 2, 2, 3]))


def integer(chance: Chance, low: float | None = None) -> Cell:
    """A whole number; half of one does not fit."""
    if chance.maybe(0.1):
        return NOTHING
    if chance.maybe(0.02):
        return Cell(None, 12.5)
    value = chance.choice([0, 1, 1, 2, 3, 5, 10, 49, 50, 51, 249, 250, 251, 1000, 10**6, 2**53, -1, -7])
    return Cell(float(value) if low is None or value >= low else None, float(value))


def rating(chance: Chance) -> Cell:
    value = chance.choice([1, 1, 2, 3, 3, 4, 5, 5, 0, 6, None])
    return Cell(
        float(value) if value is not None and 1 <= value <= 5 else None,
        None if value is None else float(value),
    )


def boolean(chance: Chance) -> Cell:
    value = chance.choice([True, True, False, False, None])
    if value is None:
        return chance.choice([NOTHING, Cell(None, None, "perhaps")])
    words = ("true", "ja", "1", "YES") if value else ("false", "nee", "0", "No")
    return Cell(value, value, chance.choice(words))


def day(chance: Chance, as_of: dt.date) -> Cell:
    """A date near the edges of windows: month ends, leap days, exactly a window before `as_of`, or after it."""
    kind = chance.random()
    if kind < 0.08:
        return NOTHING
    if kind < 0.1:
        return Cell(None, None, chance.choice(["2026-02-30", "soon", "45000", "0001-01-01"]))
    return Cell.of(near(chance, as_of))


def near(chance: Chance, as_of: dt.date) -> dt.date:
    kind = chance.random()
    if kind < 0.35:
        edge = months_before(as_of, chance.choice([0, 0, 1, 2, 3, 6, 12, 12, 24]))
        return edge + dt.timedelta(days=chance.choice([-1, 0, 0, 1]))
    if kind < 0.45:
        return chance.choice(
            [dt.date(2024, 2, 29), dt.date(2025, 12, 31), dt.date(2025, 2, 28), dt.date(1999, 1, 31)]
        )
    if kind < 0.5:
        return as_of + dt.timedelta(days=chance.whole(1, 400))
    return as_of - dt.timedelta(days=chance.choice([7, 14, 28, chance.whole(0, 900)]))


def months_before(day: dt.date, count: int) -> dt.date:
    """The same day of an earlier month, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def category(chance: Chance, values: Sequence[str], synonyms: dict[str, str], *, listed: bool = True) -> Cell:
    """A value as declared, in other letters or by a synonym; where values are `listed`, another one does not fit."""
    if chance.maybe(0.1):
        return chance.choice([NOTHING, Cell(None, ""), Cell(None, "  ")])
    if listed and chance.maybe(0.03):
        return Cell(None, "nonsense")
    value = chance.choice(values)
    written = [value, value, value, f" {value} "]
    if listed:
        written += [value.upper(), *(word for word, meant in synonyms.items() if meant == value)]
    return Cell(value, chance.choice(written))


def text(chance: Chance, words: Sequence[str] = (*WORDS, MARKED)) -> Cell:
    """Any text, trimmed; what looks like a number, a formula or nothing stays what it is."""
    if chance.maybe(0.1):
        return chance.choice([NOTHING, Cell(None, " ")])
    value = chance.choice(words)
    return Cell(value, chance.choice([value, value, f" {value}", f"{value}\t "]))
