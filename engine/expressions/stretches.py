"""The values that a comparison lets through."""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from typing import TypeAlias

from .possible import Known, Numbers, Span, Words

_LIMIT = 2.0**63
_ARITHMETIC: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}

Fixed: TypeAlias = float | str | bool
"""A value that is the same for all accounts; dates in days since 1970-01-01."""


def only(*values: "str | float | int | bool") -> Known:
    """Just these values."""
    if any(isinstance(value, bool) for value in values):
        return Words(frozenset("true" if value else "false" for value in values))
    if any(isinstance(value, str) for value in values):
        return Words(frozenset(str(value) for value in values))
    return Numbers.points(frozenset(float(value) for value in values))


def stretch(sign: type[ast.cmpop], value: Fixed) -> Known:
    """The values that a comparison with a fixed one lets through."""
    if sign is ast.Eq:
        return only(value)
    if sign is ast.NotEq:
        return only(value).rest()
    number = float(value)
    if sign in {ast.Lt, ast.LtE}:
        return Numbers.of(-math.inf, number, high_open=sign is ast.Lt)
    return Numbers.of(number, math.inf, low_open=sign is ast.Gt)


def shifted(known: Numbers, day: float, *, back: bool) -> Numbers:
    """Days that lie so many before a day, or after it."""
    if not back:
        return Numbers(tuple(Span(s.low + day, s.high + day, s.low_open, s.high_open) for s in known.spans))
    turned = (Span(day - s.high, day - s.low, s.high_open, s.low_open) for s in known.spans)
    return Numbers(tuple(sorted(turned)))


def computed(op: ast.operator, left: Fixed | None, right: Fixed | None) -> float | None:
    """The result of arithmetic on fixed numbers; None where there is none, or it is too large to occur."""
    if left is None or right is None or isinstance(left, str) or isinstance(right, str):
        return None
    if isinstance(op, ast.Div) and not right:
        return None
    result = _ARITHMETIC[type(op)](float(left), float(right))
    return result if abs(result) < _LIMIT else None


def less(low: float, high: float) -> float:
    """The lowest difference; endless where an end is."""
    return -math.inf if math.isinf(low) or math.isinf(high) else low - high


def more(high: float, low: float) -> float:
    """The highest difference; endless where an end is."""
    return math.inf if math.isinf(low) or math.isinf(high) else high - low
