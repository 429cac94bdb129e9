"""Results in a table of a database: all of them or none, whatever happens on the way."""

import datetime as dt
import threading
from collections.abc import Iterator

import pyarrow as pa
import pytest

from sikta.engine.findings import SiktaError
from sikta.engine.sinks import Target
from sikta.engine.sinks.database import Delivered, deliver
from tests.data.conftest import told
from tests.postgres_server import PASSWORD, USER, Server, until
from tests.sinks.conftest import RESULTS, Ask, Table

BOTH = pytest.mark.parametrize("address", ["sqlite", "postgresql"], indirect=True)
POSTGRES = pytest.mark.parametrize("address", ["postgresql"], indirect=True)
TARGET = Target("${CRM}", "segments")


def write(address: str, *blocks: Table, table: str = "segments") -> Delivered:
    return deliver(blocks, Target("${CRM}", table), {"CRM": address})


def refused(address: str, *blocks: Table, table: str = "segments") -> list[str]:
    with pytest.raises(SiktaError) as caught:
        write(address, *blocks, table=table)
    assert caught.value.__cause__ is None
    return told(caught.value)


@BOTH
def test_every_value_comes_back_as_it_was(address: str, ask: Ask) -> None:
    assert write(address, RESULTS.slice(0, 1), RESULTS.slice(1), RESULTS.slice(0, 0)) == Delivered(
        "segments", 3
    )
    days = [dt.date(2022, 1, 8), None, dt.date(2024, 10, 4)]
    plain = address.startswith("sqlite")  # which knows no days, and no truth but 1 and 0
    assert ask("select * from segments order by id") == [
        (
            key,
            company,
            revenue,
            orders,
            (None if out is None else int(out)) if plain else out,
            (day and day.isoformat()) if plain else day,
            low,
        )
        for key, company, revenue, orders, out, day, low in zip(
            ["00123", "B2", "C3"],
            ['Ahoy "BV"', None, ""],
            [1.5, None, -0.1],
            [3, 2**53, None],
            [True, False, None],
            days,
            [0.1 + 0.2, 1e-300, 1e300],
            strict=True,
        )
    ]


@BOTH
def test_a_second_run_replaces_all_rows(address: str, ask: Ask) -> None:
    write(address, RESULTS)
    assert write(address, RESULTS.slice(1, 1)) == Delivered("segments", 1)
    assert ask("select id from segments") == [("B2",)]


@BOTH
def test_the_key_is_the_primary_key(address: str, ask: Ask) -> None:
    write(address, RESULTS)
    (fault,) = refused(address, RESULTS, RESULTS)
    assert fault.startswith(
        "E611 the database did not take the results into the table segments; the table is as it was before\n"
        "  expected: a database that can be reached, and the right to write that table\n"
    )
    assert ask("select count(*) from segments") == [(3,)]


@BOTH
def test_a_table_of_somebody_else_is_left_alone(address: str, ask: Ask) -> None:
    ask("create table segments (id text, owner text)")
    ask("insert into segments values ('X', 'Ann')")
    assert refused(address, RESULTS.select(["id", "company"])) == [
        (
            "E612 the table segments has other columns than the results, and does not come from sikta\n"
            "  expected: a table that a run wrote, one with the same column names, or a name that is still free\n"
            '  found: without "company"; with "owner"\n'
            "  fix: give another name with --table, or have that table taken away first"
        )
    ]
    assert ask("select * from segments") == [("X", "Ann")]


@BOTH
def test_a_table_that_was_made_beforehand_keeps_its_own_types_and_indexes(address: str, ask: Ask) -> None:
    ask("create table segments (company varchar(40), id varchar(20) primary key)")
    ask("create index by_company on segments (company)")
    write(address, RESULTS.select(["id", "company"]))
    assert ask("select id, company from segments order by id")[0] == ("00123", 'Ahoy "BV"')
    index = (
        "select name from sqlite_master where type = 'index' and name = 'by_company'"
        if address.startswith("sqlite")
        else "select indexname from pg_indexes where indexname = 'by_company'"
    )
    assert ask(index) == [("by_company",)]


