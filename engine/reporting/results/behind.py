"""Work that is done behind: while one thing is made, a second thread puts away the one before it."""

from collections.abc import Callable
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import Generic, Self, TypeVar

T = TypeVar("T")

WAITING = 2
"""So many things may wait, so that whoever makes them is never far ahead."""


class Behind(Generic[T]):
    """Hands things to a function in a thread of its own, in order.

    What goes wrong there is raised here: by the next `put`, or when the block ends, which is when all is done. A block
    that ends with an error of its own leaves what waits undone.
    """

    def __init__(self, work: Callable[[T], None]) -> None:
        self._work = work
        self._queue: Queue[tuple[T] | None] = Queue(WAITING)
        self._fault: BaseException | None = None
        self._stopped = False
        self._thread = Thread(target=self._run, daemon=True)

    def put(self, thing: T) -> None:
        """Hand over a thing; waits where too many wait already."""
        self._raise()
        self._queue.put((thing,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped = error is not None
        self._queue.put(None)
        self._thread.join()
        if error is None:
            self._raise()

    def _run(self) -> None:
        while (item := self._queue.get()) is not None:
            if self._stopped or self._fault is not None:
                continue  # the queue is emptied, so that nobody waits for it
            try:
                self._work(item[0])
            except BaseException as fault:  # noqa: BLE001 - it is raised again by whoever hands things over
                self._fault = fault

    def _raise(self) -> None:
        if self._fault is not None:
            fault, self._fault = self._fault, None
            self._stopped = True
            raise fault
