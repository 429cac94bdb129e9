"""Parquet in blocks, and groups of rows that are too old to be read."""

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sikta.engine.data.raw import Origin, RawTable, Request, Scan
from sikta.engine.data.readers import native, parquet
from sikta.engine.data.readers.files import scan_files
from sikta.engine.data.readers.parquet import scan_parquet
from sikta.engine.findings import SiktaError
from sikta.engine.rules.model import Field, Table
from tests.data.conftest import told

FIELDS = {"who": Field("who", "text"), "day": Field("day", "date")}
TABLE = Table("orders", FIELDS, date="day")
HEADERS = frozenset(FIELDS)


def asked(since: dt.date | None = None, needed: frozenset[str] = HEADERS) -> Request:
    return Request(TABLE, Origin("orders", "orders.parquet", counted="row"), HEADERS, needed, since)


def rows(scan: Scan) -> list[tuple[int, str | None]]:
    """Line and text of every row."""
    found = []
    for block in scan.blocks():
        found += list(zip(block.lines.tolist(), block.columns["who"].parts[0].to_pylist(), strict=True))
    return found


def written(path: Path, days: list[Any], kind: Any = None, **options: Any) -> Path:
    table = pa.table(
        {"who": [f"r{number}" for number in range(1, len(days) + 1)], "day": pa.array(days, kind)}
    )
    pq.write_table(table, path, row_group_size=2, **options)
    return path


DAYS = [
    dt.date(2025, 1, 1),
    dt.date(2025, 1, 2),
    dt.date(2026, 1, 1),
    dt.date(2026, 1, 2),
    dt.date(2025, 5, 1),
]


def test_groups_that_are_too_old_are_not_read_and_counted(tmp_path: Path) -> None:
    """The lines of the others are those of the file."""
    scan = scan_parquet(written(tmp_path / "o.parquet", DAYS), asked(dt.date(2025, 6, 1)))
    assert rows(scan) == [(3, "r3"), (4, "r4")]
    assert (scan.detail, scan.size, scan.older) == ("Parquet, 3 older rows not read", 2, 3)


@pytest.mark.parametrize(
    ("since", "kept"),
    [(None, 5), (dt.date(2025, 1, 2), 5), (dt.date(2025, 1, 3), 3), (dt.date(2030, 1, 1), 0)],
)
def test_a_group_is_read_where_any_of_its_rows_may_count(
    since: dt.date | None, kept: int, tmp_path: Path
) -> None:
    scan = scan_parquet(written(tmp_path / "o.parquet", DAYS), asked(since))
    assert (len(rows(scan)), scan.size) == (kept, kept)


@pytest.mark.parametrize(
    ("days", "kind", "options"),
    [
        ([None, DAYS[0]], None, {}),
        (["2025-01-01", "2025-01-02"], None, {}),
        (DAYS[:2], None, {"write_statistics": False}),
    ],
    ids=["a row without a date", "dates as text", "nothing is said of them"],
)
def test_what_is_not_sure_is_read(
    days: list[Any], kind: Any, options: dict[str, Any], tmp_path: Path
) -> None:
    scan = scan_parquet(written(tmp_path / "o.parquet", days, kind, **options), asked(dt.date(2026, 1, 1)))
    assert len(rows(scan)) == 2


@pytest.mark.parametrize(
    ("hour", "kept"),
    [(dt.datetime(2025, 12, 30, 23, tzinfo=dt.UTC), 0), (dt.datetime(2025, 12, 31, 1, tzinfo=dt.UTC), 2)],
)
def test_moments_are_left_out_a_day_later(hour: dt.datetime, kept: int, tmp_path: Path) -> None:
    """What is the evening of 31 December in London is the new year elsewhere."""
    path = written(tmp_path / "o.parquet", [hour, hour], pa.timestamp("us", "UTC"))
    assert len(rows(scan_parquet(path, asked(dt.date(2026, 1, 1))))) == kept


def test_partitions_tell_together_how_many_rows_are_too_old(tmp_path: Path) -> None:
    files = [written(tmp_path / name, DAYS) for name in ("a.parquet", "b.parquet")]
    scan = scan_files(tmp_path, files, asked(dt.date(2025, 6, 1)))
    assert rows(scan) == [(3, "r3"), (4, "r4"), (7, "r3"), (8, "r4")]
    assert (scan.detail, scan.size) == ("2 files, Parquet, 6 older rows not read", 4)


def test_a_line_of_several_files_tells_which_it_is(tmp_path: Path) -> None:
    files = [written(tmp_path / name, DAYS) for name in ("a.parquet", "b.parquet")]
    scan = scan_files(tmp_path, files, asked())
    origin = scan.whole().origin
    assert [origin.line(line) for line in (5, 6, 10)] == [
        "5 of a.parquet",
        "1 of b.parquet",
        "5 of b.parquet",
    ]
    assert told((origin.finding("N503", "x", line=7),)) == ["b.parquet:2 N503 x"]
    assert Origin("orders", "o.csv").line(7) == "7"


def test_blocks_of_a_few_rows_are_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "o.parquet", DAYS)
    whole = scan_parquet(path, asked()).whole()
    monkeypatch.setattr(parquet, "BLOCK", 1)
    scan = scan_parquet(path, asked())
    assert len(list(scan.blocks())) == 5
    assert same(scan.whole(), whole)


def same(one: RawTable, other: RawTable) -> bool:
    return (
        one.digest == other.digest
        and one.lines.tolist() == other.lines.tolist()
        and all(
            one.columns[name].parts[0].to_pylist() == other.columns[name].parts[0].to_pylist()
            for name in one.columns
        )
    )


@pytest.mark.parametrize("needed", [HEADERS, frozenset[str]()])
def test_a_file_without_rows_and_a_file_of_which_nothing_is_needed(
    needed: frozenset[str], tmp_path: Path
) -> None:
    empty = scan_parquet(written(tmp_path / "o.parquet", [], pa.date32()), asked(needed=needed))
    assert [len(block) for block in empty.blocks()] == [0]
    full = scan_parquet(written(tmp_path / "p.parquet", DAYS), asked(needed=needed))
    assert [len(block) for block in full.blocks()] == [2, 2, 1] if needed else [5]
    assert set(next(full.blocks()).columns) == needed


def test_a_file_that_is_damaged_behind_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "o.parquet"
    pq.write_table(pa.table({"who": [f"row {n}" for n in range(9000)], "day": DAYS[:1] * 9000}), path)
    scan = scan_parquet(path, asked())
    content = bytearray(path.read_bytes())
    content[4:400] = b"\0" * 396
    path.write_bytes(content)
    with pytest.raises(SiktaError) as caught:
        scan.whole()
    assert told(caught.value)[0].startswith(
        "orders.parquet E501 orders.parquet cannot be read\n  found: it is damaged"
    )


def test_codes_of_texts_stay_codes() -> None:
    codes = pa.DictionaryArray.from_arrays(pa.array([0, None], pa.int32()), pa.array(["x"]))
    assert native.settle(codes) is codes
    missing = pa.DictionaryArray.from_arrays(pa.array([0, 1], pa.int32()), pa.array([None, "x"]))
    assert native.settle(missing).null_count == 1
