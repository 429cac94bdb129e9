"""Scoring accounts one by one in rule engines, against sikta's kernel on the same accounts.

python benchmarks/engines.py ENGINE DATA: one engine in this process, its times as JSON
"""

import argparse
import json
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from rivals import yardstick as y
from row_engines.finish import Scored

ENGINES = {
    "zen": "zen_rows",
    "rule_engine": "rule_engine_rows",
    "simpleeval": "simpleeval_rows",
    "celpy": "cel_rows",
}
"""Each engine's package with the module that asks it."""

KERNEL = "sikta"
TOLERANCE = 1e-6
"""Engines round their points in other ways; what they show is compared to 6 decimals."""

KEY = y.ACCOUNTS[0]
FIELDS = ("revenue_12m", "revenue_prev_12m", "orders_total", "last_order_date", "margin_rate")
ROUNDS = 5


def installed() -> list[str]:
    """The engines that are there to be asked."""
    return [name for name in ENGINES if find_spec(name) is not None]


def prepare(data: Path, results: Path, count: int | None = None) -> Path:
    """The first `count` accounts (all by default) by their key as text, with the metrics that scoring needs.

    The metrics are those of `results`. The file is scoring.parquet, beside the others.
    """
    accounts = _by_key(pq.read_table(data / "accounts.parquet", columns=list(y.ACCOUNTS)))
    found = _by_key(pq.read_table(results, columns=[KEY, *FIELDS]))
    for name in FIELDS:
        accounts = accounts.append_column(name, found[name])
    pq.write_table(accounts.slice(0, count), data / "scoring.parquet")
    return data / "scoring.parquet"


def _by_key(table: pa.Table) -> pa.Table:
    return table.take(pc.sort_indices(table[KEY].cast(pa.string())))


def rows_of(file: Path) -> list[dict[str, object]]:
    """Accounts as mappings; engines without dates are given days and whether there is a contract."""
    table = pq.read_table(file)
    today = np.datetime64(y.AS_OF).astype(int)
    days = pc.subtract(int(today), table["last_order_date"].cast(pa.int32()).cast(pa.int64()))
    table = table.append_column("days_since_order", days)
    table = table.append_column("no_contract", pc.is_null(table["contract_end"]))
    dropped = [KEY, "segment", "contract_end", "last_order_date"]
    rows: list[dict[str, object]] = table.drop_columns(dropped).to_pylist()
    return rows


def different(one: Sequence[Scored], two: Sequence[Scored]) -> int:
    """How many accounts two engines do not agree on."""
    return sum(not all(map(_same, a, b)) for a, b in zip(one, two, strict=True))


def _same(a: float | str | None, b: float | str | None) -> bool:
    if isinstance(a, str) or isinstance(b, str) or a is None or b is None:
        return a == b
    return abs(a - b) <= TOLERANCE


def kernel_times(file: Path) -> list[float]:
    """Seconds that the kernel takes for all accounts, in several rounds; the accounts are read before."""
    from row_engines.kernel_rows import scorer

    score, times = scorer(file.parent), []
    for _ in range(ROUNDS):
        began = perf_counter()
        score()
        times.append(perf_counter() - began)
    return times


def row_times(name: str, file: Path) -> tuple[list[float], list[Scored]]:
    """Seconds that an engine takes for all accounts, and what it found."""
    rows, score = rows_of(file), import_module(f"row_engines.{ENGINES[name]}").score
    began = perf_counter()
    found = score(rows)
    return [perf_counter() - began], found


def reference(file: Path) -> list[Scored]:
    """What the kernel finds."""
    from row_engines.kernel_rows import scored, scorer

    return scored(scorer(file.parent)())


def main() -> int:
    parser = argparse.ArgumentParser(description="Time one engine.")
    parser.add_argument("engine", choices=[*ENGINES, KERNEL])
    parser.add_argument("data", type=Path, help="A folder with scoring.parquet.")
    asked = parser.parse_args()
    file = asked.data / "scoring.parquet"
    if asked.engine == KERNEL:
        print(json.dumps({"seconds": kernel_times(file), "different": 0}))
        return 0
    times, found = row_times(asked.engine, file)
    print(json.dumps({"seconds": times, "different": different(reference(file), found)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
