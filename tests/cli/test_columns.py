"""`sikta run --columns`: only some columns of the accounts."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from sikta.cli import main
from tests.rulesets.conftest import FIRST_STEPS


def run(out: Path, *options: str) -> tuple[int, str]:
    asked = ["run", str(FIRST_STEPS), "--out", str(out), "--results", "csv", "--documents", "", *options]
    told = CliRunner().invoke(main, asked)
    return told.exit_code, told.output


def header(folder: Path) -> list[str]:
    with (folder / "accounts.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def test_the_key_comes_with_what_was_chosen(tmp_path: Path) -> None:
    code, told = run(tmp_path / "all")
    assert code == 0, told
    every = header(tmp_path / "all")
    code, told = run(tmp_path / "some", "--columns", f"{every[3]}, faults.*", "--quiet")
    assert (code, told) == (0, "")
    assert header(tmp_path / "some") == [
        every[0],
        every[3],
        "faults.missing",
        "faults.outdated",
        "faults.invalid",
    ]
    for name in ("run.json", "segments.csv", "quality.csv"):
        assert (tmp_path / "some" / name).read_bytes() == (tmp_path / "all" / name).read_bytes()


@pytest.mark.parametrize(
    ("asked", "meant"), [("faults.mising", '; did you mean "faults.missing"?'), ("qqqqqqqq", ", such as ")]
)
def test_a_column_that_is_not_there(asked: str, meant: str, tmp_path: Path) -> None:
    code, told = run(tmp_path / "out", "--columns", asked)
    assert code == 2
    assert f'the accounts have no column "{asked}"{meant}' in " ".join(told.replace("│", " ").split())
    assert not (tmp_path / "out").exists()
