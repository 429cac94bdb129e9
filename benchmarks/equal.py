"""Whether two results say the same of every account: numbers to a billionth, everything else exactly.

python benchmarks/equal.py REFERENCE OTHER...
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from rivals.yardstick import OUTPUT

TOLERANCE = 1e-9
"""How far two numbers may be apart, of 1 or of the number where it is larger."""

KEY = OUTPUT[0]


def read(results: Path) -> pa.Table:
    """The columns of results (a file, or a folder of files) by ascending key; keys as text."""
    table = ds.dataset(results, format="parquet").to_table(columns=list(OUTPUT))
    keys = table[KEY].cast(pa.string())
    return table.set_column(0, KEY, keys).take(pc.sort_indices(keys))


def differences(reference: Path, other: Path) -> list[str]:
    """What the two do not agree on, a line for each column; nothing where they are equal."""
    one, two = read(reference), read(other)
    if len(one) != len(two):
        return [f"{len(one):,} accounts and {len(two):,}"]
    return list(_of_columns(one, two))


def _of_columns(one: pa.Table, two: pa.Table) -> Iterator[str]:
    for name in OUTPUT:
        differ = np.flatnonzero(_differ(one[name], two[name]))
        if differ.size:
            row = int(differ[0])
            said = f"{one[name][row]} and {two[name][row]} for account {one[KEY][row]}"
            yield f"{name}: {differ.size:,} accounts differ, the first: {said}"


def _differ(one: pa.ChunkedArray, two: pa.ChunkedArray) -> np.ndarray:
    """Where two columns are not the same."""
    if not (_is_number(one.type) and _is_number(two.type)):
        return _texts(one) != _texts(two)
    a, b = _numbers(one), _numbers(two)
    near = np.abs(a - b) <= TOLERANCE * np.maximum(1, np.abs(a))
    return np.asarray(~(near | (np.isnan(a) & np.isnan(b))))


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_floating(kind) or pa.types.is_integer(kind) or pa.types.is_decimal(kind))


def _numbers(column: pa.ChunkedArray) -> np.ndarray:
    """As float64, NaN where there is none."""
    return np.asarray(pc.fill_null(column.cast(pa.float64()), np.nan).to_numpy())


def _texts(column: pa.ChunkedArray) -> np.ndarray:
    """As text, dates as they are written in ISO; a missing one is a text of its own."""
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.date32())
    return np.asarray(pc.fill_null(column.cast(pa.string()), "(missing)").to_numpy(), dtype=object)


def main(reference: str, others: Sequence[str]) -> int:
    code = 0
    for other in others:
        found = differences(Path(reference), Path(other))
        print(f"{other}: {'equal' if not found else 'not equal'}")
        print("".join(f"  {line}\n" for line in found), end="")
        code = code or int(bool(found))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
