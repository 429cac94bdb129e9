"""The page on runs that build on each other: its commands do what it says."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from sikta.cli import main
from tests.incremental.conftest import FILES

PAGE = (Path(__file__).parents[2] / "docs" / "incremental.md").read_text(encoding="utf-8")
CONSOLE = "".join(re.findall(r"^```console\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))
COMMANDS = re.findall(r"^\$ sikta (.*)$", CONSOLE, re.MULTILINE)


def test_the_commands_do_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rules = Path("my-rules")
    rules.mkdir()
    for name, text in FILES.items():
        (rules / name).write_text(text, encoding="utf-8")
    first, *others = COMMANDS
    assert CliRunner().invoke(main, shlex.split(first)).exit_code == 0
    accounts = rules / "accounts.csv"
    accounts.write_text(accounts.read_text(encoding="utf-8").replace("20,food", "95,food"), encoding="utf-8")
    for command in others:
        result = CliRunner().invoke(main, shlex.split(command))
        assert result.exit_code == 0, result.output
        told = "1 of 5 accounts was computed anew. Not read again, as nothing in it has changed: orders."
        assert result.stdout.splitlines()[-1] == told
    assert {"memory.json", "memory.arrow"} <= {path.name for path in Path("tuesday").iterdir()}
    assert Path("changes.csv").is_file()


@pytest.mark.parametrize("name", ["memory.json", "memory.arrow", "--remember", "--since", "--previous"])
def test_names_are_those_of_the_program(name: str) -> None:
    assert f"`{name}" in PAGE
