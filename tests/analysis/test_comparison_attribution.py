"""Which edit moved whom: every kind of verdict on an account that is made for it.

Each ruleset puts an account into `hit` where a sum of parameters reaches a bound. The edits set parameters from 0 to 1, so
that what each of them does can be reckoned by head.
"""

from pathlib import Path

import pytest

from sikta.engine.analysis.comparison.attribution import Attribution, Verdict
from tests.analysis.comparing import reviewed

RULES = """
parameters: {{{parameters}}}
tables:
  accounts:
    file: accounts.csv
    key: id
    fields: {{id: {{type: text}}, a: {{type: integer}}, b: {{type: integer}}, c: {{type: integer}}, spend: {{type: number}}}}
metrics: {{money: {{value: spend, unit: EUR}}}}
segmentations:
  aim: {{method: rules, segments: {{hit: {{when: {rule}}}, miss: {{otherwise: true}}}}}}
"""
NAMES = ("p", "q", "r")


def judged(folder: Path, rule: str, accounts: str) -> Attribution:
    """The attribution where p, q and r, as far as the rule names them, go from 0 to 1."""
    names = [name for name in NAMES if f"{name} *" in rule]
    old, new = (", ".join(f"{name}: {value}" for name in names) for value in (0, 1))
    found = reviewed(
        folder,
        RULES.format(parameters=old, rule=rule),
        RULES.format(parameters=new, rule=rule),
        accounts,
    ).attribution
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("rule", "verdict"),
    [
        # Only p does anything: 1 >= 1.
        ("p * a + q * 0 >= 1", Verdict("one", (0,))),
        # Either reaches 1, and without either of them the other does.
        ("p * a + q * b >= 1", Verdict("either", (0, 1))),
        # p alone is 2; q and r together are 2 as well.
        ("2 * p * a + q * b + r * c >= 2", Verdict("either", (0,), or_rest=True)),
        # 1 alone is not 2; 1 + 1 is.
        ("p * a + q * b >= 2", Verdict("joint", (0, 1))),
        # Three together, none of which can be missed.
        ("p * a + q * b + r * c >= 3", Verdict("joint", (0, 1, 2))),
        # Any two of three: no single one is needed. In the order of the file p and q are the first two.
        ("p * a + q * b + r * c >= 2", Verdict("joint", (0, 1))),
        # p is needed and does not suffice; q or r makes up the rest, q comes first.
        ("10 * p * a + q * b + r * c >= 11", Verdict("joint", (0, 1))),
        # q and r are enough for the bound, p takes nothing: the sequence p, q, r can miss p.
        ("p * 0 + q * b + r * c >= 2", Verdict("joint", (1, 2))),
        # p reaches 1 alone, and so does r; q takes 1 away, so that both are needed after all.
        ("p * a - q * b + r * c >= 1", Verdict("counteracting", (0, 2))),
    ],
)
def test_each_kind_of_verdict(tmp_path: Path, rule: str, verdict: Verdict) -> None:
    found = judged(tmp_path, rule, "id a b c spend\n1 1 1 1 100")
    assert found.verdicts["aim"].distinct == (verdict,)
    assert found.verdicts["aim"].at(0) == verdict


def test_what_one_edit_would_move_and_another_keeps_in_its_place(tmp_path: Path) -> None:
    accounts = """
        id a b c spend
        1  1 1 0 100
        2  1 0 0 40
        3  0 1 0 7
    """
    p, q = judged(tmp_path, "p * a - q * b >= 1", accounts).contributions
    # p alone moves 1 and 2; with q, 1 stays: 1 - 1 = 0.
    assert (p.alone.accounts, p.alone.money) == (2, 140.0)
    assert (p.moved.accounts, p.moved.money) == (1, 40.0)
    assert [(each.by, each.sum.accounts) for each in p.effects[0].cancelled] == [(1, 1)]
    assert (q.alone.accounts, q.moved.accounts, q.cancelled.accounts) == (0, 0, 0)


def test_several_edits_that_keep_an_account_in_its_place_are_not_named_one_by_one(tmp_path: Path) -> None:
    # p moves it; q keeps it in its place, and r as well: without either of them it stays.
    (p, _, _) = judged(tmp_path, "p * a - q * b - r * c >= 1", "id a b c spend\n1 1 1 1 9").contributions
    assert [(each.by, each.sum.accounts) for each in p.effects[0].cancelled] == [(None, 1)]


