"""`sikta table`: what can be moved is listed, and the last word of a path is enough where it is the only one."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

RULES = """\
sikta: 1
name: trial
as_of: 2026-06-30
tables:
  accounts:
    file: accounts.csv
    key: id
    fields: {id: {type: text}, size: {type: integer, min: 0}, sector: {type: category, values: [food, pharma]}}
scores:
  potential:
    criteria:
      sector: {weight: 1, value: sector, points: {food: 100, pharma: 60}}
      size: {weight: 2, value: size, bands: [{points: 0}, {from: 50, points: 60}, {from: 250, points: 100}]}
  need:
    criteria:
      size: {weight: 1, value: size, bands: [{points: 100}, {from: 50, points: 0}]}
      growth: {weight: 1, value: size, scale: [0, 100]}
"""


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = Path("rules")
    folder.mkdir()
    (folder / "ruleset.yaml").write_text(RULES, encoding="utf-8")
    return folder


def test_a_ruleset_alone_lists_what_can_be_moved_and_what_stands_in_a_sheet(sikta: Run, rules: Path) -> None:
    moved = sikta("table", rules, "sector", "sectors.csv")
    assert moved.stdout == (
        "2 rows of points moved from rules/ruleset.yaml to sectors.csv\nedit them there, then: sikta check rules\n"
    )
    assert sikta("table", rules).stdout == (
        "Can be moved to a sheet\n"
        "  scores.potential.criteria.size  bands, 3 rows\n"
        "  scores.need.criteria.size       bands, 2 rows\n"
        "\n"
        "Stand in a sheet\n"
        "  scores.potential.criteria.sector  sectors.csv, 2 rows\n"
        "\n"
        "Move one: sikta table rules scores.potential.criteria.size points.xlsx\n"
        "Take one back: sikta table rules sector --back\n"
    )
    back = sikta("table", rules, "sector", "--back")
    assert back.stdout.startswith("2 rows of points taken back from sectors.csv into rules/ruleset.yaml\n")
    assert (rules / "ruleset.yaml").read_text(encoding="utf-8") == RULES


def test_nothing_to_move(sikta: Run, rules: Path) -> None:
    file = rules / "ruleset.yaml"
    file.write_text(RULES.partition("scores:")[0] + (
        "scores: {need: {criteria: {growth: {weight: 1, value: size, scale: [0, 100]}}}}\n"
    ), encoding="utf-8")  # fmt: skip
    assert sikta("table", rules).stdout == "No criterion of this ruleset has points by value, or bands.\n"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "size",
            (
                'error E484: the ruleset has 2 criteria "size"\n'
                "  expected: the path of one of them\n"
                "  found: scores.potential.criteria.size, scores.need.criteria.size\n"
                "  mend it: name it with its score\n\n"
            ),
        ),
        (
            "sectr",
            (
                'error E484: the ruleset has no criterion "sectr"; did you mean "sector"?\n'
                "  expected: a criterion such as scores.potential.criteria.industry, or its last word where that is enough\n"
                "  mend it: sikta table with the ruleset alone lists the criteria that it can move\n\n"
            ),
        ),
        (
            "growth",
            (
                "error E484: scores.need.criteria.growth has neither points by value nor bands in a file of this ruleset\n"
                "  mend it: name a criterion that has\n\n"
            ),
        ),
    ],
)
def test_a_name_that_is_not_enough(name: str, told: str, sikta: Run, rules: Path) -> None:
    result = sikta("table", rules, name, "points.csv")
    assert (result.exit_code, result.stderr) == (1, told)


def test_back_needs_a_criterion(sikta: Run, rules: Path) -> None:
    result = sikta("table", rules, "--back")
    assert result.exit_code == 2
    assert "name the criterion whose points are to come back" in result.stderr
