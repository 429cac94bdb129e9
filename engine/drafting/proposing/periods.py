"""How titles call the stretch of time up to the day, and the one before it."""

from ...reporting.languages import Translator
from .calendar import Window


def last(_: Translator, what: str, window: Window) -> str:
    """Such as `Revenue, last 12 months`."""
    return {
        "12m": _("{what}, last 12 months", what=what),
        "6m": _("{what}, last 6 months", what=what),
        "3m": _("{what}, last 3 months", what=what),
        "1m": _("{what}, last month", what=what),
    }[window.suffix]


def before(_: Translator, what: str, window: Window) -> str:
    """Such as `Revenue, the 12 months before`."""
    return {
        "12m": _("{what}, the 12 months before", what=what),
        "6m": _("{what}, the 6 months before", what=what),
        "3m": _("{what}, the 3 months before", what=what),
        "1m": _("{what}, the month before", what=what),
    }[window.suffix]