def test_an_edit_alone_left_out_and_in_sequence(tmp_path: Path) -> None:
    accounts = """
        id a b c spend
        1  1 0 0 1
        2  1 1 0 2
        3  0 1 0 4
        4  0 0 0 8
    """
    p, q = judged(tmp_path, "p * a + q * b >= 1", accounts).contributions
    assert (p.alone.money, p.needed.money, p.moved.money, p.shared.money) == (3.0, 1.0, 1.0, 2.0)
    assert (q.alone.money, q.needed.money, q.moved.money, q.shared.money) == (6.0, 4.0, 4.0, 2.0)
    # In sequence p takes 1 and 2 first; q adds 3.
    assert (p.added.money, q.added.money) == (3.0, 4.0)


TIERS = """
tables:
  accounts: {{file: accounts.csv, key: id, fields: {{id: {{type: text}}, spend: {{type: number}}}}}}
metrics: {{money: {{value: spend, unit: EUR}}}}
segmentations:
  size: {{method: tiers, rank_by: money, cut: value, segments: {{A: {{from: {a}}}, B: {{from: {b}}}, C: {{}}}}}}
"""


def test_tiers_have_an_up_and_a_down(tmp_path: Path) -> None:
    accounts = "id spend\n1 95\n2 85\n3 45\n4 35\n5 -"
    found = reviewed(tmp_path, TIERS.format(a=90, b=50), TIERS.format(a=80, b=50), accounts).attribution
    assert found is not None
    assert [(each.up, each.down) for each in found.contributions[0].effects] == [(1, 0)]
    found = reviewed(tmp_path, TIERS.format(a=80, b=30), TIERS.format(a=80, b=40), accounts).attribution
    assert found is not None
    assert [(each.up, each.down) for each in found.contributions[0].effects] == [(0, 1)]


PARTS = """
tables:
  accounts: {{file: accounts.csv, key: id, fields: {{id: {{type: text}}, spend: {{type: number}}}}}}
metrics:
  money: {{value: spend, unit: EUR}}
  {metrics}
segmentations:
  aim: {{method: rules, segments: {{hit: {{when: {rule}}}, miss: {{otherwise: true}}}}}}
"""
ACCOUNTS = "id spend\n1 10\n2 20\n3 30"


def test_edits_that_cannot_stand_alone_are_tried_with_what_they_need(tmp_path: Path) -> None:
    """A metric that comes, its use, and a metric that goes with its use; a change of its own stays apart."""
    old = PARTS.format(metrics="gone: {value: spend + 5}", rule="gone >= 30")
    new = PARTS.format(metrics="fresh: {value: spend + 15}", rule="fresh >= 30").replace(
        "value: spend, unit", "value: spend * 2, unit"
    )
    found = reviewed(tmp_path, old, new, ACCOUNTS)
    assert found.attribution is not None
    names = [sorted(found.edits[index].name for index in unit.edits) for unit in found.attribution.units]
    together = ["metrics.fresh", "metrics.gone", "segmentations.aim.segments.hit.when"]
    assert sorted(names) == [together, ["metrics.money.value"]]


def test_another_name_for_the_same_thing_moves_nobody(tmp_path: Path) -> None:
    old = PARTS.format(metrics="twice: {value: spend * 2}", rule="twice >= 30")
    new = PARTS.format(metrics="double: {value: spend * 2}", rule="double >= 30").replace("hit:", "struck:")
    found = reviewed(tmp_path, old, new, ACCOUNTS)
    assert {edit.kind for edit in found.edits} == {"rename"}
    assert found.comparison is not None
    assert found.attribution is not None
    assert found.comparison.moved.accounts == 0
    assert found.attribution.units == ()


def test_an_edit_in_what_no_segment_comes_from_is_no_unit_and_hides_no_other(tmp_path: Path) -> None:
    """A playbook for a segment that only another edit brings: neither keeps the other from being tried."""
    base = PARTS.format(metrics="", rule="spend >= 30")
    new = base.replace("hit: {when: spend >= 30}", "hit: {when: spend >= 25}, near: {when: spend >= 15}")
    found = reviewed(tmp_path, base, f"{new}playbooks: {{near: {{for: aim == 'near'}}}}\n", ACCOUNTS)
    assert found.attribution is not None
    assert len(found.attribution.units) == 2
    assert [verdict.kind for verdict in found.attribution.verdicts["aim"].distinct] == ["one"]


