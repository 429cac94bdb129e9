"""The page on what a run costs: its ruleset gives the plan that it shows."""

import datetime as dt
import re
import shlex
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from sikta.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "speed.md").read_text(encoding="utf-8")
(RULES,) = re.findall(r"^```yaml\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)
((COMMAND, SHOWN),) = re.findall(
    r"^```console\n\$ sikta (.*?)\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL
)
YEARS = (2021, 2026)


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """2,000 accounts; 100,000 orders of a day long ago, then as many of a day that rules look at."""
    folder = tmp_path / "paper"
    folder.mkdir()
    (folder / "ruleset.yaml").write_text(RULES, encoding="utf-8")
    ids = [str(number) for number in range(2_000)]
    accounts = pa.table({"id": ids, "employees": [10] * 2_000, "remark": [""] * 2_000})
    pq.write_table(accounts, folder / "accounts.parquet")
    days = [dt.date(year, 3, 1) for year in YEARS for _ in range(100_000)]
    orders = pa.table(
        {"account": ids * 100, "day": days, "amount": [5.0] * 200_000, "clerk": ["x"] * 200_000}
    )
    pq.write_table(orders, folder / "orders.parquet", row_group_size=100_000)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("paper")
def test_the_plan_is_the_one_that_is_shown() -> None:
    done = CliRunner().invoke(main, shlex.split(COMMAND))
    assert done.exit_code == 0, done.output
    assert done.stdout == SHOWN


@pytest.mark.usefixtures("paper")
def test_nothing_is_written() -> None:
    before = sorted(Path().rglob("*"))
    CliRunner().invoke(main, shlex.split(COMMAND))
    assert sorted(Path().rglob("*")) == before


@pytest.mark.usefixtures("paper")
def test_the_command_speaks_dutch_and_json() -> None:
    assert (
        "Wat er gelezen wordt" in CliRunner().invoke(main, [*shlex.split(COMMAND), "--language", "nl"]).stdout
    )
    told = CliRunner().invoke(main, [*shlex.split(COMMAND), "--format", "json"]).stdout
    assert '"ruleset": "paper"' in told
