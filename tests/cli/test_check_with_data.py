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


def test_data_without_a_folder_is_that_beside_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine").mkdir()
    Path("mine/ruleset.yaml").write_text(RULES, encoding="utf-8")
    Path("mine/accounts.csv").write_text("id,employees\na,10\nb,700\n", encoding="utf-8")
    found = CliRunner().invoke(main, ["check", "mine", "--data"])
    assert "in this data: 0 of 2 accounts" in found.output


@pytest.mark.parametrize("terminal", [True, False])
def test_a_sound_ruleset_with_its_data_says_that_the_data_can_be_looked_at(
    terminal: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sikta.engine.commandline.commands.check._is_terminal", lambda: terminal)
    Path("mine").mkdir()
    Path("mine/ruleset.yaml").write_text(
        RULES.replace("huge: {when: employees >= 500}, ", ""), encoding="utf-8"
    )
    sound = "1 ruleset checked: nothing to mend\n"
    assert CliRunner().invoke(main, ["check", "mine"]).output == sound
    Path("mine/accounts.csv").write_text("id,employees\na,10\nb,700\n", encoding="utf-8")
    hint = "sikta check mine --data also looks at the data\n" if terminal else ""
    assert CliRunner().invoke(main, ["check", "mine"]).output == sound + hint
    assert CliRunner().invoke(main, ["check", "mine", "--data"]).output == sound


def test_what_the_data_lacks_is_told_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same findings as in the briefs of a run, each with its file as seen from here."""
    monkeypatch.chdir(tmp_path)
    Path("mine").mkdir()
    Path("export").mkdir()
    Path("mine/ruleset.yaml").write_text(RULES, encoding="utf-8")
    Path("export/accounts.csv").write_text("id,employees\na,10\nb,many\n", encoding="utf-8")
    found = CliRunner().invoke(main, ["check", "mine", "--data", "export"])
    assert (
        "export/accounts.csv:3: warning W501: employees has a value that does not fit in 1 of 2 rows (50%) of accounts.csv"
        in found.output
    )
    assert found.exit_code == 0
