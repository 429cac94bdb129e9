"""Which engine a run takes where nobody says it: what the data asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .carrier import Carrier
from .limits import Limits
from .registry import AUTO, ENGINES, Name, carrier_named, engine_named

FRAMES: Mapping[str, Name] = {"pyspark": "spark", "duckdb": "duckdb", "_duckdb": "duckdb", "polars": "polars"}
"""The engine for frames of a library, the weightier first where frames of several are handed over."""

UNPACKED: Mapping[str, int] = {".gz": 8, ".zip": 8, ".xlsx": 8, ".xlsm": 8}
"""How much larger a packed file is as columns, about."""

VALUE = 8
"""Bytes of a value in memory: a number, a date, or the code of a text."""

ROOM = 2
"""What is read may take one part in so many of the memory; the others are for what is made of it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine, the limits it keeps to, and why it is not pandas (empty where it is, or was asked for)."""

    name: str
    limits: Limits = Limits()
    why: str = ""

    def carrier(self) -> Carrier:
        """The carrier of this engine. Raises SiktaError where it is not installed."""
        return carrier_named(self.name, self.limits)


def choose(
    wanted: str,
    *,
    frames: Iterable[Any] = (),
    files: Iterable[Path] = (),
    held: Iterable[Path] = (),
    limits: Limits | None = None,
) -> Choice:
    """The engine that is wanted; for "auto" what the frames are made of, or what the files' size asks for.

    `files` have rows that must be seen together, which DuckDB can do on disk; tables from `held` are in memory on every
    engine of one machine. Files of which neither is true cost no memory. Those that are not there weigh nothing.
    Raises SiktaError where the engine is unknown or not installed.
    """
    limits = limits or Limits()
    if wanted != AUTO:
        engine_named(wanted)
        return Choice(wanted, limits)
    given = [_library(frame) for frame in frames]
    for library, engine in FRAMES.items():
        if library in given:
            engine_named(engine)
            return Choice(engine, limits, f"the data was handed over in {engine}")
    return _by_size(sum(map(weight, files)), sum(map(weight, held)), limits)


def _by_size(together: int, held: int, limits: Limits) -> Choice:
    if (together + held) * ROOM <= limits.available:
        return Choice("pandas", limits)
    too_much = f"the data takes about {_spoken(together + held)}, of {_spoken(limits.available)} of memory"
    if not together:
        return Choice("pandas", limits, f"{too_much}; it may not fit, and of all engines only Spark parts it")
    if ENGINES["duckdb"].installed:
        return Choice("duckdb", limits, f"{too_much}, so DuckDB keeps on disk what does not fit")
    install = f'pip install "{ENGINES["duckdb"].install}"'
    return Choice("pandas", limits, f"{too_much}; it may not fit, and would with DuckDB: {install}")


def _spoken(size: int) -> str:
    return f"{size / 10**9:,.1f} GB"


def _library(frame: object) -> str:
    return type(frame).__module__.partition(".")[0]


def weight(path: Path) -> int:
    """About how many bytes a file takes as columns in memory; 0 for one that cannot be looked at."""
    try:
        size = path.stat().st_size
    except OSError:
        return 0
    if path.suffix.lower() == ".parquet":
        return _columns(path, size)
    return size * UNPACKED.get(path.suffix.lower(), 1)


def _columns(path: Path, size: int) -> int:
    from pyarrow import ArrowException, parquet

    try:
        about = parquet.read_metadata(path)
    except (OSError, ArrowException):
        return size  # whoever reads it will say what is wrong with it
    return int(about.num_rows * about.num_columns * VALUE)
