"""What merely follows from another finding is told there, with "so", and not once more."""

from pathlib import Path

import pytest

from sikta.engine.checking import check_ruleset

RULES = """\
sikta: 1
name: following
as_of: 2026-06-30
tables:
  accounts:
    file: accounts.csv
    key: id
    fields:
      id: {type: text}
      country: {type: category, values: [NL, BE, SE]}
      size: {type: integer, min: 0}
scores:
  potential: {criteria: {size: {weight: 1, value: size, bands: [{points: 0}, {from: 50, points: 100}]}}}
  need: {criteria: {home: {weight: 1, value: country, points: {NL: 100}, otherwise: 20}}}
segmentations:
  priority:
    method: matrix
    axes: {potential: {low: 0, high: %(high)s}, need: {low: 0, high: 50}}
    segments:
      invest: {at: {potential: high, need: high}}
      win: {at: {potential: high, need: low}}
      keep: {at: {potential: low, need: high}}
      lean: {at: {potential: low, need: low}}
      ask: {at: unrated}
  market:
    method: rules
    segments: {nordic: {when: '%(nordic)s'}, swedish: {when: country == "SE"}, rest: {otherwise: true}}
playbooks:
%(playbooks)s
"""
NEVER = 'no account comes to the level "high", as the score "potential" never reaches 150'
BEHIND = 'the segment "swedish" can never be reached: "nordic" above it already takes every account that it asks for'


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "high": "150",
                "playbooks": '  invest: {for: priority == "invest"}\n  win: {for: priority == "win"}',
            },
            [f'{NEVER}, so nobody comes to the segments "invest" and "win" or gets their playbooks'],
        ),
        (
            {"high": "150", "playbooks": '  grow: {for: priority == "win"}'},
            [f'{NEVER}, so nobody comes to the segments "invest" and "win" or gets the playbook "grow"'],
        ),
        (
            {"nordic": 'country in ["SE", "BE"]', "playbooks": '  swedish: {for: market == "swedish"}'},
            [f'{BEHIND}, so nobody gets the playbook "swedish"'],
        ),
        # The playbook is for another segment too, to which accounts come.
        (
            {
                "nordic": 'country in ["SE", "BE"]',
                "playbooks": '  both: {for: \'market in ["swedish", "rest"]\'}',
            },
            [BEHIND],
        ),
    ],
)
def test_what_follows_is_told_with_its_cause(
    changes: dict[str, str], told: list[str], tmp_path: Path
) -> None:
    values = {"high": "60", "nordic": 'country == "BE"', "playbooks": "  all: {for: size >= 0}", **changes}
    (tmp_path / "ruleset.yaml").write_text(RULES % values, encoding="utf-8")
    assert [finding.message for finding in check_ruleset(tmp_path).findings] == told


def test_a_criterion_that_compares_with_an_empty_segment_is_named_by_its_line(tmp_path: Path) -> None:
    rules = RULES % {
        "high": "60",
        "nordic": 'country in ["SE", "BE"]',
        "playbooks": "  all: {for: size >= 0}",
    }
    criterion = 'size: {weight: 1, value: size, for: market == "swedish", bands'
    text = rules.replace("size: {weight: 1, value: size, bands", criterion)
    (tmp_path / "ruleset.yaml").write_text(text, encoding="utf-8")
    messages = [finding.message for finding in check_ruleset(tmp_path).findings]
    assert f"{BEHIND}, so the condition in line 13 is never true" in messages
