"""Accounts that are written stretch by stretch: the same files as at once."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from pyarrow import parquet

from sikta.engine.analysis.practice import InPractice
from sikta.engine.evaluation.blockwise import evaluate_in_stretches
from sikta.engine.evaluation.results import Results
from sikta.engine.plan import Plan
from sikta.engine.reporting.results import write_results, write_stretches
from sikta.engine.reporting.results.behind import Behind
from sikta.engine.running import Sources, day_of, evaluate_plan, findings_with_data, open_plan
from tests.rulesets.conftest import FIRST_STEPS


@pytest.fixture(scope="module")
def plan() -> Plan:
    from sikta.engine.checking import check_ruleset

    return check_ruleset(FIRST_STEPS).or_raise()


@pytest.fixture(scope="module")
def whole(plan: Plan) -> Results:
    from dataclasses import replace

    results = evaluate_plan(plan)
    return replace(results, findings=findings_with_data(results, plan, results.findings))


def in_stretches(plan: Plan, rows: int) -> InPractice:
    opened = open_plan(plan, Sources(), day_of(plan.ruleset, None))
    day = day_of(plan.ruleset, None)
    return InPractice.of(evaluate_in_stretches(plan, opened.data, opened.quality, day, rows=rows), ())


@pytest.mark.parametrize("rows", [7, 60, 1000])
def test_every_file_is_the_same(plan: Plan, whole: Results, rows: int, tmp_path: Path) -> None:
    at_once, stretched = tmp_path / "whole", tmp_path / "stretches"
    at_once.mkdir()
    stretched.mkdir()
    write_results(whole, plan, at_once)
    run = in_stretches(plan, rows)
    write_stretches(run, run.stretches(), plan, stretched)
    names = sorted(path.name for path in at_once.iterdir())
    assert sorted(path.name for path in stretched.iterdir()) == names
    for name in names:
        if name == "accounts.parquet":  # its row groups are the stretches
            assert parquet.read_table(at_once / name).equals(parquet.read_table(stretched / name))
        else:
            assert (at_once / name).read_bytes() == (stretched / name).read_bytes(), name


def test_only_the_chosen_columns_are_written(plan: Plan, whole: Results, tmp_path: Path) -> None:
    """The others are not even computed: a score that nobody asks for tells nothing of its contributions."""
    every = parquet_columns(plan, whole, tmp_path, None)
    some = parquet_columns(plan, whole, tmp_path, every[:1] + every[-2:])
    assert some == every[:1] + every[-2:]


def parquet_columns(plan: Plan, results: Results, folder: Path, columns: list[str] | None) -> list[str]:
    write_results(results, plan, folder, formats=("parquet",), columns=columns)
    names: list[str] = parquet.read_schema(folder / "accounts.parquet").names
    return names


def test_what_goes_wrong_behind_is_raised_in_front() -> None:
    def fail(number: int) -> None:
        raise OSError(28, f"no room for {number}")

    def hand_over() -> None:
        with Behind(fail) as behind:
            for number in range(100):
                behind.put(number)

    with pytest.raises(OSError, match="no room for 0"):
        hand_over()


def test_what_goes_wrong_with_the_last_thing_is_raised_at_the_end() -> None:
    def fail(_: int) -> None:
        raise OSError(28, "full")

    behind = Behind(fail)
    behind.__enter__()
    behind.put(1)
    with pytest.raises(OSError, match="full"):
        behind.__exit__(None, None, None)


def test_an_error_in_front_leaves_the_rest_undone() -> None:
    started, go_on, done = Event(), Event(), list[int]()

    def work(number: int) -> None:
        started.set()
        go_on.wait()
        done.append(number)

    def interrupted() -> None:
        with Behind(work) as behind:
            behind.put(1)
            started.wait()
            behind.put(2)
            go_on.set()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert done[:1] == [1]


def test_a_fault_of_reading_between_stretches_closes_the_files(plan: Plan, tmp_path: Path) -> None:
    def breaking(run: InPractice) -> Iterator[Results]:
        yield next(iter(run.stretches()))
        raise OSError(5, "the line went down")

    run = in_stretches(plan, 7)
    with pytest.raises(OSError, match="the line went down"):
        write_stretches(run, breaking(run), plan, tmp_path)
    assert not (tmp_path / "run.json").exists()
