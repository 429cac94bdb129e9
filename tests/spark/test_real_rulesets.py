"""The rulesets over public data give on Spark what they give on pandas: tables, quality, losses, findings, inputs."""

from typing import Any

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.running import Sources, day_of
from sikta.engine.spark.evaluation import evaluated
from sikta.engine.spark.opening import Given
from tests.conftest import shared_data
from tests.engines.told import different, told
from tests.engines.ways import as_run
from tests.real.running import CASES, HERE


@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.parametrize("name", CASES)
def test_spark_gives_what_pandas_gives(name: str, session: Any) -> None:
    plan = check_ruleset(HERE / name).or_raise()
    folder = shared_data(CASES[name].data)

    found = evaluated(plan, day_of(plan.ruleset, None), Given(folder, buckets=3), session)

    assert different(as_run(plan, Sources(folder=folder), "pandas"), told(found.results(), plan)) is None
