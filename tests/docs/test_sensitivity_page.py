"""Every command of the page on sensitivity runs as it stands there."""

import re
import shlex
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from sikta.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "sensitivity.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ sikta (.*)$", PAGE, flags=re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_command_runs(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rulesets").symlink_to(Path(str(files("sikta"))) / "rulesets")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, shlex.split(command))
    assert (done.exit_code, done.stderr.startswith("written: ")) == (0, "--out" in command), done.output
