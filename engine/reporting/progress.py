"""Which stage a run is in, on a terminal; nothing of it in a file or a pipe."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def stages(*, shown: bool) -> Iterator[Callable[[str], None]]:
    """A function that tells the stage: a line that changes while work goes on, only where a person looks at it."""
    from rich.console import Console

    console = Console(stderr=True)
    if not shown or not console.is_terminal:
        yield lambda _: None
        return
    with console.status("starting") as status:
        yield lambda stage: status.update(f"{stage} …")
