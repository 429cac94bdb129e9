"""Queries on a real PostgreSQL server and on SQLite: every type, rows in batches, and nothing of the address."""

import datetime as dt
import math
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.data.raw import Origin, Request
from sikta.engine.data.readers import sql
from sikta.engine.data.readers.decimals import doubles
from sikta.engine.data.readers.sql import scan_query
from sikta.engine.findings import SiktaError
from sikta.engine.rules.model import Table
from tests.data.conftest import told
from tests.postgres_server import PASSWORD, USER, Server

HEADERS = frozenset({"id", "value"})


def query(text: str, **environment: str) -> Any:
    table = Table("crm", {}, sql=text, connection="${CRM}")
    return scan_query(
        Request(table, Origin("crm", "the query of crm", False, "row"), frozenset(), HEADERS), environment
    )


def values(text: str, server: Server) -> list[Any]:
    """The values of the column `value`, whatever Arrow keeps them in."""
    column = query(f"select 'A' as id, {text} as value", CRM=server.address()).whole().columns["value"]
    return [part[0].as_py() for part in column.parts]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.34::numeric(10, 2)", 12.34),
        ("698499805.56::numeric(12, 2)", 698499805.56),
        ("12345678901234567890.5::numeric", 12345678901234567890.5),
        ("2147483648::bigint", 2147483648),
        ("7::smallint", 7),
        ("1.5::double precision", 1.5),
        ("true", True),
        ("'Café €'::text", "Café €"),
        ("'x'::varchar(3)", "x"),
        ("'ab'::char(4)", "ab  "),
        ("date '2026-02-28'", dt.date(2026, 2, 28)),
        ("timestamp '2026-02-28 23:59:59'", dt.date(2026, 2, 28)),
        ("timestamptz '2026-02-28 23:59:59+00'", dt.date(2026, 2, 28)),
        ("null::numeric", None),
        ("'5f0c5b1e-0000-4000-8000-000000000001'::uuid", "5f0c5b1e-0000-4000-8000-000000000001"),
        ("time '12:30'", "12:30:00"),
    ],
)
def test_every_type_is_what_it_is_in_the_database(text: str, value: Any, postgres: Server) -> None:
    assert values(text, postgres) == [value]


def test_a_moment_is_a_day_on_the_clock_of_the_session(postgres: Server) -> None:
    """Half past eleven in the evening in London is the next day in Amsterdam."""
    with postgres.connect() as connection:
        connection.execute(f"alter role {USER} set timezone = 'Europe/Amsterdam'")
        try:
            assert values("timestamptz '2026-06-30 23:30:00+01'", postgres) == [dt.date(2026, 7, 1)]
        finally:
            connection.execute(f"alter role {USER} reset timezone")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("'\\x00'::bytea", "bytes"), ("array[1, 2]", "list"), ("""'{"a": 1}'::jsonb""", "dict")],
)
def test_more_than_plain_values_is_refused(text: str, kind: str, postgres: Server) -> None:
    with pytest.raises(SiktaError) as caught:
        values(text, postgres)
    assert told(caught.value) == [
        (
            'E514 the query of crm holds more than plain values in the column "value"\n'
            "  expected: texts, numbers, dates or booleans\n"
            f"  found: {kind}\n"
            "  fix: bring it to one plain value per row first"
        )
    ]


def test_numbers_that_are_none_or_endless(postgres: Server) -> None:
    found = query(
        "select * from (values ('A', 'NaN'::numeric), ('B', 'Infinity'), ('C', 1)) t(id, value)",
        CRM=postgres.address(),
    )
    (numbers,) = found.whole().columns["value"].parts
    first, second, third = numbers.to_pylist()
    assert first is None or math.isnan(first)
    assert (second, third) == (math.inf, 1.0)


