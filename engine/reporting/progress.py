"""How far a run is, on a terminal; nothing of it in a file or a pipe."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

from ..progress import Progress, silent

if TYPE_CHECKING:
    from .bars import Bars

PATIENCE = 1.0
"""Seconds that a person waits without being told why: what takes less shows nothing."""


@contextmanager
def stages(*, shown: bool, after: float = PATIENCE) -> Iterator[Progress]:
    """Bars that tell how far each stage is, only where a person looks at them, and gone when the work is done.

    They appear when it has lasted `after` seconds.
    """
    if not shown:
        yield silent
        return
    from rich.console import Console

    from .bars import Bars

    console = Console(stderr=True)
    if not console.is_terminal:
        yield silent
        return
    bars = Bars(console)
    with _shown_after(after, bars):
        yield bars


@contextmanager
def _shown_after(seconds: float, bars: "Bars") -> Iterator[None]:
    timer = Timer(seconds, bars.start)
    timer.daemon = True
    timer.start() if seconds else bars.start()
    try:
        yield
    finally:
        timer.cancel()
        if timer.ident is not None:
            timer.join()  # it may be showing them at this moment
        bars.stop()


@contextmanager
def counted(label: str, *, shown: bool, after: float = PATIENCE) -> Iterator[Callable[[int, int], None]]:
    """A function that is told how much of one stage is done, and of how much."""
    with stages(shown=shown, after=after) as tell:
        yield lambda done, whole: tell(label, done, whole)
