"""`sikta run` into a database and with a file of changes, as it is typed."""

import logging
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sikta.cli import main
from tests.postgres_server import PASSWORD, USER, Server

RULES = """\
sikta: 1
name: trial
as_of: 2026-06-30
tables:
  accounts:
    file: accounts.csv
    key: id
    name: company
    fields:
      id: {type: text}
      company: {type: text}
      employees: {type: integer}
scores:
  size: {criteria: {staff: {weight: 1, value: employees, scale: [0, 100]}}}
segmentations:
  priority:
    method: rules
    segments: {large: {when: size >= 50}, small: {otherwise: true}}
  other:
    method: rules
    segments: {all: {otherwise: true}}
"""
MAY = "id,company,employees\nA1,Ahoy,10\nB2,Bell,80\nC3,Cove,20\n"
JUNE = "id,company,employees\nA1,Ahoy,90\nB2,Bell,81\nD4,Dune,5\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with rules and the data of May in it."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "ruleset.yaml").write_text(RULES)
    (tmp_path / "rules" / "accounts.csv").write_text(MAY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sikta(*words: str, **environment: str) -> Result:
    few = ["--documents", "md", "--results", "csv"]
    return CliRunner().invoke(main, ["run", "rules", *few, *words], env={"COLUMNS": "80", **environment})


def test_the_changes_since_the_run_of_last_month(desk: Path) -> None:
    """The run before may lie where the new one goes: it is read first."""
    assert sikta().exit_code == 0
    (desk / "rules" / "accounts.csv").write_text(JUNE)
    result = sikta("--previous", "out", "--upsert", "changes.csv")
    assert result.exit_code == 0
    assert "3 accounts changed segment (1 moved, 1 new, 1 gone): changes.csv" in result.stdout.splitlines()
    assert (desk / "changes.csv").read_text().splitlines() == [
        '"id","company","change","priority.before","priority","size.before","size"',
        '"A1","Ahoy","moved","small","large",10,90',
        '"C3","Cove","gone","small",,20,',
        '"D4","Dune","new",,"small",,5',
    ]


def test_another_segmentation(desk: Path) -> None:
    sikta("--out", "may")
    result = sikta("--previous", "may", "--upsert", "changes.csv", "--segmentation", "other")
    assert "0 accounts changed segment (0 moved, 0 new, 0 gone): changes.csv" in result.stdout
    result = sikta("--previous", "may", "--upsert", "changes.csv", "--segmentation", "priorty")
    assert (result.exit_code, "E951" in result.stderr) == (1, True)


def test_columns_that_leave_the_segmentation_out(desk: Path) -> None:
    sikta("--out", "may")
    result = sikta("--previous", "may", "--upsert", "changes.csv", "--columns", "other")
    assert result.exit_code == 1
    assert (
        'E621: the results have no column "priority", by which --upsert tells who changed segment'
        in " ".join(result.stderr.split())
    )
    assert not (desk / "changes.csv").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--upsert", "x.csv"], "--upsert and --previous go together: the file to write, and the run to compare with"),
        (["--previous", "may"], "--upsert and --previous go together: the file to write, and the run to compare with"),
        (["--segmentation", "other"], "--segmentation goes with --upsert"),
        (["--table", "sales.segments"], "--table goes with --to, which names the database"),
        (["--to", "${CRM_URL}", "--table", "sales."], "give the name of a table, such as sales.segments"),
    ],
)  # fmt: skip
def test_options_that_go_together(words: list[str], said: str, desk: Path) -> None:
    result = sikta(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (desk / "out").exists()


def test_an_address_on_the_command_line_is_refused_and_not_repeated(desk: Path) -> None:
    result = sikta("--to", "postgresql://crm:s3cret@db.example.org/crm")
    assert result.exit_code == 2
    assert "give the name of the environment variable that holds the address" in re.sub(
        r"\s+", " ", result.stderr
    )
    assert "s3cret" not in result.output + result.stderr
    assert "example.org" not in result.output + result.stderr


@pytest.mark.parametrize("written", ["${CRM_URL}", "CRM_URL"])
def test_accounts_into_a_table(written: str, desk: Path) -> None:
    result = sikta("--to", written, "--table", "crm_segments", CRM_URL=f"sqlite:///{desk / 'crm.db'}")
    assert result.exit_code == 0
    assert "3 accounts written to the table crm_segments." in result.stdout.splitlines()


def test_from_the_parquet_file_it_is_the_same(desk: Path) -> None:
    environment = {"CRM_URL": f"sqlite:///{desk / 'crm.db'}"}
    sikta("--to", "CRM_URL", **environment)
    result = sikta("--to", "CRM_URL", "--results", "parquet", **environment)
    assert "3 accounts written to the table sikta_accounts." in result.stdout.splitlines()


def test_a_table_that_was_made_anew_is_told(desk: Path) -> None:
    environment = {"CRM_URL": f"sqlite:///{desk / 'crm.db'}"}
    sikta("--to", "CRM_URL", **environment)
    rules = desk / "rules" / "ruleset.yaml"
    rules.write_text(RULES + "metrics: {staff: {value: employees * 2}}\n".replace("staff", "twice"))
    result = sikta("--to", "CRM_URL", **environment)
    assert (
        "W611 the columns of the results changed, so the table sikta_accounts was made anew" in result.stderr
    )


def test_a_database_that_refuses_leaves_the_last_good_run(desk: Path) -> None:
    sikta()
    before = {path.name: path.read_bytes() for path in (desk / "out").iterdir() if path.is_file()}
    (desk / "rules" / "accounts.csv").write_text(JUNE)
    (desk / "changes.csv").write_text('"id","change"\n"A1","new"\n')
    result = sikta(
        "--to", "CRM_URL", "--previous", "out", "--upsert", "changes.csv", CRM_URL="sqlite:////nowhere/crm.db"
    )
    assert (result.exit_code, "E611" in result.stderr) == (1, True)
    assert {path.name: path.read_bytes() for path in (desk / "out").iterdir() if path.is_file()} == before
    assert (desk / "changes.csv").read_text() == '"id","change"\n"A1","new"\n'
    assert sorted(path.name for path in desk.iterdir()) == ["changes.csv", "out", "rules"]


@pytest.mark.parametrize("password", ["right", "wrong"])
def test_nothing_that_a_run_leaves_or_says_holds_the_password(
    password: str, desk: Path, postgres: Server, caplog: pytest.LogCaptureFixture
) -> None:
    """Read from and write to the same server: files, both streams, logs and the error itself."""
    caplog.set_level(logging.DEBUG)
    with postgres.connect() as connection:
        connection.execute("drop schema if exists public cascade; create schema public")
        connection.execute("create table crm (id text, company text, employees int)")
        connection.execute("insert into crm values ('A1', 'Ahoy', 10), ('B2', 'Bell', 80)")
    rules = RULES.replace("file: accounts.csv", 'sql: "select * from crm"\n    connection: ${CRM_URL}')
    (desk / "rules" / "ruleset.yaml").write_text(rules)
    address = postgres.address() if password == "right" else postgres.address(password="wr0ng-w0rd")
    result = sikta(
        "--to", "${CRM_URL}", "--results", "csv,parquet,xlsx", "--documents", "html,md", CRM_URL=address
    )
    assert result.exit_code == (0 if password == "right" else 1)
    left = b"".join(path.read_bytes() for path in desk.rglob("*") if path.is_file())
    said = result.output + result.stderr + caplog.text + repr(result.exception) + repr(result.exc_info)
    for secret in (PASSWORD, PASSWORD.replace("/", "%2F"), "wr0ng-w0rd", address):
        assert secret not in said
        assert secret.encode() not in left
    assert f"{USER}:" not in said
    if password == "right":
        with postgres.connect() as connection:
            rows = connection.execute("select id, priority from sikta_accounts order by id").fetchall()
        assert rows == [("A1", "small"), ("B2", "large")]
        assert b"query (postgresql)" in left
