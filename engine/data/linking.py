"""Rows of tables linked to the accounts, and judged with them."""

from dataclasses import dataclass

import numpy as np

from ..expressions.columns import Index
from .appraisal import Appraisal
from .contract import CleanTable
from .key_index import KeyIndex
from .known_names import KnownNames
from .needed import sought_tables
from .placing import Placing
from .raw import RawTable
from .terms import Terms


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """The accounts by their keys and by their names, and where rows find their place."""

    placing: Placing
    accounts: KeyIndex
    names: KnownNames
    terms: Terms

    def place(self, raw: RawTable) -> tuple[CleanTable, Index | None]:
        """A block of a stream cleaned and placed, with each row's account."""
        clean = self.placing.block(raw)
        return clean, self.accounts_of(clean)

    def accounts_of(self, clean: CleanTable) -> Index | None:
        """Each row's row among the sorted accounts, -1 for none; None for a table that is not linked to accounts."""
        linked = clean.table.account or clean.table.via
        if clean.table.id == "accounts" or not linked:
            return None
        if clean.account is None:
            return np.full(clean.size, -1, dtype=np.int64)
        return self.accounts.find(clean.account)

    def begun(self, clean: CleanTable) -> Appraisal:
        """The appraisal of a table like this, with nothing counted."""
        name = clean.table.id
        sought = name in sought_tables(self.placing.ruleset)
        terms = self.terms
        return Appraisal.begun(clean, terms.yardstick(name), self.names, sought=sought, part=terms.parts)

    def appraised(self, clean: CleanTable) -> Appraisal:
        """The appraisal of a whole table."""
        appraisal = self.begun(clean)
        appraisal.add(clean, self.accounts_of(clean))
        appraisal.look_again(lambda: iter((clean,)))
        return appraisal
