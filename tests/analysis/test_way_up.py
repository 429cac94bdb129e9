"""The nearest way up holds when the account is evaluated again with the change made."""

from collections.abc import Mapping

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sikta.engine.analysis.case import Case
from sikta.engine.analysis.explanation import explain, explain_row
from sikta.engine.analysis.targets import Target, rounded_up, target
from sikta.engine.analysis.tier_step import TierStep
from sikta.engine.analysis.way_up import WayUp
from sikta.engine.evaluation import Results
from sikta.engine.plan import Plan
from tests.evaluation.workshop import planned, results
from tests.reporting.sample import PLAN, sample

RULES = """
as_of: 2026-06-30
tables:
  accounts:
    file: a.csv
    key: id
    fields:
      id: {type: text}
      employees: {type: integer}
      growth: {type: number}
      delay: {type: number}
      sector: {type: category, values: [food, pharma, steel]}
      claim: {type: number}
knockouts: {none: {when: employees < 0}}
scores:
  fit:
    criteria:
      size: {weight: 3, value: employees, bands: [{points: 0}, {from: 10, points: 40}, {from: 50, points: 100}]}
      both:
        weight: 2
        criteria:
          growth: {weight: 1, value: growth, scale: [0, 30]}
          delay: {weight: 2, value: delay, scale: [9.5, 0.5]}
      sector: {weight: 1, value: sector, points: {food: 100, pharma: 60}, otherwise: 10}
      claims: {weight: 1, rules: [{when: claim > 5, points: 0}, {when: claim > 1, points: 50}], otherwise: 100}
segmentations:
  grid:
    method: matrix
    axes: {fit: {low: 0, mid: 40, high: 75}}
    segments: {a: {at: {fit: high}}, b: {at: {fit: [low, mid]}}, out: {at: knocked_out}, dark: {at: unrated}}
"""
FIT = planned(RULES)
NUMBERS = {
    "employees": st.integers(0, 99),
    "growth": st.integers(-5, 40),
    "delay": st.integers(0, 12),
    "claim": st.integers(0, 9),
}
ACCOUNT = st.fixed_dictionaries(
    {name: numbers.map(str) | st.just("-") for name, numbers in NUMBERS.items()}
    | {"sector": st.sampled_from(["food", "pharma", "steel", "-"])}
)


def one(account: Mapping[str, str]) -> Results:
    return results(FIT, {"accounts": {"id": ["A"], **{name: [value] for name, value in account.items()}}})


def way(found: Results, plan: Plan = FIT, segmentation: int = 0) -> WayUp | None:
    return explain_row(found, plan, 0).segmentations[segmentation].way_up


def changed(field: str, goal: Target) -> str | None:
    """A value of the field that the target allows."""
    if goal.one_of or goal.otherwise:
        return goal.one_of[0] if goal.one_of else ("steel" if field == "sector" else "0")
    if goal.rule is not None:
        return {"claim > 1": "2", "claim > 5": "6"}[goal.rule.text]
    found = goal.at_least if goal.at_least is not None else goal.at_most
    return str(found) if found is not None else str((goal.below or 0) - 1)


@settings(max_examples=80, deadline=None)
@given(ACCOUNT)
def test_each_step_reaches_the_next_level_and_no_less_does(account: dict[str, str]) -> None:
    before = one(account)
    found = way(before)
    assume(found is not None and found.lifts)
    assert found is not None
    (lift,) = found.lifts
    for step in lift.steps:
        field = step.path.rpartition(".")[2]
        field = {"size": "employees", "claims": "claim"}.get(field, field)
        value = changed(field, step.target)
        assert value is not None
        after = one({**account, field: value})
        assert after.scores["fit"].score[0] >= lift.start
        segment = after.segmentations["grid"].segments[after.segmentations["grid"].codes[0]]
        assert step.segment is not None
        assert segment == step.segment[0]
        if field == "growth" and step.target.at_least and step.target.at_least > 0.03:
            less = one({**account, field: str(step.target.at_least - 0.03)})
            assert less.scores["fit"].score[0] < lift.start


