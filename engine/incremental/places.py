"""Where the accounts of this run stood in an earlier one."""

from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from ..data.tables import DataSet
from ..expressions.arrays import filled, values_of
from ..expressions.columns import Index
from ..expressions.words import arrow_rows
from .memory import KEY, Memory


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Per account its row in the earlier run, -1 for a new one; both are in the order of their keys. `before` is how many there were."""

    rows: Index
    before: int

    @property
    def added(self) -> bool:
        """Whether there are new accounts."""
        return bool((self.rows < 0).any())

    @property
    def gone(self) -> bool:
        """Whether accounts are not there any more."""
        return int(np.count_nonzero(self.rows >= 0)) < self.before


def places_of(data: DataSet, memory: Memory) -> Places:
    """The place of each account, found by its key."""
    old = memory.columns([KEY])[KEY].combine_chunks()
    now = arrow_rows(data.keys.vocabulary, data.keys.codes).cast(old.type)
    if now.equals(old):
        return Places(np.arange(len(old)), len(old))
    found = pc.index_in(now, value_set=old)
    return Places(values_of(filled(found, -1)).astype(np.int64), len(old))
