"""Values that stand in place of computed ones, for some accounts."""

from dataclasses import dataclass

import numpy as np

from ..data.ids import overlaid as overlaid_texts
from ..expressions.columns import Column, Condition, Dates, Index, Numbers, Texts


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """The values of a metric for the accounts of some rows; all others keep what is computed."""

    rows: Index
    values: Column

    def laid_over(self, under: Column) -> Column:
        """A column with these values in their rows."""
        return overlaid(under, self.values, self.rows, len(under))


def overlaid(under: Column | None, over: Column, rows: Index, size: int) -> Column:
    """A column with other values in some rows; missing elsewhere where there is none below."""
    match over:
        case Texts():
            below = under if isinstance(under, Texts) else Texts(np.full(size, -1, np.int32), ())
            return _texts(below, over, rows)
        case Condition():
            below_it = under if isinstance(under, Condition) else None
            true = below_it.true.copy() if below_it else np.zeros(size, dtype=np.bool_)
            false = below_it.false.copy() if below_it else np.zeros(size, dtype=np.bool_)
            true[rows], false[rows] = over.true, over.false
            return Condition(true, false)
        case Numbers() | Dates():
            values = under.values.copy() if isinstance(under, Numbers | Dates) else np.full(size, np.nan)
            values[rows] = over.values
            return type(over)(values)
        case _:
            raise TypeError("data holds no lists")


def _texts(under: Texts, over: Texts, rows: Index) -> Texts:
    places = np.full(len(under), -1, dtype=np.int64)
    places[rows] = np.arange(len(rows))
    return overlaid_texts(under, over.taken(places), places >= 0)
