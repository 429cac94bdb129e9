"""Corporate groups: which accounts belong together, found by following each account's parent."""

import numpy as np

from ..data.joining import positions
from ..data.parents import on_circle
from ..expressions.columns import Floats, Index
from .accounts import Accounts
from .addends import addends, summed


def group_of(accounts: Accounts) -> Index:
    """The account on top of each account's group; its own where it has no parent, or one that is not there."""
    parent, table = accounts.plan.ruleset.accounts.parent, accounts.data.accounts
    if parent is None or parent not in table.columns:
        return np.arange(accounts.size)
    return tops(positions(accounts.data.keys, table.id_texts(parent)))


def tops(parent: Index) -> Index:
    """The row at the end of each row's parents (-1 for none). Rows on a circle are on top of their own group."""
    alone = (parent < 0) | on_circle(parent)
    above = np.where(alone, np.arange(len(parent)), parent)
    # Each pass doubles the number of steps that were taken, so all are taken after log2(n) passes.
    for _ in range(len(above).bit_length()):
        above = above[above]
    return above


def group_sum(values: Floats, group: Index) -> Floats:
    """Each account's value added up over its group, exactly; missing where no account of the group has one."""
    size = len(values)
    sums: dict[str, Index] = {}
    for name, whole in addends(values).items():
        sums[name] = np.zeros(size, dtype=np.int64)
        np.add.at(sums[name], group, whole)
    known = np.zeros(size, dtype=np.bool_)
    known[group[~np.isnan(values)]] = True
    of_group: Floats = np.where(known, summed(sums, size), np.nan)[group]
    return of_group
