"""The money that rows carry, to say what a fault in the data costs."""

import datetime as dt
import math
from collections.abc import Mapping
from typing import TypeAlias

import numpy as np

from ..expressions.columns import Floats, Mask, Numbers
from ..expressions.compiled import Compiled
from ..expressions.kernel import Kernel
from .contract import CleanTable

Money: TypeAlias = "Floats | None"


def money_of(clean: CleanTable, measures: Mapping[str, Compiled], as_of: dt.date) -> Money:
    """Each row's money in the ruleset's currency; None where the table has none."""
    measure = measures.get(clean.table.id)
    if measure is None:
        return None
    column = Kernel(clean.columns, clean.size, as_of).evaluate(measure)
    return column.values if isinstance(column, Numbers) else None


def total(money: Money, rows: Mask) -> float | None:
    """The money of some rows, missing ones aside, exactly rounded so that row order does not matter; 6 decimals."""
    if money is None:
        return None
    values = money[rows]
    return round(math.fsum(values[~np.isnan(values)].tolist()), 6)
