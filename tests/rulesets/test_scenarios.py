"""The example's own tests hold, and leave hardly anything of its rules undecided."""

from importlib.resources import files
from pathlib import Path

import pytest

from sikta.engine.plan import Plan
from sikta.engine.running import check_ruleset
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
    """One batch for each set of metrics that is given."""
    given = {test.metrics for test in suite.tests}
    assert len(suite.stages) == len(given)


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_a_difference_is_told_in_every_language(suite: Suite, language: str) -> None:
    assert as_text(suite.run(), language).endswith("53 of 53 scenarios hold")
