"""A desk with a small ruleset, and what a state of the machine must be told as."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sikta.engine.findings import SiktaError
from sikta.engine.findings.text import as_text

HERE = Path(__file__).parent
RULESET = """\
sikta: 1
name: example
as_of: 2026-06-30
tables:
  accounts:
    file: accounts.csv
    key: id
    fields:
      id: {type: text}
      employees: {type: integer, min: 0}
segmentations:
  size:
    method: rules
    segments:
      large: {when: employees >= 250}
      small: {otherwise: true}
"""
ACCOUNTS = "id,employees\n001,400\n002,30\n"

Whole = Callable[[str, Callable[[], Any]], None]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a ruleset in my-rules/."""
    monkeypatch.chdir(tmp_path)
    rules = tmp_path / "my-rules"
    rules.mkdir()
    (rules / "ruleset.yaml").write_text(RULESET, encoding="utf-8")
    (rules / "accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def told_whole(desk: Path) -> Whole:
    """Holds what a state gives against says.txt of its code. A state raises its findings, or returns them."""

    def check(code: str, state: Callable[[], Any]) -> None:
        try:
            findings = state()
        except SiktaError as error:
            findings = error.findings
        (finding,) = [finding for finding in findings if finding.code == code]
        assert f"{as_text(finding)}\n" == (HERE / code / "says.txt").read_text(encoding="utf-8")

    return check
