"""A ruleset written in the test, loaded and made ready to run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sikta.engine.checking import Checked, check_ruleset

BASE = """\
sikta: 1
name: trial
currency: EUR
as_of: 2026-06-30
parameters: {large: 250, home: [NL, BE]}
tables:
  accounts:
    file: accounts.csv
    key: id
    fields:
      id: {type: text}
      country: {type: category, values: [NL, BE, DE]}
      employees: {type: integer, min: 0}
      sector: {type: text}
  orders:
    file: orders.csv
    key: order
    account: id
    date: day
    fields: {order: {type: text}, id: {type: text}, day: {type: date}, amount: {type: number}, item: {type: text}}
  sectors: {file: sectors.csv, key: sector, fields: {sector: {type: text}, outlook: {type: integer}}}
scores:
  size: {criteria: {employees: {weight: 1, value: employees, scale: [0, 500]}}}
"""


@pytest.fixture
def checked(tmp_path: Path) -> Callable[[str], Checked]:
    def check(text: str) -> Checked:
        (tmp_path / "ruleset.yaml").write_text(BASE + text, encoding="utf-8")
        return check_ruleset(tmp_path)

    return check
