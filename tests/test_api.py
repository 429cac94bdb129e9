"""What a Python program calls."""

from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

import sikta
from sikta import engine
from sikta.engine import SiktaError, check, evaluate, explain, load_ruleset, render
from sikta.engine.expressions.columns import Numbers

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
    assert sikta.__version__ == version("sikta")


def test_numbers_that_name_rows_link_as_texts(tmp_path: Path) -> None:
    """A group, and a value looked up by a key: 007 is another account, and another region, than 7."""
    (tmp_path / "ruleset.yaml").write_text(
        """\
sikta: 1
name: ids
as_of: 2026-06-30
tables:
  accounts:
    file: accounts.csv
    key: id
    parent: mother
    fields: {id: {type: integer}, mother: {type: integer}, region: {type: integer}, spend: {type: number}}
  regions: {file: regions.csv, key: code, fields: {code: {type: integer}, weight: {type: number}}}
metrics:
  of_group: {value: spend, over: group}
  weight: {lookup: regions.weight, by: region}
scores: {potential: {criteria: {size: {weight: 1, value: weight, scale: [0, 100]}}}}
""",
        encoding="utf-8",
    )
    (tmp_path / "accounts.csv").write_text(
        "id,mother,region,spend\n7,,7,1\n007,,007,10\n8,7,7,100\n9,007,07,1000\n", encoding="utf-8"
    )
    (tmp_path / "regions.csv").write_text("code,weight\n7,20\n007,30\n", encoding="utf-8")
    results = evaluate(tmp_path)
    assert results.keys.to_list() == ["007", "7", "8", "9"]
    group, weight = results.values["of_group"], results.values["weight"]
    assert isinstance(group, Numbers)
    assert isinstance(weight, Numbers)
    assert group.values.tolist() == [1010, 101, 101, 1010]  # 10 + 1000, 1 + 100
    assert weight.values[:3].tolist() == [30, 20, 20]
    assert weight.missing.tolist() == [False, False, False, True]  # there is no region 07
