"""What takes no room: of large tables only that is kept which somebody asks for again."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sikta.engine.data.contract import CleanTable
from sikta.engine.data.needed import linking_fields, needed_fields, tables_together
from sikta.engine.data.placing import placed
from sikta.engine.data.sources import read_sources
from sikta.engine.rules import load
from sikta.engine.rules.model import Ruleset
from tests.data.conftest import AS_OF, HEAD, Read

TABLES = """\
  accounts:
    file: accounts.parquet
    key: id
    fields:
      id: {type: integer}
      size: {type: integer}
      place: {type: category}
      rating: {type: number}
      grade: {type: number}
"""


def _ruleset(folder: Path, more: str = "") -> Ruleset:
    (folder / "ruleset.yaml").write_text(HEAD + TABLES + more, encoding="utf-8")
    loaded = load(folder)
    assert loaded.ruleset is not None, loaded.findings
    return loaded.ruleset


def _cleaned(folder: Path) -> CleanTable:
    """Accounts whose rating is written as text, and whose grade has a value that does not fit."""
    columns = {
        "id": [2, 1, 3],
        "size": [10, None, 30],
        "place": ["Bonn", "Graz", "Bonn"],
        "rating": ["1.5", "2", "3"],
        "grade": ["1", "good", "3"],
    }
    pq.write_table(pa.table(columns), folder / "accounts.parquet")
    ruleset = _ruleset(folder)
    needed = needed_fields(ruleset, None, {})
    raws = read_sources(ruleset, needed, None, {}, {})
    found = placed(ruleset, raws, needed, linking_fields(ruleset), AS_OF).tables["accounts"]
    assert raws == {}
    return found


def test_a_column_as_its_source_gave_it_is_let_go_once_nobody_needs_it(tmp_path: Path) -> None:
    raw = _cleaned(tmp_path).raw
    # Numbers written as texts are looked through for points, and what did not fit is told as it stood.
    assert raw is not None
    assert set(raw.columns) == {"rating", "grade"}
    assert raw.columns["grade"].written(1) == "good"


def test_a_fault_that_no_account_has_takes_no_room(read: Read) -> None:
    table = "accounts: {file: a.csv, key: id, fields: {id: {type: text}, size: {type: integer}}}"
    faults = read(table, {"a.csv": "id,size\nb,1\na,\n"})[1].accounts

    assert faults.missing["size"].tolist() == [True, False]
    for mask in (faults.missing["id"], faults.invalid["size"], faults.outdated["size"]):
        assert mask.tolist() == [False, False]
        assert mask.strides == (0,)
        assert not mask[np.array([1, 0])].any()


def test_rows_that_are_seen_together_are_those_of_medians_and_of_different_values(tmp_path: Path) -> None:
    metrics = {"orders": "median: amount", "visits": "sum: amount", "calls": "count_distinct: amount"}
    tables = "".join(
        f"  {id}: {{file: {id}.csv, account: of, fields: {{of: {{type: integer}}, amount: {{type: number}}}}}}\n"
        for id in metrics
    )
    asked = "".join(f"  of_{id}: {{from: {id}, {what}}}\n" for id, what in metrics.items())
    assert tables_together(_ruleset(tmp_path, f"{tables}metrics:\n{asked}")) == {"orders", "calls"}
