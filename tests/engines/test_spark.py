"""Random rulesets on Spark give what they give on pandas: some of the 300, or all of them where more is looked for."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.running import Sources, day_of
from sikta.engine.spark.evaluation import evaluated
from sikta.engine.spark.opening import Given
from sikta.engine.spark.session import Cluster, session_of
from tests.engines.making.ruleset import make_case
from tests.engines.told import different, told
from tests.engines.ways import as_run

pytest.importorskip("pyspark")
STEP = 1 if os.environ.get("SIKTA_HYPOTHESIS") == "wide" else 100
BUCKETS = 3
"""Ranges that the accounts are parted into, which Spark's workers compute apart."""


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    with session_of(Cluster("local[2]")) as session:
        session.conf.set("spark.sql.shuffle.partitions", "2")
        yield session


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", range(0, 300, STEP))
def test_spark_gives_what_pandas_gives(seed: int, tmp_path: Path, session: Any) -> None:
    case = make_case(seed)
    plan = check_ruleset(case.write(tmp_path)).or_raise()

    expected = as_run(plan, Sources(frames=case.frames()), "pandas")

    given = Given(frames=case.frames(), buckets=BUCKETS)
    found = told(evaluated(plan, day_of(plan.ruleset, None), given, session).results(), plan)
    assert different(expected, found) is None
