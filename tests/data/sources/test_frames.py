"""Data frames of many libraries, in blocks; those that are not computed yet are computed block by block."""

from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from sikta.engine.data.raw import Origin, Request, Scan
from sikta.engine.data.readers import frames
from sikta.engine.data.readers.frames import scan_frame
from sikta.engine.data.readers.native import BLOCK
from sikta.engine.findings import SiktaError
from sikta.engine.rules.model import Table

HEADERS = frozenset({"id", "n"})
ROWS: dict[str, list[Any]] = {
    "id": ["A", None, "C", "D", "E"],
    "n": [1.5, 2.0, None, 4.0, 5.0],
    "more": [1, 2, 3, 4, 5],
}


def scan(frame: Any) -> Scan:
    origin = Origin("a", "the data frame for a", is_file=False, counted="row")
    return scan_frame(frame, Request(Table("a", {}), origin, frozenset(), HEADERS))


def relation(rows: dict[str, list[Any]]) -> Any:
    table = pa.table(rows, schema=pa.schema([("id", pa.string()), ("n", pa.float64()), ("more", pa.int64())]))
    return duckdb.connect().from_arrow(table)


KINDS = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "polars lazy": pl.LazyFrame,
    "arrow": pa.table,
    "duckdb": relation,
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_library_gives_the_same_in_blocks(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "BLOCK", 2)
    found = scan(kind(ROWS))
    assert found.headers == ("id", "n", "more")
    first, second = (list(found.blocks()) for _ in range(2))
    assert [block.lines.tolist() for block in first] == [block.lines.tolist() for block in second]
    whole = found.whole()
    assert whole.lines.tolist() == [1, 2, 3, 4, 5]
    assert {name: column.parts[0].to_pylist() for name, column in whole.columns.items()} == {
        "id": ["A", None, "C", "D", "E"],
        "n": [1.5, 2.0, None, 4.0, 5.0],
    }
    assert whole.digest == scan(pa.table(ROWS)).digest()


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_frame_without_rows_is_one_empty_block(kind: Any) -> None:
    empty: dict[str, list[Any]] = {"id": [], "n": [], "more": []}
    found = scan(kind(empty) if kind is not relation else relation(empty))
    assert [(len(block), sorted(block.columns)) for block in found.blocks()] == [(0, ["id", "n"])]


def test_a_frame_of_many_values_in_its_own_blocks() -> None:
    """More rows than a block has: the blocks follow one another."""
    size = 2 * BLOCK + 1
    found = scan(pl.DataFrame({"id": ["x"] * size, "n": range(size)}))
    blocks = list(found.blocks())
    assert [len(block) for block in blocks] == [BLOCK, BLOCK, 1]
    assert blocks[2].lines.tolist() == [size]


def test_lists_in_a_relation_are_refused() -> None:
    with pytest.raises(SiktaError):
        list(scan(duckdb.sql("select 'A' as id, [1, 2] as n")).blocks())
