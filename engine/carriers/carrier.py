"""What a carrier does: it holds rows that are reduced only when all are there.

Whatever can be added up block by block never comes to a carrier.
"""

from collections.abc import Iterator
from typing import Any, Protocol, TypeAlias

from numpy.typing import NDArray

from ..expressions.columns import Index

Values: TypeAlias = NDArray[Any]
"""Of int64 or float64."""


class Store(Protocol):
    """Rows of an account and a value, taken in block by block and given back sorted by account, then value.

    All values of a store are of one kind, int64 or float64 without NaN or infinity. It is used by one thread.
    """

    def add(self, account: Index, values: Values) -> None:
        """Take in the rows of a block."""

    def sorted(self) -> Iterator[tuple[Index, Values]]:
        """All rows in order, in pieces of any length; nothing may be added afterwards."""

    def close(self) -> None:
        """Let go of the rows and of what they took on disk."""


class Carrier(Protocol):
    """An installed library that holds rows."""

    @property
    def name(self) -> str:
        """What it is called on the command line."""

    def store(self) -> Store:
        """A place for rows that have to be seen together."""
