"""Which days a metric looks at: half-open stretches that end at `as_of` or before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..expressions.calendar import shift_date
from ..rules.model import Aggregate, Duration, Unit

EPOCH = date(1970, 1, 1)
DAYS: Mapping[Unit, int] = {"days": 1, "weeks": 7}
MONTHS: Mapping[Unit, int] = {"months": 1, "years": 12}


@dataclass(frozen=True, slots=True)
class Window:
    """The days after `start` up to and including `end`, counted from 1970-01-01; no `start`: from the beginning."""

    start: int | None
    end: int


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - EPOCH).days


def window_of(aggregate: Aggregate, as_of: date) -> Window | None:
    """The window of a metric; None where it looks at all rows.

    `last: 12 months, ending: 12 months ago` starts 24 months before `as_of`: windows of one length lie side by side
    also where months differ in length. Spans of days and of months that cannot be added are taken one after the other.
    """
    if aggregate.last is None and aggregate.ending is None:
        return None
    end = as_of if aggregate.ending is None else before(as_of, aggregate.ending)
    start = None if aggregate.last is None else _start(as_of, end, aggregate.last, aggregate.ending)
    return Window(None if start is None else day_number(start), day_number(end))


def _start(as_of: date, end: date, last: Duration, ending: Duration | None) -> date:
    for units in (DAYS, MONTHS):
        if ending is not None and last.unit in units and ending.unit in units:
            span = last.count * units[last.unit] + ending.count * units[ending.unit]
            return before(as_of, Duration(span, next(iter(units))))
    return before(end, last)


def before(day: date, span: Duration) -> date:
    """The day a span earlier; the first day of the calendar for a span that reaches beyond it."""
    try:
        return shift_date(day, -span.count, span.unit)
    except OverflowError:
        return date.min
