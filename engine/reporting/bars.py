"""A bar for every stage that counts, and a line for what is done between them."""

from datetime import timedelta
from threading import Lock

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn
from rich.text import Text


class Bars:
    """Shows on a terminal what it is told of the work; calling it is telling it (see `Progress` of the engine)."""

    def __init__(self, console: Console) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(24), _Count(), _Time())
        self._shown = Progress(*columns, console=console, transient=True, redirect_stdout=False)
        self._between = self._shown.add_task("starting", total=None)
        self._counting: dict[str, TaskID] = {}
        self._lock = Lock()

    def start(self) -> None:
        self._shown.start()

    def stop(self) -> None:
        """Take everything off the screen."""
        self._shown.stop()

    def __call__(self, stage: str, done: int = 0, size: int | None = None, /) -> None:
        with self._lock:
            if done or size is not None:
                self._count(stage, done, size)
            else:
                self._shown.reset(self._between, description=stage, total=None, visible=True)

    def _count(self, stage: str, done: int, size: int | None) -> None:
        self._shown.update(self._between, visible=False)
        if stage in self._counting:
            self._shown.update(self._counting[stage], completed=done, total=size)
        else:
            self._counting[stage] = self._shown.add_task(stage, total=size, completed=done)


class _Count(ProgressColumn):
    """What is done, and of how much where that is known."""

    def render(self, task: Task) -> Text:
        of = "" if task.total is None else f" of {int(task.total):,}"
        return Text(f"{int(task.completed):,}{of}" if task.completed or of else "", style="progress.download")


class _Time(ProgressColumn):
    """How long a stage has taken, and how long it still takes where that can be told."""

    max_refresh = 0.5

    def render(self, task: Task) -> Text:
        taken = task.finished_time if task.finished else task.elapsed
        left = None if task.finished else task.time_remaining
        told = "" if taken is None else _clock(taken)
        return Text(told if left is None else f"{told}, {_clock(left)} left", style="progress.elapsed")


def _clock(seconds: float) -> str:
    """Hours, minutes and seconds; without the hours where there are none."""
    return str(timedelta(seconds=int(seconds))).removeprefix("0:")
