"""The data of the example is what its generator writes."""

from pathlib import Path

import pandas as pd
import pytest

from sikta.engine.evaluation.results import Results
from sikta.engine.expressions.columns import Numbers


def files(folder: Path) -> dict[str, Path]:
    return {path.name: path for path in sorted(folder.iterdir())}


def test_the_generator_writes_the_files_that_are_there(generated: Path, data: Path) -> None:
    assert list(files(generated)) == list(files(data))


@pytest.mark.parametrize(
    "name",
    ["accounts.csv", "contacts.csv", "countries.csv", "deals.csv", "involvement.csv", "orders.csv", "product_groups.csv",
     "products.csv", "sectors.csv", "visits.csv", "workshops.xlsx"],
)  # fmt: skip
def test_byte_for_byte(generated: Path, data: Path, name: str) -> None:
    assert (generated / name).read_bytes() == (data / name).read_bytes()


def test_order_lines_row_for_row(generated: Path, data: Path) -> None:
    """Parquet has its writer's version in the footer, so the bytes are those of one version of pyarrow only."""
    again, there = (pd.read_parquet(folder / "order_lines.parquet") for folder in (generated, data))
    pd.testing.assert_frame_equal(again, there, check_exact=True)


def test_it_stays_small(data: Path) -> None:
    assert sum(path.stat().st_size for path in files(data).values()) < 2_000_000


def test_an_order_is_the_sum_of_its_lines(data: Path) -> None:
    orders, lines = pd.read_csv(data / "orders.csv"), pd.read_parquet(data / "order_lines.parquet")
    net = (lines["quantity"] * lines["unit_price"] * (1 - lines["discount"])).groupby(lines["order_id"]).sum()
    difference = orders.set_index("order_id")["amount"] - net
    assert difference.abs().max() < 0.05  # each line was rounded to cents


def test_the_dutch_file_is_read_as_numbers_and_dates(example: Results, data: Path) -> None:
    """A visit's cost is written as 1.234,56; here the file is read without sikta, by hand."""
    rows = [line.split(";") for line in (data / "visits.csv").read_text("cp1252").splitlines()[1:]]
    recent = [row for row in rows if "2025-06-30" < iso(row[1]) <= "2026-06-30"]
    cost = sum(float(row[4].replace(".", "").replace(",", ".")) for row in recent)
    read = example.values["visit_cost_12m"]
    assert isinstance(read, Numbers)
    assert read.values.sum() == pytest.approx(cost)


def iso(day: str) -> str:
    return "-".join(reversed(day.split("-")))


def test_the_faults_are_in_it(example: Results) -> None:
    found = {(field.table, field.field): field for field in example.quality.fields}
    industry, employees = found["accounts", "industry"], found["accounts", "employees"]
    assert industry.invalid == 4
    assert industry.standardised > 50
    assert employees.outdated > 100
    assert employees.missing > 40
    assert found["accounts", "urgency"].judgement
    losses = {(loss.table, loss.reason): loss for loss in example.quality.losses}
    assert losses["orders", "orphan"].rows == 13
    assert losses["orders", "after_as_of"].rows == 24
    assert losses["orders", "no_date"].rows == 5
    assert losses["order_lines", "unmatched"].rows == 12
