"""The example's own tests hold, and leave hardly anything of its rules undecided."""

from importlib.resources import files
from pathlib import Path

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.plan import Plan
from sikta.engine.scenarios import Suite, make_suite
from sikta.engine.scenarios.coverage import coverage_of
from sikta.engine.scenarios.formats import as_text

FOLDER = Path(str(files("sikta"))) / "rulesets" / "proactive-sales"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return check_ruleset(FOLDER).or_raise()


@pytest.fixture(scope="module")
def suite(plan: Plan) -> Suite:
    return make_suite(plan)


def test_every_scenario_holds(suite: Suite) -> None:
    trials = suite.run()
    assert all(trial.holds for trial in trials), as_text(trials, "en", quiet=True)


def test_they_decide_every_rule(suite: Suite) -> None:
    found = coverage_of(suite, "en")
    assert [point.path for point in found.lacking] == []


def test_those_that_can_be_evaluated_together_are(suite: Suite) -> None:
    """One batch for all that stand alone; each that is judged among the accounts of the data has one of its own."""
    among = [each.id for each in suite.scenarios if each.among]
    assert among == [
        "large_and_growing_fast",
        "in_the_middle",
        "large_once_and_silent",
        "one_small_order_long_ago",
    ]
    assert [len(stage.batch.tests) for stage in suite.stages if not stage.batch.among] == [
        len(suite.tests) - 4
    ]
    assert [len(stage.data.keys) for stage in suite.stages if stage.batch.among] == [621] * 4


@pytest.mark.parametrize(
    ("language", "verdict"),
    [("en", "57 of 57 scenarios hold"), ("nl", "57 van 57 tests kloppen"), ("sv", "57 av 57 tester stämmer")],
)
def test_the_verdict_is_told_in_every_language(suite: Suite, language: str, verdict: str) -> None:
    assert as_text(suite.run(), language) == verdict
