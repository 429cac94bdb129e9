"""A block of a table as it is judged: what its rows carry, and in which of them rules look at a field."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from ..expressions.columns import Column, Condition, Floats, Index, Mask, Numbers
from ..expressions.compiled import Compiled
from ..expressions.kernel import Kernel
from .contract import CleanTable


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What the rows of one table are judged by.

    `measure` is the money of a row, None where the table has none. `conditions` are, by field, those of which one has
    to hold where rules look at it; a field without any counts in every row.
    """

    as_of: dt.date
    measure: Compiled | None = None
    conditions: Mapping[str, tuple[Compiled, ...]] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Judged:
    """The rows of one block. `account` is each row's account, None for a table that is not linked.

    What an expression says of them is computed when somebody asks for it: most blocks have nothing to report.
    """

    clean: CleanTable
    account: Index | None
    by: Yardstick
    _computed: dict[str, Column] = field(default_factory=dict)

    def seen(self, rows: Mask) -> Mask:
        """Those of some rows that are not dated after the day."""
        return rows if self.clean.hidden is None else rows & ~self.clean.hidden

    @property
    def rows_seen(self) -> int:
        hidden = self.clean.hidden
        return self.clean.size - (0 if hidden is None else int(np.count_nonzero(hidden)))

    def money(self, rows: Mask) -> Floats | None:
        """The money of some rows in the ruleset's currency; None where the table has none."""
        column = self._value(self.by.measure) if self.by.measure is not None else None
        return column.values[rows] if isinstance(column, Numbers) else None

    def unasked(self, name: str, rows: Mask) -> int:
        """In how many of some rows no rule looks at a field: none of its conditions is certainly true."""
        conditions = self.by.conditions.get(name)
        if conditions is None:
            return 0
        asked = reduce(np.logical_or, (self._true(where) for where in conditions))
        return int(np.count_nonzero(rows & ~asked))

    def _true(self, where: Compiled) -> Mask:
        column = self._value(where)
        if not isinstance(column, Condition):
            raise TypeError(f"{where.text} is not a condition")
        return column.true

    def _value(self, compiled: Compiled) -> Column:
        if compiled.text not in self._computed:
            kernel = Kernel(self.clean.columns, self.clean.size, self.by.as_of)
            self._computed[compiled.text] = kernel.evaluate(compiled)
        return self._computed[compiled.text]
