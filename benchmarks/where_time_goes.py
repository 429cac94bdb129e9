"""Where the time of a run goes, by room of the house, and the least that it could take.

python benchmarks/where_time_goes.py DATA OUT
"""

import sys
import threading
from collections import Counter
from pathlib import Path
from time import perf_counter
from types import FrameType
from typing import Self

import numpy as np
import pyarrow.parquet as pq
from contestants import CONTESTANTS, DEFAULT

from rivals.yardstick import ACCOUNTS

INTERVAL = 0.002
"""Seconds between two looks at what the program does."""

ORDERS = ("account_id", "order_date", "amount", "margin", "product_group")
SAMPLE = 256 * 1024 * 1024
"""Bytes copied to measure the memory: far more than any cache holds."""


class Sampler:
    """Looks every few milliseconds where the main thread is, and counts the seconds by module of sikta."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._main = threading.main_thread().ident or 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        last = perf_counter()
        while not self._over.wait(INTERVAL):
            frame, now = sys._current_frames().get(self._main), perf_counter()  # noqa: SLF001 - the public way in
            self.seconds[_module(frame)] += now - last
            last = now


def _module(frame: FrameType | None) -> str:
    """The innermost module of sikta that is at work, or `imports` where one is being loaded."""
    found = "Python itself"
    importing = False
    while frame is not None:
        name = frame.f_globals.get("__name__", "")
        importing = importing or name == "importlib._bootstrap"
        if name.startswith("sikta.") and found == "Python itself":
            found = "imports" if importing else name.removeprefix("sikta.")
        frame = frame.f_back
    return found


def room(module: str) -> str:
    """The folder that a module lies in, to the second level."""
    parts = module.split(".")
    return "/".join(parts[:3]) if parts[0] == "engine" and len(parts) > 2 else module


def profile(data: Path, out: Path) -> tuple[float, Counter[str]]:
    """Seconds of a run of sikta in this process, and the seconds by module."""
    from sikta.cli import main

    arguments = CONTESTANTS[DEFAULT].command(data, out)[3:]
    began = perf_counter()
    with Sampler() as sampler:
        try:
            main(arguments)
        except SystemExit as end:
            if end.code:
                raise
    return perf_counter() - began, sampler.seconds


def bandwidth() -> float:
    """Bytes that the memory moves in a second, read and written, by one thread; the best of several copies."""
    source, target = np.ones(SAMPLE, np.uint8), np.zeros(SAMPLE, np.uint8)
    times = []
    for _ in range(5):
        began = perf_counter()
        np.copyto(target, source)
        times.append(perf_counter() - began)
    return 2 * SAMPLE / min(times)


def scanned(data: Path) -> tuple[int, float]:
    """Bytes of the columns that rules use, as Arrow holds them, and the seconds in which it only reads them."""
    size, began = 0, perf_counter()
    for name, columns in (("accounts", ACCOUNTS), ("orders", ORDERS)):
        for batch in pq.ParquetFile(data / f"{name}.parquet", memory_map=True).iter_batches(
            columns=list(columns)
        ):
            size += batch.nbytes
    return size, perf_counter() - began


def table(data: Path, out: Path) -> str:
    """The profile as Markdown."""
    size, reading = scanned(data)
    speed = bandwidth()
    whole, seconds = profile(data, out)
    by_room: Counter[str] = Counter()
    for module, spent in seconds.items():
        by_room[room(module)] += spent
    lines = [f"| {name} | {spent:.2f} | {spent / whole:.0%} |" for name, spent in by_room.most_common(15)]
    floor = f"{size / speed:.2f} s to move them once through memory ({speed / 1e9:.1f} GB/s)"
    return "\n".join(
        [
            f"The whole run: {whole:.2f} s. The columns that rules use: {size / 1e9:.2f} GB.",
            f"The floor: {floor}, {reading:.2f} s for Arrow to do no more than read them.",
            "",
            "| where | seconds | share |",
            "|---|---:|---:|",
            *lines,
        ]
    )


if __name__ == "__main__":
    print(table(Path(sys.argv[1]), Path(sys.argv[2])))
