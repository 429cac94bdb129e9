"""Every command of the page on documents writes the files that the page speaks of."""

import re
import shlex
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from sikta.cli import main
from sikta.engine.checking import check_ruleset
from sikta.engine.reporting.policy.writing import policy

PAGE = (Path(__file__).parents[2] / "docs" / "documenting.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^sikta (docs .*)$", PAGE, flags=re.MULTILINE)
WRITTEN = (
    ["ruleset.html"],
    ["policy.html"],
    ["policy/ruleset.en.html", "policy/ruleset.sv.html"],
    ["POLICY.md"],
)


@pytest.mark.parametrize(("command", "written"), [*zip(COMMANDS, WRITTEN, strict=True)])
def test_the_command_writes_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, written: list[str]
) -> None:
    shutil.copytree(Path(str(files("sikta"))) / "rulesets" / "first-steps", tmp_path / "my-rules")
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, shlex.split(command)).exit_code == 0
    mine = set(Path("my-rules").rglob("*"))
    assert sorted(f.as_posix() for f in Path().rglob("*") if f.is_file() and f not in mine) == written


def test_the_chapters_of_the_page_are_those_of_the_example() -> None:
    plan = check_ruleset(Path(str(files("sikta"))) / "rulesets" / "proactive-sales").or_raise()
    told = re.findall(r"^\| (.*?) \| .* \|$", PAGE.split("## What is in it")[1], flags=re.MULTILINE)[1:]
    named = {name.strip(" …") for line in told for name in line.split(", ")}
    assert named <= {chapter.title for chapter in policy(plan, "en").chapters}
    assert len(named) > 10
