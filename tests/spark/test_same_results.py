"""On Spark a ruleset gives what it gives in this process: accounts, the report on the data, and every finding."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sikta.engine import load_ruleset
from sikta.engine.plan import make_plan
from sikta.engine.plan.plan import Plan
from sikta.engine.reporting.results import accounts_table
from sikta.engine.running import Sources, day_of, evaluate_plan
from sikta.engine.spark.evaluation import SparkResults, evaluated
from sikta.engine.spark.opening import Given
from sikta.engine.spark.writing import write_parts
from tests.spark.shop import TABLES

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning")

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.parent for path in (ROOT / "rulesets").glob("*/ruleset.yaml"))


def plan_of(path: Path) -> Plan:
    plan, findings = make_plan(load_ruleset(path))
    assert plan is not None, findings
    return plan


def on_spark(plan: Plan, session: Any, given: Given) -> SparkResults:
    return evaluated(plan, day_of(plan.ruleset, None), given, session)


def assert_same(plan: Plan, sources: Sources, found: SparkResults) -> None:
    here, there = evaluate_plan(plan, sources, carrier="pandas"), found.results()

    assert accounts_table(there, plan).equals(accounts_table(here, plan))
    assert there.quality.fields == here.quality.fields
    assert there.quality.losses == here.quality.losses
    assert there.findings == here.findings
    assert there.inputs == here.inputs


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_the_embedded_examples(folder: Path, session: Any) -> None:
    plan = plan_of(folder)

    assert_same(plan, Sources(), on_spark(plan, session, Given(buckets=3)))


@pytest.mark.parametrize("buckets", [1, 2, 7])
def test_any_number_of_buckets(shop: Path, buckets: int, session: Any) -> None:
    plan = plan_of(shop)

    found = on_spark(plan, session, Given(buckets=buckets))

    assert found.together == ""
    assert_same(plan, Sources(), found)


def test_frames_of_spark(shop: Path, session: Any) -> None:
    plan = plan_of(shop)
    texts = {name: pd.read_csv(shop / f"{name}.csv", dtype=str) for name in TABLES}
    frames = {name: session.read.csv(str(shop / f"{name}.csv"), header=True) for name in texts}

    here = evaluate_plan(plan, Sources(frames=texts), carrier="pandas")
    there = on_spark(plan, session, Given(frames=frames, buckets=3)).results()

    assert accounts_table(there, plan).equals(accounts_table(here, plan))
    assert there.quality.losses == here.quality.losses
    assert there.quality.fields == here.quality.fields


def test_accounts_as_files_and_as_a_frame(shop: Path, tmp_path: Path, session: Any) -> None:
    plan = plan_of(shop)
    found = on_spark(plan, session, Given(buckets=3))

    whole = write_parts(found, tmp_path / "out")

    here = evaluate_plan(plan, carrier="pandas")
    expected = accounts_table(here, plan)
    written = pd.read_parquet(tmp_path / "out" / "accounts.parquet")
    pd.testing.assert_frame_equal(written, expected.to_pandas())
    rows = found.frame().toArrow().sort_by("id")
    assert rows.column_names == expected.column_names
    assert rows["revenue"].to_pylist() == expected["revenue"].to_pylist()
    assert (len(whole), whole.findings) == (len(here), here.findings)
