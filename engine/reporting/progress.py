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


@contextmanager
def counted(label: str, *, shown: bool) -> Iterator[Callable[[int, int], None]]:
    """A function that is told how much of the work is done, and of how much: a bar, only where a person looks at it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not shown or not console.is_terminal:
        yield lambda _done, _whole: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, whole: bar.update(task, completed=done, total=whole)
