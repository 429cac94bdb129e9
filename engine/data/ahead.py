"""Reading ahead: while one block is worked on, the next is made ready in a thread beside."""

from collections.abc import Generator, Iterable, Iterator
from queue import Queue
from threading import Event, Thread
from typing import TypeVar

T = TypeVar("T")


def read_ahead(source: Iterable[T], blocks: int = 1) -> Iterator[T]:
    """The items of `source` in their order, of which so many more than asked for are made in a thread of their own.

    What `source` raises is raised where its item would have come. The thread begins with the second item and has ended
    when the last item was given, and when nobody asks for more.
    """
    items = iter(source)
    try:
        for first in items:
            yield first
            yield from _from_thread(items, blocks)
    finally:
        if isinstance(items, Generator):
            items.close()  # files and connections with it


def _from_thread(items: Iterator[T], blocks: int) -> Iterator[T]:
    ready: Queue[tuple[T] | BaseException | None] = Queue(blocks)
    stopped = Event()
    thread = Thread(target=_fill, args=(items, ready, stopped), name="sikta reads ahead", daemon=True)
    thread.start()
    try:
        while isinstance(item := ready.get(), tuple):
            yield item[0]
        if item is not None:
            raise item
    finally:
        stopped.set()
        while thread.is_alive():  # it may wait for room
            _empty(ready)
            thread.join(0.01)


def _fill(items: Iterator[T], ready: "Queue[tuple[T] | BaseException | None]", stopped: Event) -> None:
    """Put items into the queue until there are no more, one raises, or nobody wants them."""
    end: BaseException | None = None
    try:
        for item in items:
            ready.put((item,))
            if stopped.is_set():
                break
    except BaseException as error:  # noqa: BLE001  it is raised again by whoever waits for the item
        end = error
    ready.put(end)


def _empty(ready: "Queue[tuple[T] | BaseException | None]") -> None:
    while not ready.empty():
        ready.get_nowait()
