"""What rules do with the data at hand: who is concerned, and what decides for nobody or for everybody."""

from pathlib import Path

import pandas as pd
import pytest

from sikta.engine import evaluate
from sikta.engine.checking import check_ruleset
from sikta.engine.findings import Finding
from sikta.engine.running import findings_with_data

RULES = """\
sikta: 1
name: trial
as_of: 2026-06-30
tables:
  accounts:
    file: accounts.csv
    key: id
    fields:
      id: {type: text}
      country: {type: category, values: [NL, BE, SE]}
      employees: {type: integer, min: 0}
      fax: {type: integer}
      revenue: {type: number}
knockouts:
  abroad: {when: country == "SE"}
  small_abroad: {when: employees < 200 and country != "NL"}
  giant: {when: employees >= 100000}
scores:
  pull:
    criteria:
      size: {weight: 1, value: employees, bands: [{points: 0}, {from: 12, points: 50}, {from: 5000, points: 100}]}
      fax: {weight: 1, value: fax, scale: [0, 1]}
      place: {weight: 1, value: country, points: {SE: 0, NL: 60, BE: 60}}
      same: {weight: 1, value: employees, scale: [0, 1]}
      by_rule:
        weight: 1
        rules: [{when: employees >= 10, points: 10}, {when: employees > 9000, points: 90}, {when: employees < 2, points: 20}]
        otherwise: 0
segmentations:
  size:
    method: rules
    segments: {small: {when: employees < 15}, large: {when: employees >= 20}, huge: {when: employees >= 9000}}
  home:
    method: rules
    segments: {any: {when: employees > 0}, none: {otherwise: true}}
  chances:
    method: rules
    overlapping: true
    segments: {swedish: {when: country == "SE"}, belgian: {when: country == "BE"}}
playbooks:
  dutch: {for: country == "NL"}
  large: {for: employees > 25}
  danish: {for: fax > 5}
reports: {money: revenue}
"""
SIZES = range(10, 34)  # 24 accounts: ten of 24 to 33 employees


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Finding]:
    return told_of(tmp_path_factory.mktemp("rules"), SIZES)


def told_of(folder: Path, sizes: "range") -> dict[tuple[str, str], Finding]:
    (folder / "ruleset.yaml").write_text(RULES, encoding="utf-8")
    checked = check_ruleset(folder)
    plan = checked.or_raise()
    rows = [
        {
            "id": f"{size}",
            "country": "NL" if size % 2 else "SE",
            "employees": str(size),
            "fax": None,
            "revenue": "100",
        }
        for size in sizes
    ]
    results = evaluate(plan.ruleset, {"accounts": pd.DataFrame(rows, dtype="object")})
    return {(one.code, one.path): one for one in findings_with_data(results, plan, checked.findings)}


@pytest.mark.parametrize(
    ("code", "path", "message"),
    [
        ("N561", "knockouts.giant", 'no account of 24 is knocked out by "giant"'),
        ("N563", "knockouts.small_abroad", 'all that "small_abroad" takes out is taken out by "abroad" too'),
        ("W561", "scores.pull.criteria.fax", 'the criterion "fax" has points for no account, so its weight never counts'),
        ("N564", "scores.pull.criteria.same", 'the criterion "same" gives 100 points to each of the 24 accounts that have any'),
        ("N561", "scores.pull.criteria.size.bands", 'no account of 24 comes to "from 5000" of "size"'),
        ("N562", "segmentations.home.segments.any", 'all 24 accounts that "home" is for are in the segment "any"'),
        ("N561", "segmentations.chances.segments.belgian", 'no account of 24 is in "belgian" of "chances"'),
        ("N561", "playbooks.danish", 'no account of 24 gets the playbook "danish"'),
        ("N565", "playbooks.large.for", '"dutch" and "large" fit the same accounts equally well, and "dutch" stands first'),
    ],
)  # fmt: skip
def test_what_decides_for_nobody_or_everybody(
    told: dict[tuple[str, str], Finding], code: str, path: str, message: str
) -> None:
    assert told[code, path].message == message


@pytest.mark.parametrize(
    ("code", "path", "count"),
    [
        ("W421", "segmentations.size.segments.huge", "0 of 24 accounts"),
        # 15 to 19 employees fit neither segment; each account has 100 of revenue.
        ("W424", "segmentations.size", "5 of 24 accounts, with €500"),
        # Of 26 to 33 employees four are odd, so Dutch as well.
        ("W427", "playbooks.large.for", "4 of 24 accounts, with €400"),
    ],
)
def test_findings_say_how_many_accounts_they_concern(
    told: dict[tuple[str, str], Finding], code: str, path: str, count: str
) -> None:
    assert told[code, path].found.endswith(f"in this data: {count}")


def test_few_accounts_show_nothing(tmp_path: Path) -> None:
    assert not [code for code, _ in told_of(tmp_path, range(10, 20)) if code[1:3] == "56"]
