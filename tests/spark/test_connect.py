"""`sikta run --spark-remote` as it is typed, on a server of Spark Connect whose Python does not have sikta."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from sikta.engine.checking import check_ruleset
from sikta.engine.reporting.results import accounts_table
from sikta.engine.running import evaluate_plan
from tests.spark.cluster import connect_server


@pytest.fixture(scope="module")
def address(python_without_sikta: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with connect_server(tmp_path_factory.mktemp("connect"), python_without_sikta) as address:
        yield address


def sikta(*words: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "sikta", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def expected_of(folder: Path) -> pa.Table:
    plan = check_ruleset(folder).or_raise()
    return accounts_table(evaluate_plan(plan, carrier="pandas"), plan)


def test_accounts_come_to_this_machine(shop: Path, tmp_path: Path, address: str) -> None:
    out, words = tmp_path / "out", ("--results", "parquet", "--documents", "html", "--quiet")

    found = sikta("run", shop, "--engine", "spark", "--spark-remote", address, "--out", out, *words)

    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")
    assert parquet.read_table(out / "accounts.parquet").equals(expected_of(shop))
    assert (out / "briefs" / "index.html").is_file()


def test_accounts_are_written_by_workers(shop: Path, tmp_path: Path, address: str) -> None:
    out = tmp_path / "out"

    found = sikta(
        "run", shop, "--engine", "spark", "--spark-remote", address, "--spark-results", "parquet",
        "--out", out, "--format", "json",
    )  # fmt: skip

    assert (found.returncode, found.stderr) == (0, "")
    assert json.loads(found.stdout)["accounts"] == 300
    pd.testing.assert_frame_equal(pd.read_parquet(out / "accounts.parquet"), expected_of(shop).to_pandas())


@pytest.mark.usefixtures("spark_here")
def test_a_server_that_does_not_answer(shop: Path, tmp_path: Path) -> None:
    found = sikta(
        "run", shop, "--engine", "spark", "--spark-remote", "sc://127.0.0.1:9/;token=secret", "--out", tmp_path / "out"
    )  # fmt: skip

    assert found.returncode == 1
    assert "error E556: Spark cannot be used through Spark Connect" in found.stderr
    assert "secret" not in found.stdout + found.stderr
