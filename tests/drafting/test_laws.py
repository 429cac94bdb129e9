"""Whatever a file holds, the draft loads and runs, or the file is told to be at fault."""

import csv
import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sikta.engine.checking import check_documents, check_ruleset
from sikta.engine.drafting import start
from sikta.engine.findings import SiktaError
from sikta.engine.rules.layout import formatted
from sikta.engine.running import evaluate_plan

TODAY = dt.date(2026, 6, 30)
OF_THE_FILE = {"E501", "E503", "E504", "E505", "E510", "E962"}

CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "NA", "-", "1", "2", "3", "0012", "12,5", "1.234", "€ 12", "2024-01-31", "31-01-2024", "J", "N", "won", "lost",
         "{{ x }}", "a: b", "# x", "'", '"', "a\nb", "true", "12%", "=1+1", "10"]
    ),
)  # fmt: skip
HEADERS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["id", "account", "customer", "name", "amount", "date", "order_id", "quantity", "unit_price", "status", "employees",
         "rating", "sector", "country", "rank", "if", "true", "total", "{{ a }}", "a: b", "#x", "a\nb", "'", '"x"', "parent",
         "knocked_out", "priority", "revenue", "potential", "won_value", "by_sector"]
    ),
)  # fmt: skip


@st.composite
def lists(draw: st.DrawFn) -> list[list[str]]:
    """A header and some rows, in which values come back."""
    width = draw(st.integers(1, 6))
    pool = draw(st.lists(CELLS, min_size=1, max_size=6))
    row = st.lists(st.one_of(st.sampled_from(pool), CELLS), min_size=width, max_size=width)
    header = draw(st.lists(HEADERS, min_size=width, max_size=width))
    return [header, *draw(st.lists(row, min_size=1, max_size=12))]


@contextmanager
def files(tables: list[list[list[str]]], name: str) -> Iterator[tuple[Path, list[str]]]:
    with tempfile.TemporaryDirectory() as desk:
        folder, paths = Path(desk), []
        for number, rows in enumerate(tables):
            path = folder / (f"{name}.csv" if number == 0 else f"orders{number}.csv")
            with path.open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream).writerows(rows)
            paths.append(str(path))
        yield folder, paths


def faults_of(target: Path, paths: list[str]) -> set[str]:
    """The codes of what a draft found at fault; none where it was written."""
    try:
        start(target, paths, copy=True, ci=None, today=TODAY)
    except SiktaError as error:
        return {finding.code for finding in error.findings}
    return set()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    tables=st.lists(lists(), min_size=1, max_size=3),
    name=st.sampled_from(["accounts", "orders", "x y", "deals", "1", "ö"]),
)
def test_any_table_gives_a_ruleset_that_runs_or_is_told_to_be_at_fault(
    tables: list[list[list[str]]], name: str
) -> None:
    with files(tables, name) as (folder, paths):
        target = folder / "rules"
        codes = faults_of(target, paths)
        assert codes <= OF_THE_FILE
        assert target.exists() == (not codes)
        if codes:
            return
        text = (target / "ruleset.yaml").read_text(encoding="utf-8")
        assert formatted(text) == text
        checked = check_ruleset(target)
        plan = checked.or_raise()
        assert [finding.code for finding in checked.findings if finding.code[0] == "E"] == []
        check_documents(plan.ruleset)
        assert evaluate_plan(plan).keys.to_list()
