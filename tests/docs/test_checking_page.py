"""The page on checking: what it shows is what the command says."""

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from sikta.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "checking.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
RULESET = """\
sikta: 1
name: sample
tables:
  accounts:
    file: accounts.csv
    key: id
    fields:
      id: {type: text}
      country: {type: category, values: [NL, BE]}
      employees: {type: integer, min: 0}
segmentations:
  size:
    method: rules
    segments:
      large: {when: employes >= 250}
      small: {otherwise: true}
"""


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    folder = Path("my-rules")
    folder.mkdir()
    (folder / "ruleset.yaml").write_text(RULESET, encoding="utf-8")
    return folder


def test_the_example_is_what_the_command_says(rules: Path) -> None:
    command, _, shown = BLOCKS[0][1].partition("\n")
    result = CliRunner().invoke(main, command.removeprefix("$ sikta ").split())
    assert result.stdout == shown


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_the_ways_to_mend_work(rules: Path, option: str) -> None:
    assert f"sikta check my-rules {option} " in BLOCKS[1][1]
    result = CliRunner().invoke(main, ["check", "my-rules", option])
    assert "employees" in result.stdout


@pytest.mark.parametrize("style", re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
def test_every_format_exists(rules: Path, style: str) -> None:
    assert CliRunner().invoke(main, ["check", "my-rules", "--format", style]).exit_code == 1


def test_the_workflow_is_yaml() -> None:
    workflow = yaml.safe_load(BLOCKS[2][1])
    assert workflow["jobs"]["check"]["steps"][-1]["run"] == "sikta check rulesets/* --format github"
