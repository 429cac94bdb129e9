"""Data from programs: Parquet files, databases, data frames. Their numbers, dates and booleans stay what they are."""

import datetime as dt
import decimal
import math
import sqlite3
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sikta.engine.data import DataTable
from sikta.engine.expressions.columns import Dates, Numbers, Texts
from tests.data.conftest import Read, Refused

FIELDS = """
      key: id
      fields:
        id: {type: text}
        revenue: {type: number}
        signed: {type: boolean}
        since: {type: date}
"""
PARQUET = "accounts:\n  file: accounts.parquet\n  key: id\n  fields: {id: {type: text}, revenue: {type: number}, signed: {type: boolean}, since: {type: date}}\n"
FRAME = PARQUET.replace("  file: accounts.parquet\n", "  file: accounts.csv\n")
SQL = PARQUET.replace(
    "  file: accounts.parquet\n",
    "  sql: \"select id, revenue, signed, since from account where id <> 'x;y'\"\n  connection: ${CRM}\n",
)
SINCE = dt.date(2026, 3, 1)


def parquet(folder: Path, **columns: Any) -> None:
    pq.write_table(pa.table(columns), folder / "accounts.parquet")


def values(table: DataTable) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for name, column in table.columns.items():
        match column:
            case Numbers(numbers):
                found[name] = pd.Series(numbers).astype(object).where(~column.missing, None).tolist()
            case Dates(days):
                found[name] = [
                    None if math.isnan(day) else dt.date(1970, 1, 1) + dt.timedelta(day)
                    for day in days.tolist()
                ]
            case Texts():
                found[name] = column.to_list()
            case _:
                true, missing = column.true, column.missing  # type: ignore[union-attr]
                found[name] = [None if gone else bool(yes) for yes, gone in zip(true, missing, strict=True)]
    return found


EXPECTED = {"id": ["A", "B"], "revenue": [1.5, None], "signed": [True, None], "since": [SINCE, None]}


def test_parquet(read: Read, tmp_path: Path) -> None:
    parquet(
        tmp_path,
        id=["A", "B"],
        revenue=[1.5, float("nan")],
        signed=[True, None],
        since=[SINCE, None],
        more=[1, 2],
    )
    data, quality = read(PARQUET)
    assert values(data.accounts) == EXPECTED
    assert data.inputs[0].columns == ("id", "revenue", "signed", "since", "more")
    assert [field.missing for field in quality.fields] == [0, 1, 1, 1]


@pytest.mark.parametrize(
    ("array", "ids"),
    [
        (pa.array([7, 2**60 + 1]), ["1152921504606846977", "7"]),
        (pa.array(["00123", "NA"]).dictionary_encode(), ["00123", "NA"]),
        (pa.array(["x", "y"], pa.large_string()), ["x", "y"]),
        (pa.array([1.0, 2.0]), ["1", "2"]),
    ],
)
def test_ids_of_any_kind_become_texts_without_loss(
    array: Any, ids: list[str], read: Read, tmp_path: Path
) -> None:
    parquet(tmp_path, id=array, revenue=[1, 2], signed=[1, 0], since=["2026-03-01", "2026-03-01"])
    assert read(PARQUET)[0].keys.to_list() == ids


@pytest.mark.parametrize(
    ("array", "revenue"),
    [
        (pa.array([decimal.Decimal("1.10"), None]), [1.1, None]),
        (pa.array([1, 2], pa.int8()), [1.0, 2.0]),
        (pa.array([float("inf"), -0.0]), [None, 0.0]),
        (pa.array(["1.5", "x"]), [1.5, None]),
        (pa.nulls(2), [None, None]),
        (pa.array([2**63 - 1, 2**62], pa.int64()), [None, 2.0**62]),
    ],
)
def test_numbers_of_any_kind(array: Any, revenue: list[Any], read: Read, tmp_path: Path) -> None:
    """2**63 - 1 has no float64 of its own: it becomes 2**63, which is beyond the largest number."""
    parquet(tmp_path, id=["A", "B"], revenue=array, signed=[1, 0], since=[SINCE, SINCE])
    assert values(read(PARQUET)[0].accounts)["revenue"] == revenue


def test_lists_in_a_column_are_refused(refused: Refused, tmp_path: Path) -> None:
    parquet(tmp_path, id=["A"], revenue=[[1, 2]], signed=[True], since=[SINCE])
    assert refused(PARQUET) == [
        (
            'accounts.parquet E514 accounts.parquet holds more than plain values in the column "revenue"\n'
            "  expected: texts, numbers, dates or booleans\n"
            "  found: list<element: int64>\n"
            "  fix: bring it to one plain value per row first"
        )
    ]


def test_a_missing_column_in_parquet(refused: Refused, tmp_path: Path) -> None:
    parquet(tmp_path, id=["A"], turnover=[1], signed=[True], since=[SINCE])
    assert refused(PARQUET) == [
        (
            'accounts.parquet E507 accounts.parquet has no column "revenue"\n'
            '  expected: a column "revenue"\n'
            '  found: "id", "turnover", "signed", "since"\n'
            "  fix: add the column, or take the field out"
        )
    ]


ROWS = {"id": ["A", "B"], "revenue": [1.5, None], "signed": [True, None], "since": [SINCE, None]}


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame(ROWS),
        pd.DataFrame(ROWS).convert_dtypes(),
        pd.DataFrame({**ROWS, "id": pd.Categorical(["A", "B"])}, index=[7, 7]),
        pl.DataFrame(ROWS),
        pl.LazyFrame(ROWS),
        pa.table(ROWS),
    ],
    ids=["pandas", "pandas with its own types", "pandas categories", "polars", "polars lazy", "arrow"],
)
def test_frames_of_every_library_give_the_same(frame: Any, read: Read) -> None:
    data, quality = read(FRAME, frames={"accounts": frame})
    assert values(data.accounts) == EXPECTED
    assert data.accounts.lines.tolist() == [1, 2]
    assert data.inputs[0].source == "the data frame for accounts"
    assert quality.findings == ()