@settings(max_examples=60, deadline=None)
@given(ACCOUNT)
def test_where_no_step_is_told_no_single_value_does_it(account: dict[str, str]) -> None:
    found = way(one(account))
    assume(found is not None and found.lifts)
    assert found is not None
    told = {step.path.rpartition(".")[2] for step in found.lifts[0].steps}
    best = {
        "size": ("employees", "50"),
        "growth": ("growth", "30"),
        "delay": ("delay", "0"),
        "sector": ("sector", "food"),
    }
    for criterion in best.keys() - told:
        field, value = best[criterion]
        assert one({**account, field: value}).scores["fit"].score[0] < found.lifts[0].start


def test_known_values_come_before_missing_ones_and_small_changes_before_large() -> None:
    found = way(one({"employees": "20", "growth": "15", "delay": "5", "sector": "pharma", "claim": "-"}))
    assert found is not None
    points = [(step.points is None, step.target.points - (step.points or 0)) for step in found.lifts[0].steps]
    assert points == sorted(points)


def test_the_top_has_no_way_up() -> None:
    assert way(one({"employees": "80", "growth": "40", "delay": "0", "sector": "food", "claim": "0"})) is None


def test_alfa_lacks_pain_only_and_nobody_is_told_to_forget_a_fact() -> None:
    """Pain is 43.12. 100 points on `entry` would lift it, but only where `since` is missing: that is no way up."""
    found = way(sample(), PLAN)
    assert found is not None
    (lift,) = found.lifts
    assert (lift.axis.name, lift.level, lift.next_level, lift.start) == ("pain", "low", "high", 50)
    assert lift.segment is not None
    assert lift.segment[0] == "invest"
    assert lift.steps == ()


def test_a_knocked_out_account_has_no_way_up_yet() -> None:
    found = explain(sample(), PLAN, "Delta").segmentations[0].way_up
    assert found is not None
    assert (found.obstacle, found.lifts) == ("knocked_out", ())


def test_an_unrated_account_has_something_to_find_out_heaviest_first() -> None:
    """Theta: employees weigh 3 of 4 in potential, urgency 1 of 2 in pain, entry does not apply for sure."""
    found = explain(sample(), PLAN, "Theta").segmentations[0].way_up
    assert found is not None
    assert found.obstacle == "unrated"
    assert [fact.name for fact in found.missing][:1] == ["employees"]
    assert {"employees", "industry", "urgency"} <= {fact.name for fact in found.missing}


TIERS = """
as_of: 2026-06-30
tables: {{accounts: {{file: a.csv, key: id, fields: {{id: {{type: text}}, worth: {{type: number}}}}}}}}
scores: {{s: {{criteria: {{c: {{weight: 1, value: worth, scale: [0, 1]}}}}}}}}
segmentations: {{tiers: {{method: tiers, rank_by: worth, cut: {cut}, segments: {{{segments}}}}}}}
"""
SHARES = "A: {up_to: 50%}, B: {up_to: 80%}, C: {up_to: 100%}"
CUTS = {
    "cumulative_share": planned(TIERS.format(cut="cumulative_share", segments=SHARES)),
    "share_of_accounts": planned(TIERS.format(cut="share_of_accounts", segments=SHARES)),
    "value": planned(TIERS.format(cut="value", segments="A: {from: 50}, B: {from: 10}, C: {}")),
}


def ranked(cut: str, worths: list[float]) -> Results:
    keys = [f"{number:02}" for number in range(len(worths))]
    return results(CUTS[cut], {"accounts": {"id": keys, "worth": [repr(float(worth)) for worth in worths]}})


