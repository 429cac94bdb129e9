"""Which code computes each function of the language, population functions apart."""

from collections.abc import Callable, Mapping
from typing import Any

from ..columns import Column, Condition
from . import dates, numbers, texts
from .choices import chosen
from .logic import certain, negated


def is_missing(x: Column) -> Condition:
    return certain(x.missing)


def coalesce(x: Column, *others: Column) -> Column:
    """The first value that is not missing, row by row."""
    for other in others:
        x = chosen(negated(is_missing(x)), x, other)
    return x


IMPLEMENTATIONS: Mapping[str, Callable[..., Any]] = {
    "is_missing": is_missing,
    "coalesce": coalesce,
    "abs": numbers.absolute,
    "round": numbers.rounded,
    "min": numbers.smallest,
    "max": numbers.largest,
    "clip": numbers.clip,
    "between": numbers.between,
    "lower": texts.lower,
    "upper": texts.upper,
    "trim": texts.trim,
    "starts_with": texts.starts_with,
    "ends_with": texts.ends_with,
    "contains": texts.contains,
    "contains_any": texts.contains_any,
    "has_word": texts.has_word,
    "length": texts.length,
    "date": dates.date,
    "days_since": dates.days_between,
    "months_since": dates.months_between,
    "years_since": dates.years_between,
    "days_until": dates.days_between,
    "months_until": dates.months_between,
    "days_between": dates.days_between,
    "months_ago": dates.months_before,
    "year": dates.year,
    "quarter": dates.quarter,
    "month": dates.month,
}

SINCE_AS_OF: Mapping[str, int] = {
    "days_since": 1,
    "months_since": 1,
    "years_since": 1,
    "days_until": 0,
    "months_until": 0,
    "months_ago": 0,
}
"""Functions that look from `as_of`, and at which place it goes among their arguments."""