def test_a_pandas_column_of_all_sorts(read: Read) -> None:
    frame = pd.DataFrame({**ROWS, "revenue": [1, "2,50"]}, dtype=object)
    data, quality = read(FRAME, frames={"accounts": frame})
    assert values(data.accounts)["revenue"] == [1.0, None]
    assert [(e.line, e.value) for field in quality.fields for e in field.examples] == [(2, "2,50")]


def test_the_hash_of_a_frame_is_that_of_its_values(read: Read) -> None:
    """The order of the columns and what is not read do not matter; a value does."""
    frame = pd.DataFrame(ROWS)
    digest = read(FRAME, frames={"accounts": frame})[0].inputs[0].digest
    assert (
        read(FRAME, frames={"accounts": frame[["since", "signed", "revenue", "id"]]})[0].inputs[0].digest
        == digest
    )
    assert read(FRAME, frames={"accounts": frame.assign(more=1)})[0].inputs[0].digest == digest
    assert read(FRAME, frames={"accounts": frame.assign(revenue=[1.5, 0])})[0].inputs[0].digest != digest


def test_what_is_no_frame(refused: Refused) -> None:
    assert refused(FRAME, frames={"accounts": [1, 2], "acounts": pd.DataFrame()}) == [
        (
            'E514 a data frame was handed over for "acounts", which is no table of the ruleset; did you mean "accounts"?\n'
            "  expected: one of accounts\n"
            "  found: acounts"
        ),
        (
            "E514 what was handed over for accounts is no data frame\n"
            "  expected: a data frame of pandas, Polars, Arrow or another library that Narwhals takes\n"
            "  found: list\n"
            "  fix: make it a data frame, such as pandas.DataFrame(…)"
        ),
    ]


def test_lists_in_a_frame_are_refused(refused: Refused) -> None:
    assert refused(FRAME, frames={"accounts": pl.DataFrame({**ROWS, "revenue": [[1], [2]]})})[0].startswith(
        'E514 the data frame for accounts holds more than plain values in the column "revenue"'
    )


@pytest.fixture
def crm(tmp_path: Path) -> dict[str, str]:
    path = tmp_path / "crm-with-a-secret.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table account (id text, revenue, signed integer, since text)")
        rows = [("A", 1.5, 1, "2026-03-01"), ("B", None, None, None)]
        connection.executemany("insert into account values (?, ?, ?, ?)", rows)
    connection.close()
    return {"CRM": f"sqlite:///{path}"}


def test_a_query(crm: dict[str, str], read: Read) -> None:
    data, _ = read(SQL, environment=crm)
    assert values(data.accounts) == EXPECTED
    assert (data.inputs[0].source, data.inputs[0].detail) == ("the query of accounts", "query (sqlite)")


def test_a_query_without_rows(crm: dict[str, str], refused: Refused) -> None:
    assert refused(SQL.replace("<>", "="), environment=crm)[0] == (
        "E510 the query of accounts has no accounts\n"
        "  expected: at least one row\n"
        "  found: a header without rows\n"
        "  fix: export it again, and look whether a filter left everything out"
    )


@pytest.mark.parametrize(
    "sql",
    [
        "delete from account",
        "select 1; drop table account",
        "with gone as (select 1) delete from account",
        "select * into copy from account",
        "pragma writable_schema = 1",
    ],
)
def test_a_query_that_is_not_one_select(sql: str, crm: dict[str, str], refused: Refused) -> None:
    before, after = SQL.split('"select')
    tables = f'{before}"{sql}"{after.partition(chr(34))[2]}'
    assert refused(tables, environment=crm) == [
        (
            "E513 the query of accounts is not one SELECT\n"
            "  expected: one statement that begins with SELECT or WITH and changes nothing\n"
            "  fix: leave out everything else; let the database's owner make a view for what is more"
        )
    ]


def test_an_address_that_is_not_set(refused: Refused) -> None:
    assert refused(SQL, environment={}) == [
        (
            "E513 the query of accounts needs the environment variable CRM, which is not set\n"
            "  expected: the address of the database in CRM\n"
            '  fix: set it before the run, such as export CRM="postgresql://…", or hand over a data frame'
        )
    ]


@pytest.mark.parametrize("address", ["no address", "nosuch://user:secret@host/db"])
def test_an_address_that_is_none(address: str, refused: Refused) -> None:
    assert refused(SQL, environment={"CRM": address}) == [
        (
            "E513 the query of accounts cannot use the address in CRM\n"
            "  expected: an address such as postgresql://user:password@host/database, and the driver for it installed\n"
            "  fix: check the address, and install the driver of your database (psycopg, pymysql, pyodbc …)"
        )
    ]


def test_what_the_database_says_without_its_address(crm: dict[str, str], refused: Refused) -> None:
    assert refused(SQL.replace("from account", "from acount"), environment=crm) == [
        (
            "E513 the query of accounts was refused by the database\n"
            "  expected: a query that the database runs\n"
            "  found: no such table: acount\n"
            "  fix: try the query in the database's own program"
        )
    ]
    gone = refused(SQL, environment={"CRM": "sqlite:////nowhere/with-a-secret/crm.db"})
    assert "secret" not in gone[0]
