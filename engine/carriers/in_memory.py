"""pandas and Polars: rows in memory, reached through Narwhals, which covers all that is asked of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from ..expressions.columns import Index
from .carrier import Values


@dataclass(slots=True, eq=False)
class InMemory:
    """A store in memory, sorted by a library of data frames."""

    backend: Literal["pandas", "polars"]
    _accounts: list[Index] = field(default_factory=list)
    _values: list[Values] = field(default_factory=list)

    def add(self, account: Index, values: Values) -> None:
        self._accounts.append(account)
        self._values.append(values)

    def sorted(self) -> Iterator[tuple[Index, Values]]:
        if not self._accounts:
            return
        import narwhals as nw  # only what cannot be tallied pays for it

        columns = {"account": np.concatenate(self._accounts), "value": np.concatenate(self._values)}
        self.close()
        frame = nw.from_dict(columns, backend=self.backend).sort("account", "value")
        yield frame["account"].to_numpy(), frame["value"].to_numpy()

    def close(self) -> None:
        self._accounts, self._values = [], []


@dataclass(frozen=True, slots=True)
class Pandas:
    """The carrier that is always there."""

    name: str = "pandas"

    def store(self) -> InMemory:
        return InMemory("pandas")


@dataclass(frozen=True, slots=True)
class Polars:
    """Polars, which sorts on all cores."""

    name: str = "polars"

    def store(self) -> InMemory:
        return InMemory("polars")
