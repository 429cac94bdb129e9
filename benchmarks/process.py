"""One command in a fresh process: how long it took, and the most memory that it and its children had."""

import resource
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter, sleep

import psutil

LOOK = 0.02
"""Seconds between two looks at the memory of the processes."""

QUIET = 0.15
"""Processors' seconds per second that others may use when a measurement begins."""

FOREIGN = 0.06
"""The share of the machine that others may have had during a measurement that counts."""

ATTEMPTS = 4


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds on the clock, seconds of processors, peak bytes of memory, and the share of the machine others had."""

    wall: float
    cpu: float
    peak: int
    foreign: float


class FailedError(Exception):
    """A command that did not end well, with the end of what it said."""


def busy() -> float:
    """Seconds that all processors have worked since the machine was started."""
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - getattr(times, "iowait", 0.0) - getattr(times, "guest", 0.0))


def wait_until_quiet(patience: float = 180.0) -> None:
    """Wait until others leave the machine alone, or until patience ends."""
    end = perf_counter() + patience
    while perf_counter() < end:
        before = busy()
        sleep(1.0)
        if busy() - before < QUIET:
            return


def measured(command: Sequence[str], *, quiet: bool = True) -> Measured:
    """Run a command, when the machine is `quiet`; again, a few times, where others disturbed it. Raises FailedError."""
    if not quiet:
        return once(command)
    for _ in range(ATTEMPTS):
        wait_until_quiet()
        found = once(command)
        if found.foreign <= FOREIGN:
            break
    return found


def once(command: Sequence[str]) -> Measured:
    """Run a command now. Raises FailedError where it does not end with 0."""
    before, spent, began = busy(), of_children(), perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    watch = Watch(process.pid)
    _, said = process.communicate()
    wall = perf_counter() - began
    watch.end()
    if process.returncode:
        raise FailedError(f"{' '.join(command)}\n{said.decode(errors='replace')[-2_000:]}")
    cpu = max(of_children() - spent, watch.cpu)
    foreign = max(0.0, busy() - before - cpu) / (wall * (psutil.cpu_count() or 1))
    return Measured(wall, cpu, watch.peak, foreign)


def of_children() -> float:
    """Seconds of processors of all children that have ended, and of their children."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


class Watch:
    """Looks at a process and its children until they are gone, from a thread of its own."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self._spent: dict[int, float] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, args=(pid,), daemon=True)
        self._thread.start()

    @property
    def cpu(self) -> float:
        """Seconds of processors as far as they were seen, also of processes that nobody waited for."""
        return sum(self._spent.values())

    def end(self) -> None:
        self._over.set()
        self._thread.join()

    def _look(self, pid: int) -> None:
        try:
            root = psutil.Process(pid)
        except psutil.NoSuchProcess:
            return
        while not self._over.wait(LOOK):
            try:
                self._add([root, *root.children(recursive=True)])
            except psutil.Error:
                return

    def _add(self, processes: Sequence[psutil.Process]) -> None:
        memory = 0
        for process in processes:
            with process.oneshot():
                memory += process.memory_info().rss
                spent = process.cpu_times()
                self._spent[process.pid] = spent.user + spent.system
        self.peak = max(self.peak, memory)
