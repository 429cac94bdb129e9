"""What a Python program calls."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

import sikta
from sikta import engine
from sikta.engine import SiktaError, check, evaluate, explain, load_ruleset, render

RULES = """\
sikta: 1
name: api
as_of: 2026-06-30
tables:
  accounts: {file: accounts.csv, key: id, fields: {id: {type: text}, size: {type: integer}}}
scores: {potential: {criteria: {size: {weight: 1, value: size, scale: [0, 100]}}}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ruleset.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "accounts.csv").write_text("id,size\n1,40\n2,\n", encoding="utf-8")
    return tmp_path


def test_a_ruleset_is_loaded_and_evaluated_on_its_own_files(folder: Path) -> None:
    ruleset = load_ruleset(folder)
    results = evaluate(ruleset)
    assert results.keys.to_list() == ["1", "2"]
    assert results.scores["potential"].score[0] == 40.0


@pytest.mark.parametrize("library", [pd, pl])
@pytest.mark.parametrize("carrier", ["pandas", "polars"])
def test_data_frames_come_in_from_any_library(folder: Path, library: Any, carrier: str) -> None:
    frame = library.DataFrame({"id": ["b", "a"], "size": [10, 70]})
    results = evaluate(folder, {"accounts": frame}, as_of=date(2026, 1, 31), carrier=carrier)
    assert results.keys.to_list() == ["a", "b"]
    assert results.scores["potential"].score.tolist() == [70.0, 10.0]
    assert results.as_of == date(2026, 1, 31)


def test_data_comes_from_another_folder(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("exports")
    (other / "accounts.csv").write_text("id,size\n9,100\n", encoding="utf-8")
    assert evaluate(str(folder), other).keys.to_list() == ["9"]


def test_an_account_is_explained_and_a_run_is_rendered(folder: Path, tmp_path: Path) -> None:
    results = evaluate(folder)
    assert explain(results, "1").name == "1"
    render(results, tmp_path / "out", languages=("sv",))
    assert 'lang="sv"' in (tmp_path / "out" / "briefs" / "index.html").read_text(encoding="utf-8")


def test_faults_are_findings_or_raised_with_all_of_them(folder: Path) -> None:
    assert check(folder) == ()
    (folder / "ruleset.yaml").write_text(
        RULES.replace("value: size", "value: siz").replace("[0, 100]", "[1, 1]")
    )
    assert [finding.code[0] for finding in check(folder)] == ["E", "E"]
    with pytest.raises(SiktaError) as raised:
        load_ruleset(folder)
    assert raised.value.findings == check(folder)


def test_the_public_names_are_there_and_no_others() -> None:
    assert all(getattr(engine, name) is not None for name in engine.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = engine.nonsense
    assert sikta.__version__
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = sikta.nonsense
