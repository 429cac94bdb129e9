"""The day that a draft looks from, and the stretch of time that two of fit into the data."""

import datetime as dt
from dataclasses import dataclass

from ..linking import Scheme, Seat
from ..naming.words import SNAPSHOT, tells

_DAY_ZERO = dt.date(1970, 1, 1).toordinal()
_NEARLY = 0.95


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time as the language writes it, its days, and how ids and titles call it."""

    written: str
    days: float
    suffix: str


WINDOWS = (
    Window("12 months", 365, "12m"),
    Window("6 months", 182, "6m"),
    Window("3 months", 91, "3m"),
    Window("1 month", 30, "1m"),
)
"""No shorter ones: who bought nothing in two weeks has not stopped buying."""

YEAR = 365


@dataclass(frozen=True, slots=True)
class Calendar:
    """`window` is None where the data spans too little time to compare two stretches; `why` is about the day.

    `reach` is how many days back it makes sense to look: a year, or as far as the data goes.
    """

    as_of: dt.date
    why: str
    window: Window | None = None
    span: str = ""
    reach: int = YEAR


def calendar_of(scheme: Scheme, main: Seat | None, today: dt.date) -> Calendar:
    """The latest date of the rows that count; the day of today, written down, where the data has no dates."""
    dated = scheme.dated(main) if main is not None else None
    if dated is None:
        dated = next((seat for seat in scheme.of_role("rows") if seat.date is not None), None)
    if dated is not None and dated.date is not None:
        return _of_rows(dated)
    return _of_accounts(scheme) or Calendar(
        today, "no date in the data tells when it was made, so it is the day of this draft"
    )


def _of_rows(seat: Seat) -> Calendar:
    guess = seat.date.guess if seat.date is not None else None
    if guess is None or guess.low is None or guess.high is None or guess.latest is None:
        raise ValueError("a date column without dates")
    latest, days = _day(guess.latest), guess.latest - guess.low
    column = f"{seat.id}.{seat.date.id if seat.date else ''}"
    why = f"the latest {column} in the data"
    if guess.latest < guess.high:
        why = f"nearly all of {column} lies before it; a few dates go on to {_day(guess.high)}"
    window = next((window for window in WINDOWS if days >= 2 * _NEARLY * window.days), None)
    span = f"{column} runs from {_day(guess.low)} to {latest}"
    return Calendar(latest, why, window, span, min(YEAR, max(1, int(days))))


def _of_accounts(scheme: Scheme) -> Calendar | None:
    seat = scheme.accounts
    dates = seat.table.of_type("date") if seat else []
    past = [column for column in dates if tells(column.header, SNAPSHOT) and column.guess.latest is not None]
    if not past:
        return None
    best = max(past, key=lambda column: column.guess.latest or 0)
    return Calendar(_day(best.guess.latest or 0), f"the latest {best.id} in the data")


def _day(days: float) -> dt.date:
    return dt.date.fromordinal(_DAY_ZERO + int(days))
