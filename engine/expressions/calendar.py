"""Spans of calendar time: months differ in length, so a day is clipped to the month's end."""

from calendar import monthrange
from datetime import date, timedelta

from ..rules.model.texts import Unit

_DAYS: dict[Unit, int] = {"days": 1, "weeks": 7}
_MONTHS: dict[Unit, int] = {"months": 1, "years": 12}


def shift_date(day: date, count: int, unit: Unit) -> date:
    """The day so many units later (earlier where negative): 31 March less one month is 28 or 29 February.

    Raises OverflowError beyond the years 1 to 9999.
    """
    if unit in _DAYS:
        return day + timedelta(days=count * _DAYS[unit])
    year, month = divmod(day.year * 12 + day.month - 1 + count * _MONTHS[unit], 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"{count} {unit} from {day} is beyond the calendar")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