def many(count: int, weight: int) -> str:
    """Two scores with as many criteria each, all of one weight but the first."""
    criteria = ", ".join(
        f"c{number}: {{weight: {weight}, value: spend, scale: [0, {number + 40}]}}" for number in range(count)
    )
    return f"""
tables:
  accounts: {{file: accounts.csv, key: id, fields: {{id: {{type: text}}, spend: {{type: number}}}}}}
scores:
  one: {{criteria: {{first: {{weight: 50, value: spend, scale: [30, 0]}}, {criteria}}}}}
  two: {{criteria: {{first: {{weight: 50, value: spend, scale: [30, 0]}}, {criteria}}}}}
segmentations:
  aim: {{method: rules, segments: {{hit: {{when: one + two >= 100}}, miss: {{otherwise: true}}}}}}
"""


def test_many_edits_are_taken_together_by_part(tmp_path: Path) -> None:
    found = reviewed(tmp_path, many(21, 1), many(21, 5), ACCOUNTS)
    assert found.attribution is not None
    assert len(found.edits) == 42
    assert found.attribution.grain == "part"
    assert [len(unit.edits) for unit in found.attribution.units] == [21, 21]
    assert found.attribution.trials <= 4


def test_very_many_parts_are_taken_together_by_section(tmp_path: Path) -> None:
    def rules(value: int) -> str:
        names = [f"p{number}" for number in range(41)]
        parameters = ", ".join(f"{name}: {value}" for name in names)
        head = PARTS.format(metrics="", rule=" + ".join(names) + " + spend >= 30")
        return f"parameters: {{{parameters}}}\n{head}"

    found = reviewed(tmp_path, rules(0), rules(1), ACCOUNTS)
    assert found.attribution is not None
    assert found.attribution.grain == "section"
    assert found.attribution.verdicts["aim"].distinct == (Verdict("one", (0,)),)


def test_another_reading_of_the_data_is_an_edit_like_any_other(tmp_path: Path) -> None:
    """A value that counts as missing is another reading of the same file; a rule changes beside it."""
    old = PARTS.format(metrics="", rule="spend >= 30")
    new = PARTS.format(metrics="", rule="spend >= 20").replace(
        "spend: {type: number}", "spend: {type: number, missing_values: ['30']}"
    )
    found = reviewed(tmp_path, old, new, ACCOUNTS)
    assert found.comparison is not None
    assert found.attribution is not None
    # Account 3 leaves because its 30 is missing now; account 2 joins because 20 is enough.
    rows = found.attribution.verdicts["aim"]
    names = {
        number: found.edits[unit.edits[0]].path[0] for number, unit in enumerate(found.attribution.units)
    }
    assert {found.comparison.key(row): names[rows.at(row).units[0]] for row in rows.rows.tolist()} == {
        "2": "segmentations",
        "3": "tables",
    }


def test_another_day_is_an_edit_and_each_run_has_its_own(tmp_path: Path) -> None:
    old = PARTS.format(metrics="late: {value: days_since(date('2026-06-01'))}", rule="late >= spend")
    found = reviewed(tmp_path, old, old, ACCOUNTS)
    assert found.edits == ()
    later = tmp_path / "new" / "ruleset.yaml"
    later.write_text(later.read_text(encoding="utf-8").replace("2026-06-30", "2026-07-15"), encoding="utf-8")
    from sikta.engine import diff

    found = diff(tmp_path / "old", tmp_path / "new")
    assert found.comparison is not None
    assert found.attribution is not None
    # 29 days on 30 June, 44 on 15 July: the account with 30 moves.
    assert [found.comparison.key(row) for row in found.comparison.movements["aim"].movers.tolist()] == ["3"]
    assert found.attribution.verdicts["aim"].distinct == (Verdict("one", (0,)),)


def test_another_file_and_its_column_only_fit_together(tmp_path: Path) -> None:
    """Neither edit describes a file that is there, so neither can be tried alone: together they moved the account."""
    old = PARTS.format(metrics="", rule="spend >= 30")
    new = old.replace("file: accounts.csv", "file: other.csv").replace(
        "spend: {type: number}", "spend: {type: number, column: amount}"
    )
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "other.csv").write_text("id,amount\n1,10\n2,40\n3,30\n", encoding="utf-8")
    found = reviewed(tmp_path, old, new, ACCOUNTS)
    assert found.comparison is not None
    assert found.attribution is not None
    assert [found.comparison.key(row) for row in found.comparison.movements["aim"].movers.tolist()] == ["2"]
    assert found.attribution.verdicts["aim"].distinct == (Verdict("joint", (0, 1)),)
