"""A published PMML scorecard, translated into a ruleset, scores and explains as the standard has it."""

from itertools import product
from pathlib import Path

import pandas as pd
import pytest

from sikta.engine import Results, evaluate
from tests.conftest import shared_data
from tests.real.figures import segments, values
from tests.real.pmml.scorecard import Scorecard

# Every bound of every attribute with a value on both sides of it, a value that no attribute names, and a missing one.
DEPARTMENTS = (None, "marketing", "engineering", "business", "legal")
AGES = (None, 0, 18, 19, 29, 30, 39, 40, 99)
INCOMES = (None, 0.0, 500.0, 999.99, 1000.0, 1000.01, 1500.0, 1500.01, 2500.0, 2500.01, 4600.0, 123456.78)


@pytest.fixture(scope="module")
def card() -> Scorecard:
    return Scorecard.read(shared_data("pmml") / "dmg_scorecard_example.pmml4s.xml")


@pytest.fixture(scope="module")
def applicants() -> dict[str, dict[str, str | float | None]]:
    every = product(DEPARTMENTS, AGES, INCOMES)
    return {
        f"{n:03}": dict(zip(("department", "age", "income"), one, strict=True)) for n, one in enumerate(every)
    }


@pytest.fixture(scope="module")
def results(
    card: Scorecard,
    applicants: dict[str, dict[str, str | float | None]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Results:
    folder = tmp_path_factory.mktemp("scorecard")
    (folder / "ruleset.yaml").write_text(card.ruleset(), encoding="utf-8")
    rows = [{"applicant": key, **given} for key, given in applicants.items()]
    return evaluate(folder, {"accounts": pd.DataFrame(rows)})


def test_the_published_example(card: Scorecard, tmp_path: Path) -> None:
    """engineering, 25, 500: 3 + 0 + 26 points; reasons RC2 (18 points missed), RC1 (16), and RC1 again.

    Source: the test of PMML4S for this file, https://github.com/autodeployai/pmml4s, ScorecardTest.scala.
    """
    (tmp_path / "ruleset.yaml").write_text(card.ruleset(), encoding="utf-8")
    row = {"applicant": "a", "department": "engineering", "age": 25, "income": 500}
    results = evaluate(tmp_path, {"accounts": pd.DataFrame([row])})
    assert values(results, "overall") == {"a": 29}
    assert [segments(results, f"reason_{rank}")["a"] for rank in (1, 2, 3)] == ["RC2", "RC1", "RC1"]


def test_every_score_is_the_standards(
    results: Results, card: Scorecard, applicants: dict[str, dict[str, str | float | None]]
) -> None:
    assert values(results, "overall") == {
        key: round(card.score(given), 6) for key, given in applicants.items()
    }


def test_every_reason_is_the_standards(
    results: Results, card: Scorecard, applicants: dict[str, dict[str, str | float | None]]
) -> None:
    by_rank = [segments(results, f"reason_{rank}") for rank in (1, 2, 3)]
    ours = {key: [reason[key] for reason in by_rank] for key in applicants}
    assert ours == {key: card.reasons(given) for key, given in applicants.items()}
