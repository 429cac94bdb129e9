"""Blocks are made ready in a thread beside, in their order, and no thread is left behind."""

import threading
from collections.abc import Iterator

import pytest

from sikta.engine.data.ahead import read_ahead


def _beside() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "sikta reads ahead"]


@pytest.mark.parametrize("count", [0, 1, 2, 50])
@pytest.mark.parametrize("blocks", [1, 3])
def test_items_come_in_their_order(count: int, blocks: int) -> None:
    assert list(read_ahead(range(count), blocks)) == list(range(count))
    assert not _beside()


def test_the_next_item_is_made_while_one_is_looked_at() -> None:
    made = [threading.Event() for _ in range(3)]

    def items() -> Iterator[int]:
        for index, event in enumerate(made):
            yield index
            event.set()

    ahead = read_ahead(items())
    assert (next(ahead), next(ahead)) == (0, 1)
    assert made[1].wait(timeout=10)  # the second was taken, so the third is being made
    ahead.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("good", [0, 1, 3])
def test_what_is_raised_comes_where_its_item_would_have_come(good: int) -> None:
    def items() -> Iterator[int]:
        yield from range(good)
        raise LookupError("the file ends here")

    found: list[int] = []
    with pytest.raises(LookupError, match="the file ends here"):
        found.extend(read_ahead(items()))
    assert not _beside()


@pytest.mark.parametrize("taken", [1, 2, 3])
def test_who_leaves_early_leaves_no_thread_and_no_file_open(taken: int) -> None:
    closed = threading.Event()

    def items() -> Iterator[int]:
        try:
            yield from range(1000)
        finally:
            closed.set()

    ahead = read_ahead(items())
    assert [next(ahead) for _ in range(taken)] == list(range(taken))
    ahead.close()  # type: ignore[attr-defined]
    assert closed.is_set()
    assert not _beside()
