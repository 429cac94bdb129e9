"""Every carrier brings the same rows from Parquet, in the order of the files."""

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from sikta.engine.carriers import carrier_named
from sikta.engine.carriers.carrier import Since

NAMES = ("pandas", "polars", "duckdb")
A_DAY = dt.date(2026, 3, 1)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two files: 6 rows in groups of 2, of which the first lies before March; and 1 row without a date."""
    days = [dt.date(2026, month, 1) for month in (1, 2, 2, 3, 4, 3)]
    first = pa.table(
        {"day": days, "kind": ["a", "b", None, "a", "c", "b"], "n": [1, 2, 3, 4, 5, 6], 'od"d': [0.5] * 6}
    )
    last = pa.table({"day": pa.array([None], pa.date32()), "kind": ["z"], "n": [7], 'od"d': [1.5]})
    parquet.write_table(first, tmp_path / "1.parquet", row_group_size=2)
    parquet.write_table(last, tmp_path / "2.parquet")
    return [tmp_path / "1.parquet", tmp_path / "2.parquet"]


def scanned(name: str, files: list[Path], columns: list[str], since: Since | None = None) -> pa.Table:
    batches = list(carrier_named(name).scan_parquet(files, columns, since))
    assert all(batch.schema.names == columns for batch in batches)
    return pa.Table.from_batches(batches).unify_dictionaries() if batches else None


@pytest.mark.parametrize("name", NAMES)
def test_all_rows_in_order_and_only_the_columns_that_are_wanted(name: str, files: list[Path]) -> None:
    found = scanned(name, files, ["kind", "n", 'od"d'])

    assert found["kind"].to_pylist() == ["a", "b", None, "a", "c", "b", "z"]
    assert found["n"].to_pylist() == [1, 2, 3, 4, 5, 6, 7]
    assert found['od"d'].to_pylist() == [0.5] * 6 + [1.5]
    assert found.schema.field("kind").type == pa.dictionary(pa.int32(), pa.large_string())


@pytest.mark.parametrize("name", NAMES)
def test_rows_before_the_day_are_left_out_and_undated_ones_stay(name: str, files: list[Path]) -> None:
    since = ("day", (A_DAY - dt.date(1970, 1, 1)).days)

    assert scanned(name, files, ["n"], since)["n"].to_pylist() == [4, 5, 6, 7]
    assert scanned(name, files, ["n", "day"], since)["day"].to_pylist()[-1] is None


def test_row_groups_before_the_day_are_not_read(files: list[Path]) -> None:
    since = ("day", (A_DAY - dt.date(1970, 1, 1)).days)

    batches = list(carrier_named("pandas").scan_parquet(files, ["n"], since))

    # the first group has nothing in or after March; without statistics all three would be looked at
    assert [batch.num_rows for batch in batches] == [3, 1]
    parquet.write_table(parquet.read_table(files[0]), files[0], row_group_size=2, write_statistics=False)
    assert scanned("pandas", files, ["n"], since)["n"].to_pylist() == [4, 5, 6, 7]