@BOTH
@pytest.mark.parametrize(
    "other",
    [RESULTS.drop_columns(["revenue"]), RESULTS.set_column(3, "orders", pa.array([0.5, 1.0, None]))],
    ids=["a column less", "another type"],
)
def test_other_columns_make_the_table_anew_and_say_so(other: Table, address: str, ask: Ask) -> None:
    write(address, RESULTS)
    for _ in range(2):
        for results in (other, RESULTS):
            found = write(address, results)
            assert told(found.findings) == [
                (
                    "W611 the columns of the results changed, so the table segments was made anew\n"
                    "  expected: permissions and indexes given to the new table, where the old one had any\n"
                    "  found: those of the old table are gone with it\n"
                    "  fix: have them given again; while the columns stay the same, a run leaves them as they are"
                )
            ]
            assert ask("select count(*) from segments") == [(3,)]
    assert write(address, RESULTS).findings == ()


def failing(server: Server | None = None) -> Iterator[Table]:
    """Blocks of which the third does not come: something else fails, or the connection is cut by the server."""
    yield RESULTS.slice(0, 1)
    yield RESULTS.slice(1, 1)
    if server is None:
        raise ZeroDivisionError
    with server.connect() as other:
        cut = "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'postgres' and pid <> pg_backend_pid() and application_name <> 'keep'"
        other.execute(cut)
    yield RESULTS.slice(2, 1)


@BOTH
@pytest.mark.parametrize("results", [RESULTS, RESULTS.drop_columns(["revenue"])], ids=["the same", "others"])
def test_results_that_fail_half_way_leave_the_old_table(results: Table, address: str, ask: Ask) -> None:
    write(address, results.slice(0, 2))
    with pytest.raises(ZeroDivisionError):
        deliver(failing(), TARGET, {"CRM": address})
    assert ask("select id from segments order by id") == [("00123",), ("B2",)]


@POSTGRES
@pytest.mark.parametrize(
    "results", [RESULTS, RESULTS.drop_columns(["revenue"]), None], ids=["the same", "others", "none"]
)
def test_a_connection_that_is_lost_half_way_leaves_the_old_table_whole(
    results: Table | None, address: str, ask: Ask, postgres: Server
) -> None:
    if results is not None:
        write(address, results)
    before = ask("select * from segments order by id") if results is not None else None
    with pytest.raises(SiktaError) as caught:
        deliver(failing(postgres), TARGET, {"CRM": address})
    (text,) = told(caught.value)
    assert text.startswith(
        "E611 the database did not take the results into the table segments; the table is as it was"
    )
    assert PASSWORD not in text
    assert ask("select to_regclass('segments') is not null") == [(results is not None,)]
    assert before is None or ask("select * from segments order by id") == before
    assert ask("select count(*) from pg_class where relname like 'sikta_%'") == [(0,)]


@POSTGRES
@pytest.mark.parametrize("first", [True, False], ids=["into a table", "into none"])
def test_two_runs_at_once_write_one_after_the_other(
    first: bool, address: str, ask: Ask, postgres: Server
) -> None:
    """The second waits until the first is done; whoever reads meanwhile sees the old rows."""
    if first:
        write(address, RESULTS.slice(0, 1))
    begun, go_on = threading.Event(), threading.Event()

    def slowly() -> Iterator[Table]:
        yield RESULTS.slice(0, 2)
        begun.set()
        assert go_on.wait(10)
        yield RESULTS.slice(2)

    outcomes: list[object] = []
    one = threading.Thread(target=lambda: outcomes.append(deliver(slowly(), TARGET, {"CRM": address})))
    two = threading.Thread(target=lambda: outcomes.append(write(address, RESULTS.slice(1))))
    one.start()
    assert begun.wait(10)
    two.start()
    waiting = "select count(*) from pg_locks where not granted"
    until(lambda: ask(waiting) == [(1,)])
    if first:
        assert ask("select id from segments") == [("00123",)]
    go_on.set()
    one.join(10)
    two.join(10)
    assert [outcome.rows for outcome in outcomes if isinstance(outcome, Delivered)] == [3, 2]
    assert ask("select id from segments order by id") == [("B2",), ("C3",)]


