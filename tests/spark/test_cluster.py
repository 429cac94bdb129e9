"""A real cluster, a master and two workers as processes of their own, of which one is killed in the middle of a run."""

import signal
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sikta.engine import Results, load_ruleset
from sikta.engine.plan import make_plan
from sikta.engine.reporting.results import accounts_table
from sikta.engine.running import Sources, day_of, evaluate_plan
from sikta.engine.spark.evaluation import evaluated
from sikta.engine.spark.opening import Given
from sikta.engine.spark.session import Cluster, session_of
from tests.spark.cluster import PATIENCE, standalone

RULES = """
sikta: 1
name: cluster
as_of: 2026-06-30
tables:
  accounts: {key: id, fields: {id: {type: text}, size: {type: number}}}
  orders: {account: id, date: day, fields: {id: {type: text}, day: {type: date}, amount: {type: number}}}
metrics: {revenue: {from: orders, sum: amount}, place: {value: percent_rank(revenue)}}
segmentations:
  tier: {method: tiers, rank_by: revenue, cut: cumulative_share, segments: {a: {up_to: 80%}, b: {up_to: 100%}}}
"""
TASKS = 20


def frames() -> dict[str, pd.DataFrame]:
    accounts = pd.DataFrame({"id": [f"{number:04d}" for number in range(400)], "size": 1.5})
    orders = pd.DataFrame(
        {
            "id": [f"{number * 7 % 410:04d}" for number in range(4_000)],
            "day": [f"2026-0{number % 7 + 1}-15" for number in range(4_000)],
            "amount": [number * 0.1 for number in range(4_000)],
        }
    )
    return {"accounts": accounts, "orders": orders}


def watched(frame: Any, seen: Path) -> Any:
    """The same rows, where each task tells in a file of its own which worker it runs on, and takes its time."""

    def tell(batches: Any) -> Any:
        import time
        import uuid
        from pathlib import Path

        (Path(seen) / uuid.uuid4().hex).write_text(f"{Path.cwd()}", encoding="utf-8")
        time.sleep(0.3)
        yield from batches

    return frame.repartition(TASKS).mapInArrow(tell, frame.schema)


def on_cluster(url: str, rules: Path, seen: Path) -> Results:
    """The run, in a process of its own: another session than that of the other tests."""
    plan, _ = make_plan(load_ruleset(rules))
    assert plan is not None
    with session_of(Cluster(url)) as session:
        given = {name: session.createDataFrame(frame) for name, frame in frames().items()}
        given["orders"] = watched(given["orders"], seen)
        found = evaluated(plan, day_of(plan.ruleset, None), Given(frames=given, buckets=4), session)
        return found.results()


def tasks_on(worker: str, seen: Path) -> int:
    return sum(f"/{worker}/" in path.read_text() for path in seen.iterdir())


def test_a_worker_is_killed(
    python_without_sikta: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYSPARK_PYTHON", str(python_without_sikta))
    (tmp_path / "ruleset.yaml").write_text(RULES, encoding="utf-8")
    plan, _ = make_plan(load_ruleset(tmp_path))
    assert plan is not None
    here = evaluate_plan(plan, Sources(frames=frames()), carrier="pandas")
    seen = tmp_path / "seen"
    seen.mkdir()
    tasks_before_the_kill: list[int] = []

    with (
        standalone(tmp_path, python_without_sikta) as cluster,
        ProcessPoolExecutor(1, get_context("spawn")) as drivers,
    ):

        def kill_when_in_use() -> None:
            end = time.monotonic() + PATIENCE
            while not tasks_on("worker0", seen) and time.monotonic() < end:
                time.sleep(0.05)
            cluster.workers[0].send_signal(signal.SIGKILL)
            tasks_before_the_kill.append(tasks_on("worker0", seen))

        killer = threading.Thread(target=kill_when_in_use)
        killer.start()
        there = drivers.submit(on_cluster, cluster.url, tmp_path, seen).result(PATIENCE)
        killer.join()
        assert cluster.workers[0].wait() == -signal.SIGKILL
        assert cluster.workers[1].poll() is None

    assert 0 < tasks_before_the_kill[0] < TASKS
    assert accounts_table(there, plan).equals(accounts_table(here, plan))
    assert there.quality.losses == here.quality.losses
