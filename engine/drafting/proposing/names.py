"""Ids that exist once over all that an expression may name."""

from collections.abc import Iterable
from dataclasses import dataclass

from ...reporting.languages import Translator
from ..naming.ids import free_id


class Names:
    """Gives out ids, each once; those of the accounts' fields are taken from the start."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)

    def take(self, wanted: str) -> str:
        id_ = free_id(wanted, self._taken)
        self._taken.add(id_)
        return id_


@dataclass(frozen=True)
class Ways:
    """What scores and segmentations are proposed with: ids, titles in a language, and how many days back to look."""

    names: Names
    say: Translator
    reach: int

    def take(self, wanted: str) -> str:
        return self.names.take(wanted)
