"""The rows in which rules look at a field: whatever is missing elsewhere, nobody misses."""

import datetime as dt
from collections.abc import Mapping
from functools import reduce

import numpy as np

from ..expressions.columns import Condition, Mask
from ..expressions.compiled import Compiled
from ..expressions.kernel import Kernel
from .contract import CleanTable


def rows_asked(
    clean: CleanTable, conditions: Mapping[str, tuple[Compiled, ...]], as_of: dt.date
) -> dict[str, Mask]:
    """Per field the rows in which any of its conditions is certainly true."""
    every = {where.text: where for each in conditions.values() for where in each}
    true = {text: _true(clean, where, as_of) for text, where in every.items()}
    return {
        name: reduce(np.logical_or, (true[where.text] for where in each)) for name, each in conditions.items()
    }


def _true(clean: CleanTable, where: Compiled, as_of: dt.date) -> Mask:
    column = Kernel(clean.columns, clean.size, as_of).evaluate(where)
    if not isinstance(column, Condition):
        raise TypeError(f"{where.text} is not a condition")
    return column.true
