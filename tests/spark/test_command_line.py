"""`sikta run --engine spark` as it is typed, in the session that the tests have."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from sikta.cli import main
from sikta.engine.checking import check_ruleset
from sikta.engine.reporting.results import accounts_table
from sikta.engine.running import evaluate_plan, writing
from tests.spark.shop import TABLES

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning")


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["run", *map(str, words)])


def test_rows_and_results_are_tables_of_spark(shop: Path, tmp_path: Path, session: Any) -> None:
    for name in TABLES:
        session.read.csv(str(shop / f"{name}.csv"), header=True).write.saveAsTable(f"shop_{name}")
    alone = tmp_path / "alone"  # the rules without their files
    alone.mkdir()
    (alone / "ruleset.yaml").write_bytes((shop / "ruleset.yaml").read_bytes())
    words = [word for name in TABLES for word in ("--spark-table", f"{name}=shop_{name}")]

    told = run(
        alone, "--engine", "spark", *words, "--spark-results", "shop_segments", "--out", tmp_path / "out"
    )

    assert told.exit_code == 0
    assert told.stderr.splitlines()[-2:] == [
        f"300 accounts are in the table shop_segments of Spark; segments, quality and losses in {tmp_path}/out.",
        "Without briefs: those take all accounts to this machine (leave out --spark-results).",
    ]
    plan = check_ruleset(shop).or_raise()
    expected = accounts_table(evaluate_plan(plan, carrier="pandas"), plan)
    rows = session.table("shop_segments").toArrow().sort_by("id")
    assert rows.column_names == expected.column_names
    assert rows.to_pylist() == expected.to_pylist()
    written = {path.name for path in (tmp_path / "out").iterdir() if not path.name.startswith(".")}
    assert written == {"losses.parquet", "quality.parquet", "segments.parquet", "run.json"}


def test_workers_write_chosen_columns_as_files(shop: Path, tmp_path: Path, session: Any) -> None:
    out = tmp_path / "out"

    told = run(
        shop, "--engine", "spark", "--spark-results", "parquet", "--columns", "revenue,tier", "--out", out, "--quiet"
    )  # fmt: skip

    assert (told.exit_code, told.output) == (0, "")
    plan = check_ruleset(shop).or_raise()
    expected = accounts_table(
        evaluate_plan(plan, carrier="pandas"), plan, frozenset({"id", "revenue", "tier"})
    )
    assert parquet.read_table(out / "accounts.parquet").to_pylist() == expected.to_pylist()


def test_more_accounts_than_come_to_this_machine(
    shop: Path, tmp_path: Path, session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "BRIEFED", 299)

    told = run(shop, "--engine", "spark", "--out", tmp_path / "out")

    assert told.exit_code == 1
    assert told.stderr == (
        "error E558: 300 accounts are too many to come to this machine from Spark\n"
        "  expected: at most 299 accounts, or results that the workers write\n"
        "  mend it: add --spark-results parquet, or the name of a table of Spark in place of parquet\n\n"
    )
    assert not (tmp_path / "out").exists()
