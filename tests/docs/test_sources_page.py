"""The page on sources: its rules load, and its commands do what it says."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from sikta.cli import main
from sikta.engine.data.readers import READERS

PAGE = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
TABLES = [text.removeprefix("tables:\n") for kind, text in BLOCKS if kind == "yaml"]
COMMANDS = [text.strip() for kind, text in BLOCKS if kind == "console"]
RULES = f"""\
sikta: 1
name: trial
as_of: 2026-06-30
tables:
{"".join(TABLES)}
metrics: {{revenue: {{from: orders, sum: amount, where: booked_in >= 2025}}}}
segmentations: {{size: {{method: rules, segments: {{large: {{when: revenue > 100}}, small: {{otherwise: true}}}}}}}}
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder and the database that the page tells of."""
    orders = tmp_path / "my-rules" / "orders" / "year=2026"
    orders.mkdir(parents=True)
    days = pa.array([20600, 20610], pa.int32()).cast(pa.date32())
    pq.write_table(
        pa.table({"customer": ["A1", "B2"], "order_date": days, "amount": [150.0, 20.0]}),
        orders / "p.parquet",
    )
    with closing(sqlite3.connect(tmp_path / "crm.db")) as crm:
        crm.execute("create table account (id text, company text, employees int, active int)")
        crm.execute(
            "insert into account values ('A1', 'Ahoy', 5, 1), ('B2', 'Bell', 9, 1), ('C3', 'Cove', 1, 0)"
        )
        crm.commit()
    rules = RULES.replace("crm.account", "account")  # SQLite has no schemas
    (tmp_path / "my-rules" / "ruleset.yaml").write_text(rules)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CRM_URL", f"sqlite:///{tmp_path / 'crm.db'}")
    return tmp_path


def run(*words: str) -> str:
    result = CliRunner().invoke(main, [*words, "--documents", "md", "--results", "csv"])
    assert result.exit_code == 0, result.output + result.stderr
    return result.stdout


def test_every_kind_of_file_is_on_the_page() -> None:
    assert [
        ending for ending in READERS if ending not in (".tsv.gz", ".txt.gz", ".xlsm") and ending not in PAGE
    ] == []


def test_results_into_a_database(desk: Path) -> None:
    words = COMMANDS[0].replace("'", "").replace("sales.segments", "segments").split()[1:]
    assert "2 accounts written to the table segments." in run(*words)
    with closing(sqlite3.connect("crm.db")) as crm:
        assert crm.execute("select id, size from segments order by id").fetchall() == [
            ("A1", "large"),
            ("B2", "small"),
        ]


def test_only_what_changed(desk: Path) -> None:
    run("run", "my-rules", "--out", "may")
    with closing(sqlite3.connect("crm.db")) as crm:
        crm.execute("update account set active = 1 where id = 'C3'")
        crm.commit()
    assert "1 account changed segment (0 moved, 1 new, 0 gone): changes.csv" in run(*COMMANDS[1].split()[1:])
    assert Path("changes.csv").read_text().splitlines()[1].startswith('"C3","new"')
