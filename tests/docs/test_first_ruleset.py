"""The tutorial's blocks, written one below the other, are the ruleset that it promises."""

import re
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from sikta.cli import main
from sikta.engine import load_ruleset
from sikta.engine.checking import check_ruleset

HOME = Path(__file__).parents[2]
RULESETS = Path(str(files("sikta"))) / "rulesets"
PAGE = (HOME / "docs" / "first-ruleset.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, flags=re.DOTALL | re.MULTILINE)


def typed_in(folder: Path, blocks: list[str]) -> Path:
    (folder / "ruleset.yaml").write_text("".join(blocks), encoding="utf-8")
    return folder


def test_before_the_points_it_says_what_is_still_needed(tmp_path: Path) -> None:
    findings = check_ruleset(typed_in(tmp_path, BLOCKS[:1])).findings
    assert [finding.message for finding in findings] == [
        "the file lacks one of the keys scores or segmentations"
    ]


@pytest.mark.parametrize("count", range(2, len(BLOCKS) + 1))
def test_from_then_on_every_step_can_be_checked(tmp_path: Path, count: int) -> None:
    findings = check_ruleset(typed_in(tmp_path, BLOCKS[:count])).findings
    assert [finding.message for finding in findings if finding.code.startswith("E")] == []


def test_the_finished_ruleset_is_the_one_that_comes_along(tmp_path: Path) -> None:
    assert (
        load_ruleset(typed_in(tmp_path, BLOCKS[:-1])).digest == load_ruleset(RULESETS / "first-steps").digest
    )


def test_the_first_commands_lead_to_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(RULESETS / "first-steps" / "accounts.csv", "accounts.csv")
    section = PAGE.split("## Begin with what you have")[1].split("\n## ")[0]
    commands = re.findall(r"^sikta (.+)$", section, flags=re.MULTILINE)
    assert [command.split()[0] for command in commands] == ["init", "check", "run"]
    for command in commands:
        assert CliRunner().invoke(main, command.split()).exit_code == 0, command
    assert Path("out/briefs/index.html").is_file()


def test_the_worked_example_is_in_the_list() -> None:
    accounts = (RULESETS / "first-steps" / "accounts.csv").read_text(encoding="utf-8").splitlines()
    assert accounts[:3] == [
        "number,company,sector,beds or seats,revenue 2025,complaint",
        "00101,Hotel Rozentuin,hotel,98,31040,2",
        "00102,Kantoor Zonnehoek,office,80,0,1",
    ]
