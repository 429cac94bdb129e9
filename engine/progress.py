"""How far the work is: what those who do it tell, and those who show it hear."""

from collections.abc import Callable
from typing import Protocol


class Progress(Protocol):
    """Is told how far the work is.

    `stage` says in words what is being done, the same words for as long as it is; stages may take turns. Where rows
    are counted, `done` are those that are done, of `size` in all where that is known. May be called from any thread.
    """

    def __call__(self, stage: str, done: int = 0, size: int | None = None, /) -> None: ...


def silent(_stage: str, _done: int = 0, _size: int | None = None, /) -> None:
    """Nobody listens."""


def in_words(tell: Callable[[str], None]) -> Progress:
    """For one who wants to hear in a text what is done: `orders`, then `orders: 131,072 of 1,000,000 rows`."""

    def told(stage: str, done: int = 0, size: int | None = None, /) -> None:
        of = "" if size is None else f" of {size:,}"
        tell(f"{stage}: {done:,}{of} rows" if done or size is not None else stage)

    return told
