"""Random rulesets over the whole language on Spark give what they give on pandas; all where more is looked for."""

import os
from pathlib import Path
from typing import Any

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.running import Sources, day_of
from sikta.engine.spark.evaluation import evaluated
from sikta.engine.spark.opening import Given
from tests.engines.making.ruleset import make_case
from tests.engines.told import different, told
from tests.engines.ways import as_run

STEP = 1 if os.environ.get("SIKTA_HYPOTHESIS") == "wide" else 60
BUCKETS = 3
"""Ranges that the accounts are parted into, which Spark's workers compute apart."""


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", range(0, 300, STEP))
def test_spark_gives_what_pandas_gives(seed: int, tmp_path: Path, session: Any) -> None:
    case = make_case(seed)
    plan = check_ruleset(case.write(tmp_path)).or_raise()

    expected = as_run(plan, Sources(frames=case.frames()), "pandas")

    given = Given(frames=case.frames(), buckets=BUCKETS)
    found = told(evaluated(plan, day_of(plan.ruleset, None), given, session).results(), plan)
    assert different(expected, found) is None
