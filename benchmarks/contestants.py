"""Who is measured: sikta on each of its engines, and the same ruleset written by hand in other libraries."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

from rivals.yardstick import OUTPUT

HERE = Path(__file__).parent
RULES = HERE / "rulesets" / "yardstick"
PYTHON = sys.executable

Command: TypeAlias = Callable[[Path, Path], list[str]]
"""From the folder of the data and a folder for the results to what is run."""

RESULT = "accounts.parquet"


@dataclass(frozen=True, slots=True)
class Contestant:
    """A name for tables, the command, and the packages without which it cannot run."""

    name: str
    command: Command
    needs: tuple[str, ...] = ()

    @property
    def can_run(self) -> bool:
        return all(find_spec(package) is not None for package in self.needs)


def _sikta(*options: str) -> Command:
    written = ["--results", "parquet", "--documents", "", "--columns", ",".join(OUTPUT[1:])]
    return lambda data, out: [
        *(PYTHON, "-m", "sikta", "run", str(RULES), "--data", str(data), "--out", str(out), "--quiet"),
        *(*written, *options),
    ]


def _by_hand(rival: str) -> Command:
    return lambda data, out: [PYTHON, str(HERE / "by_hand.py"), rival, str(data), str(out / RESULT)]


DEFAULT = "sikta"
CONTESTANTS = {
    DEFAULT: Contestant("sikta (default engine)", _sikta()),
    "sikta_polars": Contestant("sikta on Polars", _sikta("--engine", "polars"), ("polars",)),
    "sikta_duckdb": Contestant("sikta on DuckDB", _sikta("--engine", "duckdb"), ("duckdb",)),
    "sikta_spark": Contestant("sikta on PySpark", _sikta("--engine", "spark"), ("pyspark",)),
    "polars_hand": Contestant("Polars by hand", _by_hand("polars_hand"), ("polars",)),
    "duckdb_hand": Contestant("DuckDB by hand", _by_hand("duckdb_hand"), ("duckdb",)),
    "numpy_hand": Contestant("NumPy by hand", _by_hand("numpy_hand")),
    "pandas_hand": Contestant("pandas by hand", _by_hand("pandas_hand")),
    "pyspark_hand": Contestant("PySpark by hand", _by_hand("pyspark_hand"), ("pyspark",)),
}
"""Everybody, by the id that the command line takes."""
