"""On Spark a ruleset gives what it gives in this process: accounts, the report on the data, and every finding."""

from pathlib import Path
from typing import Any

import numpy as np
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

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning")

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.parent for path in (ROOT / "rulesets").glob("*/ruleset.yaml"))

SHOP = """
sikta: 1
name: shop
as_of: 2026-06-30
currency: EUR
tables:
  accounts:
    file: accounts.csv
    key: id
    name: company
    fields: {id: {type: text}, company: {type: text}, size: {type: integer, min: 0}, country: {type: category, values: [NL, SE]}}
  orders:
    file: orders.csv
    key: order_id
    account: id
    date: day
    fields: {order_id: {type: text}, id: {type: text}, day: {type: date}, amount: {type: number}, group: {type: category}}
  lines:
    file: lines.csv
    via: {orders: order_id}
    fields: {order_id: {type: text}, quantity: {type: number}, price: {type: number}}
metrics:
  revenue: {from: orders, sum: amount, last: 12 months, unit: EUR}
  middle: {from: orders, median: amount}
  groups: {from: orders, count_distinct: group}
  latest_group: {from: orders, latest: group}
  gross: {from: lines, sum: quantity * price}
  place: {value: percent_rank(revenue)}
  index: {value: "revenue / average(revenue, by=country)"}
scores:
  pull: {criteria: {size: {weight: 2, value: size, scale: [0, 500]}, place: {weight: 1, value: place, scale: [0, 1]}}}
segmentations:
  tier: {method: tiers, rank_by: revenue, cut: cumulative_share, segments: {a: {up_to: 80%}, b: {up_to: 100%}}}
  level: {method: rules, segments: {high: {when: pull >= 50}, known: {when: size > 0}}}
"""


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


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Random rows with missing values, ties, extremes, unknown accounts and orders, days after the day of the run."""
    folder, random = tmp_path_factory.mktemp("shop"), np.random.default_rng(7)
    (folder / "ruleset.yaml").write_text(SHOP, encoding="utf-8")
    size = 300
    keys = [f"{number:05d}" for number in range(size)]
    accounts = pd.DataFrame(
        {
            "id": keys,
            "company": [f"Company {number % 250}" for number in range(size)],
            "size": random.choice(["", "10", "500", "-3", "many"], size),
            "country": random.choice(["NL", "se", "XX", ""], size),
        }
    )
    rows = 3_000
    days = pd.Timestamp("2026-07-20") - pd.to_timedelta(random.integers(0, 900, rows), unit="D")
    orders = pd.DataFrame(
        {
            "order_id": [f"o{number}" for number in range(rows)],
            "id": random.choice([*keys, "99999", "123", ""], rows),
            "day": np.where(random.random(rows) < 0.02, "", days.strftime("%Y-%m-%d")),
            "amount": random.choice(["10.10", "0.1", "-5", "1e15", "", "x", "99.995"], rows),
            "group": random.choice(["a", "b", "c", ""], rows),
        }
    )
    lines = pd.DataFrame(
        {
            "order_id": random.choice([*orders["order_id"], "gone", ""], 2 * rows),
            "quantity": random.integers(0, 9, 2 * rows),
            "price": random.choice(["1.5", "2.25", ""], 2 * rows),
        }
    )
    for name, frame in {"accounts": accounts, "orders": orders, "lines": lines}.items():
        frame.sample(frac=1, random_state=3).to_csv(folder / f"{name}.csv", index=False)
    return folder


@pytest.mark.parametrize("buckets", [1, 2, 7])
def test_any_number_of_buckets(shop: Path, buckets: int, session: Any) -> None:
    plan = plan_of(shop)

    found = on_spark(plan, session, Given(buckets=buckets))

    assert found.together == ""
    assert_same(plan, Sources(), found)


def test_frames_of_spark(shop: Path, session: Any) -> None:
    plan = plan_of(shop)
    texts = {name: pd.read_csv(shop / f"{name}.csv", dtype=str) for name in ("accounts", "orders", "lines")}
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
