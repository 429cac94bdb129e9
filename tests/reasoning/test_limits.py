"""However many the rules are, the work is bounded, and what was not compared is told."""

from pathlib import Path

import pytest

from sikta.engine.findings import Finding
from sikta.engine.plan import make_plan
from sikta.engine.reasoning import findings_of
from sikta.engine.rules import load

HEAD = """\
sikta: 1
name: many
as_of: 2026-06-30
tables:
  accounts:
    file: accounts.csv
    key: id
    fields: {id: {type: text}, sector: {type: text}, employees: {type: integer, min: 0}}
"""
KIND = "segmentations: {kind: {method: rules, segments: {large: {when: employees > 5}, rest: {otherwise: true}}}}\n"
COUNT = 700


def conditions(template: str) -> str:
    return "".join(template.format(i=i, when=f'sector == "x{i}" and employees > {i}') for i in range(COUNT))


CASES = {
    "segments": "segmentations:\n  many:\n    method: rules\n    segments:\n"
    + conditions("      s{i}: {{when: {when}}}\n")
    + "      rest: {otherwise: true}\n",
    "knockouts": "knockouts:\n" + conditions("  k{i}: {{when: {when}}}\n") + KIND,
    "playbooks": KIND + "playbooks:\n" + conditions("  p{i}: {{for: {when}}}\n"),
    "rules": "scores:\n  size:\n    criteria:\n      many:\n        weight: 1\n        otherwise: 0\n        rules:\n"
    + conditions("          - {{when: {when}, points: 50}}\n"),
}


def found(folder: Path, text: str) -> tuple[Finding, ...]:
    (folder / "ruleset.yaml").write_text(HEAD + text, encoding="utf-8")
    loaded = load(folder)
    assert loaded.ruleset is not None
    plan, _ = make_plan(loaded.ruleset, loaded.left_out)
    assert plan is not None
    return findings_of(plan)


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_too_many_rules_are_told_as_such(tmp_path: Path, text: str) -> None:
    (note,) = found(tmp_path, text)
    assert note.code == "N449"
    assert note.fix == "nothing is wrong; gaps and rules that never come may be there without being told"
