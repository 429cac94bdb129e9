"""Windows are half-open, in calendar months, and lie side by side."""

from datetime import date

import pytest

from sikta.engine.plan.windows import Window, before, day_number, window_of
from sikta.engine.rules.model import Aggregate, Duration, Unit


def span(text: str) -> Duration | None:
    count, _, unit = text.partition(" ")
    units: dict[str, Unit] = {"days": "days", "weeks": "weeks", "months": "months", "years": "years"}
    return Duration(int(count), units[unit]) if text else None


@pytest.mark.parametrize(
    ("as_of", "last", "ending", "start", "end"),
    [
        ("2026-06-30", "12 months", "", "2025-06-30", "2026-06-30"),
        # the day is clipped to the month's end
        ("2026-03-31", "1 months", "", "2026-02-28", "2026-03-31"),
        ("2024-03-31", "1 months", "", "2024-02-29", "2024-03-31"),
        ("2024-02-29", "1 years", "", "2023-02-28", "2024-02-29"),
        ("2026-06-30", "2 weeks", "", "2026-06-16", "2026-06-30"),
        ("2026-06-30", "10 days", "3 weeks", "2026-05-30", "2026-06-09"),
        ("2026-06-30", "1 years", "12 months", "2024-06-30", "2025-06-30"),
        # months that end before, side by side: (31 January, 28 February], not from 28 January
        ("2026-03-31", "1 months", "1 months", "2026-01-31", "2026-02-28"),
        # days and months cannot be added: 30 days before 28 February
        ("2026-03-31", "30 days", "1 months", "2026-01-29", "2026-02-28"),
        # before the calendar
        ("2026-03-31", "9000 years", "", "0001-01-01", "2026-03-31"),
    ],
)
def test_window(as_of: str, last: str, ending: str, start: str, end: str) -> None:
    aggregate = Aggregate("orders", "sum", "amount", last=span(last), ending=span(ending))

    window = window_of(aggregate, date.fromisoformat(as_of))

    assert window == Window(day_number(date.fromisoformat(start)), day_number(date.fromisoformat(end)))


def test_no_window() -> None:
    assert window_of(Aggregate("orders", "sum", "amount"), date(2026, 1, 1)) is None
    only_end = window_of(Aggregate("orders", "sum", "amount", ending=Duration(1, "days")), date(2026, 1, 2))
    assert only_end == Window(None, day_number(date(2026, 1, 1)))


def test_before_the_first_day() -> None:
    assert before(date(2026, 1, 1), Duration(10**9, "days")) == date.min
