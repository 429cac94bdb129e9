"""Ids that exist once over all that an expression may name."""

from collections.abc import Iterable

from ..naming.ids import free_id


class Names:
    """Gives out ids, each once; those of the accounts' fields are taken from the start."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)

    def take(self, wanted: str) -> str:
        id_ = free_id(wanted, self._taken)
        self._taken.add(id_)
        return id_
