"""Corporate groups: which accounts belong together, found by following each account's parent."""

import numpy as np

from ..expressions.columns import Floats, Index, Texts
from .carrier import Carrier, Part
from .exact import Parts, split, total


def roots(parent: Index) -> Index:
    """The account on top of each account's group. `parent` is a row number, -1 for none.

    An account on a circle of parents is its own group, together with those below it.
    """
    above = np.where(parent < 0, np.arange(len(parent)), parent)
    top = _follow(above)
    circle = np.unique(top[above[top] != top])
    if not len(circle):
        return top
    above[circle] = circle
    return _follow(above)


def _follow(above: Index) -> Index:
    # Each pass doubles the number of steps that were taken, so all are taken after log2(n) passes.
    for _ in range(max(len(above), 2).bit_length()):
        above = above[above]
    return above


def parents(parent: Texts, keys: Texts) -> Index:
    """The row number of each account's parent; -1 where it has none or names an account that is not there."""
    rows = {
        key: int(row) for key, row in zip(keys.to_list(), range(len(keys)), strict=True) if key is not None
    }
    by_code = np.array([*(rows.get(key, -1) for key in parent.vocabulary), -1], dtype=np.int64)
    return by_code[parent.codes]


def group_sum(values: Floats, root: Index, carrier: Carrier) -> Floats:
    """Each account's value added up over its group, exactly; missing where no account of the group has one."""
    known = ~np.isnan(values)
    parts = split(values)
    columns = [
        Part("high", "sum", parts.high),
        Part("low", "sum", parts.low),
        Part("nano", "sum", parts.nano),
        Part("known", "sum", known.astype(np.int64)),
    ]
    grouped = carrier.group(root, columns)
    sums = Parts(*(grouped.values[name].astype(np.int64) for name in ("high", "low", "nano")))
    of_group = np.full(len(values), np.nan)
    of_group[grouped.accounts] = np.where(grouped.values["known"] > 0, total(sums), np.nan)
    return of_group[root]
