"""Arithmetic and functions of numbers. NaN is missing, and what rests on it is missing."""

import ast
from collections.abc import Callable, Mapping
from functools import reduce
from typing import TypeAlias

import numpy as np

from ..columns import Condition, Dates, Floats, Numbers
from ..rounding import round_half_up
from .logic import all_of

Measures: TypeAlias = Numbers | Dates


def _divided(left: Floats, right: Floats) -> Floats:
    """A quotient; missing where it divides by zero."""
    nothing = right == 0
    return np.divide(left, np.where(nothing, np.nan, right) if nothing.any() else right)


ARITHMETIC: Mapping[type[ast.operator], Callable[[Floats, Floats], Floats]] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: _divided,
}


def absolute(x: Numbers) -> Numbers:
    return Numbers(np.abs(x.values))


def rounded(x: Numbers, decimals: Numbers | None = None) -> Numbers:
    places = 0 if decimals is None else int(decimals.values[0])
    return Numbers(round_half_up(x.values, places))


def smallest(*values: Measures) -> Measures:
    return type(values[0])(reduce(np.minimum, (value.values for value in values)))


def largest(*values: Measures) -> Measures:
    return type(values[0])(reduce(np.maximum, (value.values for value in values)))


def clip(x: Numbers, low: Numbers, high: Numbers) -> Numbers:
    return Numbers(np.minimum(np.maximum(x.values, low.values), high.values))


def between(x: Measures, low: Measures, high: Measures) -> Condition:
    """Both bounds included; as `low <= x <= high`."""
    above = Condition(x.values >= low.values, x.values < low.values)
    below = Condition(x.values <= high.values, x.values > high.values)
    return all_of([above, below])
