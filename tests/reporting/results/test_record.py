"""run.json, and the same bytes for the same results."""

import hashlib
import json
import time
from pathlib import Path

import pyarrow as pa
import pytest

from sikta import __version__
from sikta.engine.analysis.census import Census
from sikta.engine.findings import Finding
from sikta.engine.reporting.results import FORMATS, run_record, write_results, writing
from tests.reporting.sample import PLAN, sample


def test_the_record_of_a_run() -> None:
    results = sample()
    record = json.loads(run_record(results, Census.of(results)))
    assert list(record) == [
        "program", "ruleset", "as_of", "accounts", "knocked_out", "money", "knockouts", "segmentations", "inputs", "findings",
    ]  # fmt: skip
    assert record["program"] == {"name": "sikta", "version": __version__}
    assert record["ruleset"] == {
        "name": "small", "title": "Sales plan", "version": "1", "digest": PLAN.ruleset.digest,
    }  # fmt: skip
    assert (record["as_of"], record["accounts"], record["knocked_out"]) == ("2026-06-30", 8, 2)
    assert record["money"] == {"value": "revenue", "currency": "EUR"}
    assert record["knockouts"] == {
        "abroad": {"accounts": 1, "unchecked": 1},
        "tiny": {"accounts": 1, "unchecked": 2},
    }
    assert record["segmentations"]["priority"] == {
        "segments": {
            "invest": {"accounts": 1, "money": 700.3},
            "qualify": {"accounts": 2, "money": 1600.3},
            "serve": {"accounts": 1, "money": 49.0},
            "out": {"accounts": 2, "money": 250.0},
            "research": {"accounts": 2, "money": 0.0},
        },
        "without_segment": {"accounts": 0, "money": 0.0},
        "uncertain": 2,
        "unchecked": 0,
    }
    assert record["inputs"] == [
        {
            "table": "accounts",
            "source": "accounts.csv",
            "digest": "aa11",
            "rows": 8,
            "columns": ["id", "company"],
            "detail": "comma, utf-8",
        }
    ]
    assert [finding["code"] for finding in record["findings"]] == ["W554"]


def test_the_time_is_told_only_where_the_caller_gives_it() -> None:
    results = sample()
    assert "finished" not in run_record(results, Census.of(results))
    told = json.loads(run_record(results, Census.of(results), (), "2026-07-01T02:00:00Z"))
    assert told["finished"] == "2026-07-01T02:00:00Z"


def test_a_finding_is_told_once() -> None:
    results = sample()
    known = results.findings[0]
    record = json.loads(run_record(results, Census.of(results), (known, Finding("W601", "too long"))))
    assert [finding["code"] for finding in record["findings"]] == ["W554", "W601"]


def test_the_same_results_give_the_same_bytes_in_every_format(tmp_path: Path) -> None:
    def digests(folder: Path) -> dict[str, str]:
        folder.mkdir()
        write_results(sample(), PLAN, folder)
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}

    first = digests(tmp_path / "first")
    time.sleep(2.1)  # a zip archive counts time in steps of two seconds
    assert digests(tmp_path / "second") == first
    assert len(first) == 10


@pytest.mark.parametrize(
    ("formats", "files"),
    [
        (("csv",), {"accounts.csv", "segments.csv", "quality.csv", "losses.csv", "run.json"}),
        (("xlsx",), {"results.xlsx", "run.json"}),
        ((), {"run.json"}),
    ],
)
def test_only_the_formats_that_are_asked_for(
    formats: tuple[str, ...], files: set[str], tmp_path: Path
) -> None:
    write_results(sample(), PLAN, tmp_path, formats=formats)
    assert {path.name for path in tmp_path.iterdir()} == files


def test_a_format_that_does_not_exist(tmp_path: Path) -> None:
    assert set(FORMATS) == {"csv", "parquet", "xlsx"}
    with pytest.raises(KeyError, match="pdf"):
        write_results(sample(), PLAN, tmp_path, formats=("pdf",))


def test_a_table_too_long_for_a_sheet_is_left_out_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "ROWS", 3)
    tables = {"long": pa.table({"a": [1, 2, 3]}), "short": pa.table({"a": [1, 2]})}
    (finding,) = writing.write_xlsx(tables, tmp_path, raw=False)
    assert (finding.code, finding.message) == (
        "W601",
        "the sheet long is not in results.xlsx: it does not fit",
    )
    assert (finding.expected, finding.found) == ("at most 2 rows on a sheet", "3 rows")
    assert finding.fix == "use long.csv or long.parquet, which hold all of them"
