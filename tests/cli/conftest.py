"""The command line in process, and a small ruleset with its data."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sikta.cli import main

RULESET = """\
sikta: 1
name: small
title: Small
currency: EUR
as_of: 2026-06-30
tables:
  accounts:
    file: accounts.csv
    key: id
    name: company
    fields:
      id: {type: text}
      company: {type: text}
      size: {type: integer, min: 0}
      spend: {type: number}
metrics:
  revenue: {value: spend, unit: EUR}
scores:
  potential: {criteria: {size: {weight: 1, value: size, scale: [0, 100]}}}
segmentations:
  grade:
    method: rules
    segments: {large: {title: Large, when: potential >= 50}, small: {title: Small ones, otherwise: true}}
"""

ACCOUNTS = """\
id,company,size,spend
1,Acme BV,80,1000
2,Beta NV,20,500
3,Gamma AB,,250.5
"""

Run = Callable[..., Result]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "ruleset.yaml").write_text(RULESET, encoding="utf-8")
    (folder / "accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
    return folder


@pytest.fixture
def sikta(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`sikta("run", folder)` from an empty folder, as a person would type it."""
    place = tmp_path / "desk"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return run
