"""What people and systems do to data: gaps, age, other spellings, typing errors, strays."""

# ruff: noqa: PLR2004  # chances and sizes are what this module is about
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.random import Generator

# The share of the accounts whose value is missing. Of prospects, less is known.
GAPS: Mapping[str, tuple[float, float]] = {
    "employees": (0.04, 0.12), "growth": (0.18, 0.3), "sites": (0.06, 0.2), "production": (0.05, 0.25),
    "downtime_hours": (0.22, 0.48), "urgency": (0.12, 0.4), "industry": (0.01, 0.04), "country": (0.0, 0.02),
    "founded": (0.1, 0.2), "vat_number": (0.04, 0.4), "usp_match": (0.9, 0.25), "firmographics_on": (0.02, 0.08),
    "relationship": (0.0, 0.01), "account_manager": (0.0, 0.12),
}  # fmt: skip
OTHER_WORDS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "industry": {
        "food": ("Food & beverage", "voeding", "livsmedel", "FOOD", "Lebensmittel"),
        "pharma": ("Pharmaceuticals", "farmacie", "läkemedel", "Pharma"),
        "chemicals": ("chemie", "kemi", "Chemical", "CHEMICALS"),
        "energy": ("Energy & water", "energie", "energi"),
        "machinery": ("machinebouw", "Maschinenbau", "maskin"),
        "other": ("overig", "övrigt"),
    },
    "relationship": {
        "customer": ("klant", "kund", "Customer", "Kunde"),
        "prospect": ("Prospect", "prospekt"),
        "ex-customer": ("ex-klant", "tidigare kund", "former customer"),
    },
    "country": {"NL": ("nl", "Nederland"), "BE": ("be", "België"), "DE": ("de", "Deutschland"), "SE": ("se", "Sverige")},
}  # fmt: skip
WRONG: Mapping[str, Sequence[str]] = {
    "employees": ("ca. 50", "50-99", "-1", "onbekend", "200+"),
    "growth": ("n.v.t.", "unknown", "12 %?"),
    "industry": ("Foood", "Automotiv", "xx", "tbd"),
    "country": ("XX", "Benelux"),
    "urgency": ("7", "0", "hoog"),
    "downtime_hours": ("-5", "veel", "~20"),
    "contract_end": ("2026-02-30", "31-12-2026", "Q3 2026"),
    "founded": ("2203",),
}


def _blank(rng: Generator, table: pd.DataFrame, prospect: "pd.Series[bool]") -> None:
    for name, (known, unknown) in GAPS.items():
        gone = rng.random(len(table)) < np.where(prospect, unknown, known)
        table.loc[gone, name] = ""


def _respell(rng: Generator, table: pd.DataFrame) -> None:
    for name, words in OTHER_WORDS.items():
        other = rng.random(len(table)) < 0.12
        draw = rng.random(len(table))
        column = table[name].to_numpy(dtype=object, copy=True)
        for row in np.flatnonzero(other):
            choices = words.get(str(column[row]), ())
            column[row] = choices[int(draw[row] * len(choices))] if choices else column[row]
        table[name] = column


def _spoil(rng: Generator, table: pd.DataFrame) -> None:
    for name, values in WRONG.items():
        rows = rng.choice(len(table), len(values), replace=False)
        table.loc[rows, name] = list(values)


def _untidy(rng: Generator, table: pd.DataFrame) -> None:
    """VAT numbers in other layouts or of another country, names cut short or with blanks around, two test records."""
    loose = rng.random(len(table)) < 0.15
    table.loc[loose, "vat_number"] = table.loc[loose, "vat_number"].str.lower().str.replace("0000", " 0000 ")
    dutch = rng.choice(table.index[table["country"] == "NL"], 16, replace=False)
    table.loc[dutch[:8], "vat_number"] = table.loc[dutch[:8], "vat_number"].str.replace("NL", "BE")
    table.loc[dutch[8:], "company"] = table.loc[dutch[8:], "company"].str.replace(" B.V.", "")
    spaced = rng.choice(len(table), 6, replace=False)
    table.loc[spaced, "company"] = " " + table.loc[spaced, "company"] + "  "
    prospects = table.index[table["relationship"].isin(["prospect", "Prospect", "prospekt"])]
    table.loc[rng.choice(prospects, 2, replace=False), "company"] = [
        "TEST account, do not use",
        "Dummy webshop",
    ]


def as_the_crm_has_it(rng: Generator, accounts: pd.DataFrame) -> pd.DataFrame:
    """The accounts with the faults of a CRM that many hands fill in."""
    table = accounts.astype(object)
    _blank(rng, table, accounts["relationship"] == "prospect")
    _respell(rng, table)
    _spoil(rng, table)
    _untidy(rng, table)
    return table.rename(columns={"company": "Account Name"})


def strays(rng: Generator, orders: pd.DataFrame) -> pd.DataFrame:
    """Numbers mistyped, or without the zeros that Excel took off; orders of after the reporting day, and orders without a date."""
    table = orders.copy()
    table["order_date"] = table["order_date"].dt.strftime("%Y-%m-%d")
    wrong = rng.choice(len(table), 14, replace=False)
    ids = table.loc[wrong, "customer_id"]
    swapped, stripped = ids.str[:3] + ids.str[4] + ids.str[3], ids.str.lstrip("0")
    table.loc[wrong, "customer_id"] = swapped.where(np.arange(len(wrong)) < 5, stripped)
    late = table.index[-24:]
    table.loc[late, "order_date"] = [f"2026-07-{day:02d}" for day in rng.integers(1, 11, len(late))]
    table.loc[rng.choice(len(table) - 50, 5, replace=False), "order_date"] = ""
    return table


def unknown_products(rng: Generator, lines: pd.DataFrame) -> pd.DataFrame:
    """A dozen lines of products that have left the range."""
    table = lines.copy()
    table.loc[rng.choice(len(table), 12, replace=False), "product_id"] = "OLD-77"
    return table
