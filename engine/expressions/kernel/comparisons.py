"""Comparisons of columns: unknown where a value is missing."""

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import numpy as np

from ..columns import Column, Condition, Dates, Floats, Mask, Members, Numbers, Texts
from .choices import recoded
from .logic import any_of, known_where, negated, same
from .texts import words_that

Order: TypeAlias = Callable[[Floats, Floats], Mask]

_ORDER: Mapping[type[ast.cmpop], tuple[Order, Order]] = {
    ast.Lt: (np.less, np.greater_equal),
    ast.LtE: (np.less_equal, np.greater),
    ast.Gt: (np.greater, np.less_equal),
    ast.GtE: (np.greater_equal, np.less),
}
"""Each sign with its opposite; a missing number (NaN) is on neither side."""


def compared(sign: ast.cmpop, left: Column, right: Column) -> Condition:
    """One link of a comparison: == != < <= > >=."""
    if isinstance(sign, ast.Eq):
        return equal(left, right)
    if isinstance(sign, ast.NotEq):
        return negated(equal(left, right))
    first, second = _measures(left), _measures(right)
    holds, opposite = _ORDER[type(sign)]
    return Condition(holds(first, second), opposite(first, second))


def _measures(column: Column) -> Floats:
    if isinstance(column, Numbers | Dates):
        return column.values
    raise TypeError(f"{type(column).__name__} has no order")


def equal(left: Column, right: Column) -> Condition:
    """Whether two columns of one kind hold the same value."""
    if isinstance(left, Texts) and isinstance(right, Texts):
        return _equal_texts(left, right)
    if isinstance(left, Condition) and isinstance(right, Condition):
        return same(left, right)
    first, second = _measures(left), _measures(right)
    return Condition(first == second, (first < second) | (first > second))


def _equal_texts(left: Texts, right: Texts) -> Condition:
    if len(right.vocabulary) == 1 and len(right.codes) == 1:
        return words_that(left, right.vocabulary[0].__eq__)
    codes, _ = recoded(right, left.vocabulary)
    return known_where(left.codes == codes, left.missing | right.missing)


def among(value: Column, members: Sequence[Column]) -> Condition:
    """Whether a value is in a list: true where it equals one, false where it is known to differ from all."""
    fixed = [member for member in members if len(member) == 1 and not member.missing[0]]
    others = [member for member in members if not (len(member) == 1 and not member.missing[0])]
    parts = [_among_constants(value, fixed)] if fixed else []
    return any_of([*parts, *(equal(value, other) for other in others)])


def _among_constants(value: Column, members: Sequence[Column]) -> Condition:
    if isinstance(value, Texts):
        wanted = {text for member in members if isinstance(member, Texts) for text in member.to_list()}
        return words_that(value, wanted.__contains__)
    if isinstance(value, Condition):
        return any_of([equal(value, member) for member in members])
    listed = np.array([_measures(member)[0] for member in members])
    measures = _measures(value)
    return known_where(np.isin(measures, listed), np.isnan(measures))


def holds(members: Members, value: Column) -> Condition:
    """Whether the list of a row, such as its segments, has an id."""
    if not isinstance(value, Texts):
        raise TypeError("the members of a list are texts")
    true = np.zeros(members.size, dtype=np.bool_)
    for code, word in enumerate(value.vocabulary):
        if word in members.masks:
            true |= (value.codes == code) & members.masks[word]
    return known_where(true, np.broadcast_to(value.missing, members.size))
