"""`sikta check --data`: findings with the accounts that they concern."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from sikta.cli import main

RULES = """\
sikta: 1
name: trial
as_of: 2026-06-30
tables:
  accounts:
    file: accounts.csv
    key: id
    fields: {id: {type: text}, employees: {type: integer, min: 0}}
segmentations:
  size:
    method: rules
    segments: {large: {when: employees >= 50}, huge: {when: employees >= 500}, small: {otherwise: true}}
"""


def test_a_finding_tells_how_many_accounts_it_concerns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ruleset.yaml").write_text(RULES, encoding="utf-8")
    Path("accounts.csv").write_text("id,employees\na,10\nb,700\n", encoding="utf-8")
    found = CliRunner().invoke(main, ["check", ".", "--data", "."])
    assert '"huge" asks for employees >= 500; in this data: 0 of 2 accounts' in found.output


def test_a_run_says_in_one_line_that_there_is_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ruleset.yaml").write_text(RULES, encoding="utf-8")
    Path("accounts.csv").write_text("id,employees\na,10\nb,700\n", encoding="utf-8")
    found = CliRunner().invoke(main, ["run", "."])
    assert (
        "1 remark on rules that decide nothing, or overlap: sikta check . --data . shows them."
        in found.stderr
    )
