"""Codes about what the rules do with the data: 24 accounts of 10, 20, … 240 employees in the Netherlands."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.running import evaluate_plan, findings_with_data

RULES = Path("my-rules")
TABLES = """\
sikta: 1
name: example
as_of: 2026-06-30
tables:
  accounts:
    file: accounts.csv
    key: id
    fields:
      id: {type: text}
      country: {type: category, values: [NL, BE]}
      employees: {type: integer, min: 0}
      growth: {type: number}
"""
SIZE = """\
segmentations:
  size:
    method: rules
    segments:
      large: {when: employees >= 120}
      small: {otherwise: true}
"""
GROWTH = "      growth: {weight: 1, value: growth, scale: [0, 10]}\n"
SCORE = "scores:\n  potential:\n    criteria:\n      size: {weight: 2, value: employees, scale: [0, 240]}\n"
KNOCKOUTS = "knockouts:\n  tiny: {when: employees < 50, reason: Small}\n"
PLAYBOOKS = "playbooks:\n  visit: {for: employees >= 100, objective: A trial}\n"

RULESETS = {
    "W561": f"{TABLES}{SCORE}{GROWTH}",
    "N561": TABLES + SIZE.replace("      large", "      huge: {when: employees >= 5000}\n      large"),
    "N562": TABLES + SIZE.replace("employees >= 120", "employees >= 5"),
    "N563": f"{TABLES}{KNOCKOUTS}  young: {{when: 'employees < 30 and country == \"NL\"', reason: Small}}\n{SIZE}",
    "N564": f"{TABLES}{SCORE}      home: {{weight: 1, value: country, points: {{NL: 100, BE: 60}}}}\n",
    "N565": f'{TABLES}{SIZE}{PLAYBOOKS}  phone: {{for: country == "NL", objective: An order}}\n',
}


@pytest.mark.parametrize(("code", "ruleset"), RULESETS.items())
def test_what_the_data_shows_is_told_whole(code: str, ruleset: str, told_whole: Callable[..., None]) -> None:
    told_whole(code, lambda: found(ruleset))


def found(ruleset: str) -> Any:
    (RULES / "ruleset.yaml").write_text(ruleset, encoding="utf-8")
    rows = [f"{number:03},NL,{10 * number},\n" for number in range(1, 25)]
    (RULES / "accounts.csv").write_text("id,country,employees,growth\n" + "".join(rows), encoding="utf-8")
    plan = check_ruleset(RULES).or_raise()
    return findings_with_data(evaluate_plan(plan), plan, ())
