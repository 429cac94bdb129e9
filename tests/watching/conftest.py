"""A ruleset small enough to count by hand, in a folder of its own."""

from pathlib import Path

import pytest

RULES = """\
sikta: 1
name: watched
title: Watched rules
currency: EUR
as_of: 2026-06-30
tables:
  accounts:
    file: accounts.csv
    key: id
    name: company
    fields: {id: {type: text}, company: {type: text}, size: {type: integer}, need: {type: integer}, spend: {type: number}}
metrics:
  revenue: {value: spend, unit: EUR}
scores:
  potential: {criteria: {size: {weight: 1, value: size, scale: [0, 100]}}}
  pain: {criteria: {need: {weight: 1, value: need, scale: [0, 100]}}}
segmentations:
  priority:
    method: matrix
    axes: {potential: {low: 0, high: 50}, pain: {low: 0, high: 50}}
    segments:
      invest: {title: Invest, at: {potential: high, pain: high}}
      rest: {title: The rest, at: [{potential: low}, {potential: high, pain: low}]}
"""
ACCOUNTS = """\
id,company,size,need,spend
1,Acme <b>BV</b>,80,90,1000
2,Beta NV,60,70,500
3,Gamma AB,40,70,250
"""


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    folder = tmp_path / "watched"
    folder.mkdir()
    (folder / "ruleset.yaml").write_text(RULES, encoding="utf-8")
    (folder / "accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
    return folder


def edit(folder: Path, old: str, new: str) -> None:
    """Save the ruleset with one text replaced, as an editor does."""
    file = folder / "ruleset.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
