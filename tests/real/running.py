"""Runs a ruleset of this folder on the public data it was written for, as it lies there or in another order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from sikta.engine import Results, evaluate, load_ruleset

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """A ruleset, the folder of shared data it reads, and its files.

    `keyed` is false where a row's place in the file is the account's key, so that rows cannot change places.
    """

    name: str
    data: str
    files: tuple[str, ...]
    keyed: bool = True


CASES = {
    case.name: case
    for case in (
        Case("maven_crm", "maven_crm", ("accounts.csv", "products.csv", "sales_pipeline.csv")),
        Case("maven_crm_mended", "maven_crm", ("accounts.csv", "products.csv", "sales_pipeline.csv")),
        Case(
            "northwind",
            "northwind",
            ("customers.csv", "orders.csv", "order_details.csv", "products.csv", "categories.csv"),
        ),
        Case("online_retail_2011_11", "online_retail_2011_11", ("online_retail_2011_11.csv.gz",)),
        Case("wholesale_customers", "wholesale_customers", ("wholesale_customers.csv",), keyed=False),
        Case(
            "wholesale_customers_dirty",
            "wholesale_customers",
            ("wholesale_customers_dirty_500rows.csv",),
            keyed=False,
        ),
    )
}


def run(
    name: str, data: Path | Mapping[str, Any], carrier: str = "pandas", as_of: date | None = None
) -> Results:
    """The results of the ruleset in tests/real/NAME on the files of a folder, or on data frames by table."""
    return evaluate(HERE / name, data, carrier=carrier, as_of=as_of)


def frames(case: Case, folder: Path) -> dict[str, pd.DataFrame]:
    """The case's files as data frames of text, by table; empty text is missing."""
    tables = load_ruleset(HERE / case.name).tables.values()
    files = {table.id: table.file for table in tables if table.file}
    return {
        id_: pd.read_csv(folder / file, dtype=str, na_values=[""], keep_default_na=False)
        for id_, file in files.items()
    }


def shuffled(case: Case, folder: Path, target: Path, seed: int) -> Path:
    """A copy of the case's files in `target`, with their columns, and where they may their rows, in another order."""
    for file in case.files:
        table = pd.read_csv(folder / file, dtype=str, keep_default_na=False)
        rows = table.sample(frac=1, random_state=seed) if case.keyed else table
        rows.sample(frac=1, axis=1, random_state=seed).to_csv(target / file, index=False)
    return target