@POSTGRES
def test_permissions_indexes_and_views_stay_while_the_columns_do(address: str, ask: Ask) -> None:
    write(address, RESULTS)
    ask("drop role if exists seller")
    ask("create role seller")
    ask("grant select on segments to seller")
    ask("create view best as select id from segments where revenue > 0")
    write(address, RESULTS.slice(0, 1))
    assert ask("select has_table_privilege('seller', 'segments', 'select')") == [(True,)]
    assert ask("select * from best") == [("00123",)]
    (fault,) = refused(address, RESULTS.drop_columns(["orders"]))
    assert "  found: cannot drop table segments because other objects depend on it" in fault
    assert ask("select * from best") == [("00123",)]


@POSTGRES
def test_a_table_in_a_schema(address: str, ask: Ask) -> None:
    ask("create schema sales")
    for _ in range(2):
        assert write(address, RESULTS, table="sales.segments").rows == 3
    assert write(address, RESULTS.drop_columns(["orders"]), table="sales.segments").findings
    assert ask("select count(*) from sales.segments") == [(3,)]


@POSTGRES
def test_a_character_that_the_database_has_no_place_for(address: str, ask: Ask) -> None:
    write(address, pa.table({"id": ["A\0B"], "name": ["\\N"]}))
    assert ask("select * from segments") == [("A�B", "\\N")]


@POSTGRES
def test_names_that_the_database_would_cut(address: str) -> None:
    assert refused(address, pa.table({"id": ["A"], "x" * 64: [1]})) == [
        (
            "E613 column names of the results are too long for a table in this database, which cuts them after 63 bytes\n"
            "  expected: names of at most 63 bytes\n"
            f'  found: "{"x" * 64}"\n'
            "  fix: choose other columns with --columns, or give these parts of the rules shorter ids"
        )
    ]


@POSTGRES
@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("s3cr3t-Pa55%2Fw0rd", "wr0ng-w0rd", "password authentication failed"),
        ("127.0.0.1", "nosuch-host.invalid", "failed to resolve host"),
    ],
)
def test_an_address_that_does_not_work_is_not_shown(before: str, after: str, said: str, address: str) -> None:
    (text,) = refused(address.replace(before, after), RESULTS)
    assert said in text
    for secret in (PASSWORD, after, USER, "127.0.0.1"):
        assert secret not in text


@pytest.mark.parametrize(
    ("connection", "environment", "said"),
    [
        ("postgresql://u:secret@h/d", {}, "does not say which environment variable holds the address of its database"),
        ("${CRM}", {}, "needs the environment variable CRM, which is not set"),
        ("${CRM}", {"CRM": "no address, secret"}, "cannot use the address in CRM"),
        ("${CRM}", {"CRM": "mysql+nosuch://u:secret@h/d"}, "cannot use the address in CRM"),
        ("${CRM}", {"CRM": "postgresql+asyncpg://u:secret@h/d"}, "needs the driver that the address in CRM asks for, which is not installed"),
    ],
)  # fmt: skip
def test_an_address_that_is_none(connection: str, environment: dict[str, str], said: str) -> None:
    with pytest.raises(SiktaError) as caught:
        deliver([RESULTS], Target(connection, "segments"), environment)
    (text,) = told(caught.value)
    assert text.splitlines()[0] == f"E611 writing to the table segments {said}"
    assert "secret" not in text


def test_a_database_whose_transactions_do_not_hold_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """No driver for it is installed here, so a database that is known stands in for it."""
    monkeypatch.setattr("sikta.engine.sinks.database._LONGEST_NAME", {"postgresql": 63})
    assert refused("sqlite://", RESULTS) == [
        (
            "E611 results cannot be written to a database of the kind sqlite\n"
            "  expected: PostgreSQL or SQLite, where a table is replaced as a whole or not at all\n"
            "  fix: write files, and load these into your database"
        )
    ]
