"""Three-valued logic on two masks, surely true and surely false (Kleene; as in SQL)."""

from collections.abc import Sequence

import numpy as np

from ..columns import Condition, Mask


def certain(values: "Mask | bool") -> Condition:
    """A condition that is nowhere unknown."""
    true = np.atleast_1d(np.asarray(values, dtype=np.bool_))
    return Condition(true, ~true)


def known_where(true: Mask, missing: Mask) -> Condition:
    """True or false by `true`, unknown where a value it rests on is missing."""
    known = ~missing
    return Condition(true & known, ~true & known)


def negated(condition: Condition) -> Condition:
    return Condition(condition.false, condition.true)


def all_of(conditions: Sequence[Condition]) -> Condition:
    """True where every condition is true, false where one is false."""
    true, false = conditions[0].true, conditions[0].false
    for condition in conditions[1:]:
        true, false = true & condition.true, false | condition.false
    return Condition(true, false)


def any_of(conditions: Sequence[Condition]) -> Condition:
    """True where one condition is true, false where every one is false."""
    true, false = conditions[0].true, conditions[0].false
    for condition in conditions[1:]:
        true, false = true | condition.true, false & condition.false
    return Condition(true, false)


def same(left: Condition, right: Condition) -> Condition:
    """Whether two conditions are both true or both false."""
    agree = (left.true & right.true) | (left.false & right.false)
    return Condition(agree, (left.true & right.false) | (left.false & right.true))