def test_rows_come_in_batches_and_stay_in_the_database_until_then(
    postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hundredth row cannot be computed; the first ten come all the same."""
    monkeypatch.setattr(sql, "_BATCH", 10)
    found = query(
        "select i as id, 1 / (100 - i) as value from generate_series(1, 100) i", CRM=postgres.address()
    )
    blocks: Iterator[Any] = found.blocks()
    assert next(blocks).lines.tolist() == [*range(1, 11)]
    assert next(blocks).lines.tolist() == [*range(11, 21)]
    with pytest.raises(SiktaError) as caught:
        list(blocks)
    assert "  found: division by zero" in told(caught.value)[0]


def test_a_query_can_be_read_again_and_has_the_same_hash(
    postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "select i::text as id, case when i > 7 then i / 4.0 end as value from generate_series(1, 20) i"
    whole = query(text, CRM=postgres.address())
    digest = whole.whole().digest
    monkeypatch.setattr(sql, "_BATCH", 3)
    pieces = query(text, CRM=postgres.address())
    assert pieces.digest() == digest
    first, second = (
        [block.columns["id"].parts[0].to_pylist() for block in pieces.blocks()] for _ in range(2)
    )
    assert first == second
    assert query(text.replace("/ 4.0", "/ 5.0"), CRM=postgres.address()).digest() != digest


def test_a_query_that_calls_what_changes_things_changes_nothing(postgres: Server) -> None:
    with postgres.connect() as connection:
        connection.execute("create table if not exists kept (n int)")
        connection.execute(
            "create or replace function spoil() returns int language sql as 'insert into kept values (1) returning n'"
        )
    with pytest.raises(SiktaError) as caught:
        query("select spoil() as id, 1 as value", CRM=postgres.address()).whole()
    assert "  found: cannot execute INSERT in a read-only transaction" in told(caught.value)[0]
    with postgres.connect() as connection:
        assert connection.execute("select count(*) from kept").fetchone() == (0,)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("postgresql://crm_reader:wr0ng-w0rd@127.0.0.1:{port}/postgres", "password authentication failed"),
        ("postgresql://crm_reader:wr0ng-w0rd@nosuch-host.invalid:{port}/postgres", "failed to resolve host"),
        ("postgresql://crm_reader:s3cr3t-Pa55%2Fw0rd@127.0.0.1:{port}/nosuch_base", "does not exist"),
        ("postgresql://crm_reader:s3cr3t-Pa55%2Fw0rd@127.0.0.1:1/postgres", "Connection refused"),
    ],
    ids=["password", "host", "database", "port"],
)
def test_an_address_that_does_not_work_is_not_shown(address: str, found: str, postgres: Server) -> None:
    with pytest.raises(SiktaError) as caught:
        query("select 1 as id, 1 as value", CRM=address.format(port=postgres.port))
    (text,) = told(caught.value)
    assert text.startswith("E513 the query of crm was refused by the database")
    assert found in text
    for secret in ("wr0ng-w0rd", PASSWORD, USER, "127.0.0.1", "nosuch", str(postgres.port)):
        assert secret not in text
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_table_that_is_not_there(postgres: Server) -> None:
    with pytest.raises(SiktaError) as caught:
        query("select id, value from nosuch", CRM=postgres.address())
    assert told(caught.value) == [
        (
            "E513 the query of crm was refused by the database\n"
            "  expected: a query that the database runs\n"
            '  found: relation "nosuch" does not exist\n'
            "  fix: try the query in the database's own program"
        )
    ]


def test_sqlite_gives_the_same_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite lets a column mix kinds of values: each row has its own."""
    path = tmp_path / "crm.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table account (id text, value)")
        rows = [("A", 1), ("B", None), ("C", 2.5), ("D", "x"), ("E", 3)]
        connection.executemany("insert into account values (?, ?)", rows)
    connection.close()
    whole = query("select * from account", CRM=f"sqlite:///{path}").whole()
    monkeypatch.setattr(sql, "_BATCH", 2)
    pieces = query("select * from account", CRM=f"sqlite:///{path}").whole()
    for table in (whole, pieces):
        assert [table.columns["value"].written(row) for row in range(5)] == ["1", "", "2.5", "x", "3"]
    assert pieces.digest == whole.digest


def test_a_query_that_nobody_reads_leaves_nothing_open(tmp_path: Path) -> None:
    path = tmp_path / "crm.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table account (id text, value)")
    connection.close()
    found = query("select * from account", CRM=f"sqlite:///{path}")
    assert found.headers == ("id", "value")
    del found
    path.unlink()


@settings(max_examples=100)
@given(
    st.lists(
        st.none()
        | st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**20), max_value=10**20),
        min_size=1,
    )
)
def test_decimal_numbers_become_the_nearest_number(numbers: list[Decimal | None]) -> None:
    """As Python's own float() reads their digits."""
    import pyarrow as pa

    expected = [None if number is None else float(number) for number in numbers]
    for kind in (pa.decimal128(38, 4), pa.decimal256(50, 4)):
        array = pa.array([None, *numbers], kind)
        assert doubles(array).to_pylist()[1:] == expected
        assert doubles(array[1:]).to_pylist() == expected
