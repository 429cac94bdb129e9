"""Functions of dates: days since 1970-01-01 in float64. Months are calendar months, the day clipped to the month's end."""

import datetime as dt
from collections.abc import Callable

import numpy as np

from ..columns import Dates, Floats, Index, Mask, Numbers, Texts

_EPOCH = dt.date(1970, 1, 1)
_MOST_MONTHS = 12 * dt.MAXYEAR
_FIRST, _LAST = (float((day - _EPOCH).days) for day in (dt.date.min, dt.date.max))


def day_number(day: dt.date) -> float:
    """Days since 1970-01-01."""
    return float((day - _EPOCH).days)


def date(text: Texts) -> Dates:
    """A constant date, written year-month-day."""
    return Dates(np.array([day_number(dt.date.fromisoformat(text.vocabulary[int(text.codes[0])]))]))


def days_between(start: Dates, end: Dates) -> Numbers:
    return Numbers(end.values - start.values)


def months_between(start: Dates, end: Dates) -> Numbers:
    """Whole months from start to end; negative, and counted the same way, where end is earlier.

    A month is full when the day of the month is reached again, or the month's last day where it has no such day.
    """
    first, last = np.minimum(start.values, end.values), np.maximum(start.values, end.values)
    missing = np.isnan(first)
    first_month, first_day = _month_and_day(first, missing)
    last_month, last_day = _month_and_day(last, missing)
    reached = last_day >= np.minimum(first_day, _month_length(last_month))
    months = (last_month - first_month - ~reached).astype(np.float64)
    return Numbers(np.where(missing, np.nan, np.where(end.values < start.values, -months, months)))


def years_between(start: Dates, end: Dates) -> Numbers:
    """Whole years from start to end, as months in twelves."""
    return Numbers(np.trunc(months_between(start, end).values / 12))


def months_before(day: Dates, count: Numbers) -> Dates:
    """The day so many months earlier; missing beyond the years 1 to 9999."""
    missing = np.isnan(count.values) | np.isnan(day.values) | (np.abs(count.values) > _MOST_MONTHS)
    month, day_of_month = _month_and_day(day.values, missing)
    target = month - np.where(missing, 0, count.values).astype(np.int64)
    days = (_month_start(target) + np.minimum(day_of_month, _month_length(target)) - 1).astype(np.float64)
    return Dates(np.where(missing | (days < _FIRST) | (days > _LAST), np.nan, days))


def year(d: Dates) -> Numbers:
    return _from_month(d, lambda month: 1970 + month // 12)


def quarter(d: Dates) -> Numbers:
    return _from_month(d, lambda month: month % 12 // 3 + 1)


def month(d: Dates) -> Numbers:
    return _from_month(d, lambda month: month % 12 + 1)


def _from_month(d: Dates, part: Callable[[Index], Index]) -> Numbers:
    missing = np.isnan(d.values)
    months, _ = _month_and_day(d.values, missing)
    return Numbers(np.where(missing, np.nan, part(months).astype(np.float64)))


def _month_and_day(days: Floats, missing: Mask) -> tuple[Index, Index]:
    """Months since January 1970, and the day of the month from 1; anything where missing."""
    dates = np.where(missing, 0, days).astype(np.int64).astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    return months.astype(np.int64), (dates - months.astype("datetime64[D]")).astype(np.int64) + 1


def _month_length(months: Index) -> Index:
    return _month_start(months + 1) - _month_start(months)


def _month_start(months: Index) -> Index:
    """Days since 1970-01-01 of the first day of a month."""
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
