"""Calendar time: the plain function, and the kernel's over columns, agree."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.expressions.calendar import shift_date
from sikta.engine.expressions.columns import Dates, Numbers
from sikta.engine.expressions.kernel.dates import day_number, months_before, months_between
from sikta.engine.rules.model import Unit


@pytest.mark.parametrize(
    ("day", "count", "unit", "expected"),
    [
        (date(2026, 3, 31), -1, "months", date(2026, 2, 28)),
        (date(2024, 3, 31), -1, "months", date(2024, 2, 29)),
        (date(2026, 1, 15), -12, "months", date(2025, 1, 15)),
        (date(2024, 2, 29), 1, "years", date(2025, 2, 28)),
        (date(2026, 1, 31), 1, "months", date(2026, 2, 28)),
        (date(2026, 3, 1), -1, "days", date(2026, 2, 28)),
        (date(2026, 3, 1), -2, "weeks", date(2026, 2, 15)),
    ],
)
def test_a_day_is_clipped_to_the_months_end(day: date, count: int, unit: Unit, expected: date) -> None:
    assert shift_date(day, count, unit) == expected


@pytest.mark.parametrize("unit", ["months", "years", "days"])
def test_beyond_the_calendar(unit: Unit) -> None:
    with pytest.raises(OverflowError):
        shift_date(date(2026, 1, 1), -999_999, unit)


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@settings(max_examples=100, deadline=None)
@given(DAYS, st.integers(-500, 500))
def test_the_kernel_shifts_months_as_the_plain_function_does(day: date, count: int) -> None:
    shifted = months_before(Dates(np.array([day_number(day)])), Numbers(np.array([float(count)])))
    assert shifted.values.tolist() == [day_number(shift_date(day, -count, "months"))]


@settings(max_examples=100, deadline=None)
@given(DAYS, DAYS)
def test_whole_months_are_the_most_that_fit(first: date, second: date) -> None:
    start, end = min(first, second), max(first, second)
    columns = [Dates(np.array([day_number(day)])) for day in (start, end)]
    months = int(months_between(*columns).values[0])
    assert shift_date(start, months, "months") <= end < shift_date(start, months + 1, "months")
    assert months_between(*reversed(columns)).values.tolist() == [-months]


def test_the_day_that_the_epoch_starts() -> None:
    assert [day_number(date(1970, 1, 1) + timedelta(days=n)) for n in (-1, 0, 1)] == [-1.0, 0.0, 1.0]
