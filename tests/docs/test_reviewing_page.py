"""The page on reviewing: its commands run, its Python too, and its words for causes are those of the reports."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from sikta.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "reviewing.md").read_text(encoding="utf-8")
COMMANDS = [
    line.partition("#")[0].strip()
    for block in re.findall(r"^```console\n(.*?)^```", PAGE, flags=re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
]
RULES = """\
sikta: 1
name: small
currency: EUR
as_of: 2026-06-30
tables: {accounts: {file: accounts.csv, key: id, fields: {id: {type: text}, spend: {type: number}}}}
metrics: {money: {value: spend, unit: EUR}}
segmentations:
  value_pyramid: {method: tiers, rank_by: money, cut: value, segments: {A: {from: 50}, B: {}}}
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two commits of a ruleset, and two folders beside it."""
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main"]

    def git(*words: str) -> None:
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    (tmp_path / "accounts.csv").write_text("id,spend\n1,60\n2,40\n", encoding="utf-8")
    (tmp_path / "ruleset.yaml").write_text(RULES, encoding="utf-8")
    git("init", "--quiet")
    for _ in range(2):
        git("add", ".")
        git("commit", "--quiet", "--allow-empty", "--message", "rules")
    for name, bound in (("old-rules", "50"), ("new-rules", "30")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ruleset.yaml").write_text(RULES.replace("50", bound), encoding="utf-8")
        shutil.copy(tmp_path / "accounts.csv", tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs(desk: Path, command: str) -> None:
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert result.exit_code == 0, result.output


def test_the_python_runs(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```", PAGE, flags=re.DOTALL | re.MULTILINE)
    exec(code, {})
    assert capsys.readouterr().out == (
        "['segmentations.value_pyramid.segments.A.from'] Sum(accounts=1, money=40.0)\n"
    )


def test_the_words_for_causes_are_those_of_the_reports() -> None:
    from sikta.engine.analysis.comparison.attribution import Verdict
    from sikta.engine.reporting.comparison.causes import because
    from sikta.engine.reporting.comparison.speaker import Speaker

    speaker = Speaker("en", None, None)  # type: ignore[arg-type] # numbers alone are told
    told = [
        Verdict("one", (1,)),
        Verdict("either", (0, 2)),
        Verdict("either", (0,), or_rest=True),
        Verdict("joint", (1, 2)),
        Verdict("counteracting", (0, 3)),
    ]
    for verdict in told:
        assert f"| {because(verdict, speaker)} |" in PAGE