@pytest.mark.parametrize("cut", CUTS)
@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(-20, 100), min_size=2, max_size=9))
def test_a_tier_is_reached_with_the_amount_and_not_with_less(cut: str, worths: list[int]) -> None:
    before = ranked(cut, [float(worth) for worth in worths])
    found = way(before, CUTS[cut])
    code = before.segmentations["tiers"].codes[0]
    if found is None:
        assert code <= 0 or cut == "cumulative_share"
        return
    step = found.tier
    assert isinstance(step, TierStep)
    assert step.value == worths[0]
    assert ranked(cut, [step.needed, *worths[1:]]).segmentations["tiers"].codes[0] < code
    assert ranked(cut, [step.needed - 0.02, *worths[1:]]).segmentations["tiers"].codes[0] >= code


def test_an_account_outside_the_segmentation_has_no_way_up() -> None:
    assert explain(sample(), PLAN, "Theta").segmentations[1].way_up is None


@pytest.mark.parametrize(
    ("value", "whole", "up"),
    [
        (1234.01, False, 1235),
        (2.501, False, 2.51),
        (0.0502, False, 0.051),
        (2.5, True, 3),
        (2.52, False, 2.52),
        (-7.005, False, -7),
    ],
)
def test_numbers_are_rounded_to_what_is_easily_said(value: float, whole: bool, up: float) -> None:
    assert rounded_up(value, whole=whole) == up


def test_points_out_of_reach_have_no_target() -> None:
    criteria = FIT.ruleset.scores["fit"].criteria
    assert target(FIT, criteria["sector"], 100.5) is None
    assert target(FIT, criteria["size"], 41) == Target(100, at_least=50)
    assert target(FIT, criteria["size"], 1) == Target(
        40, at_least=10
    )  # from 50 on it has 100, more than enough
    assert target(FIT, criteria["sector"], 0) == Target(10, otherwise=True)


@pytest.mark.parametrize(
    ("bands", "needed", "told"),
    [
        # 3, 4 and 5 contacts give 60, 60 and 100 points: all of them 50 or more, so no number is too many.
        ("[{points: 0}, {from: 3, points: 60}, {from: 5, points: 100}]", 50, Target(60, at_least=3)),
        # From 10 on there are 20 points only, which is less than 50: 9 is the last number that will do.
        ("[{points: 0}, {from: 3, points: 60}, {from: 5, points: 100}, {from: 10, points: 20}]", 50,
         Target(60, at_least=3, below=10)),
        # The fewer the better: below 5 there are 100 points, from 5 to 10 there are 60.
        ("[{points: 100}, {from: 5, points: 60}, {from: 10, points: 0}]", 50, Target(60, below=10)),
        # The best in the middle: 5 to 7 give 100, and 3, 4, 8 and 9 the 60 that are needed.
        ("[{points: 0}, {from: 3, points: 60}, {from: 5, points: 100}, {from: 8, points: 60}, {from: 10, points: 0}]",
         60, Target(60, at_least=3, below=10)),
        # Any number gives 50 or more: the smallest of what is enough is told.
        ("[{points: 60}, {from: 5, points: 100}]", 50, Target(60, below=5)),
    ],
)  # fmt: skip
def test_a_band_runs_on_over_its_neighbours_that_give_as_much(
    bands: str, needed: float, told: Target
) -> None:
    old = "[{points: 0}, {from: 10, points: 40}, {from: 50, points: 100}]"
    plan = planned(RULES.replace(old, bands))
    assert target(plan, plan.ruleset.scores["fit"].criteria["size"], needed) == told


def test_a_case_reads_every_name() -> None:
    case = Case(sample(), PLAN, 3)
    names = ("country", "pain", "priority", "interest", "large", "home", "knocked_out", "as_of", "nobody")
    assert [str(case.value(name)) for name in names] == [
        "DE", "14.06", "out", "('buys',)", "250", "('NL', 'BE')", "True", "2026-06-30", "None",
    ]  # fmt: skip
