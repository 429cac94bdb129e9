"""Which misspelt words leave no doubt about the name that was meant."""

import pytest

from sikta.engine.findings.nearest import unmistakable


@pytest.mark.parametrize(
    ("word", "names", "meant"),
    [
        ("contry", ["country", "industry"], "country"),
        ("contry", ["country", "county"], "country"),  # one slip against two
        ("valeu", ["value", "weight"], "value"),  # two letters exchanged are one slip
        ("costumer", ["customer", "ex-customer", "prospect"], "customer"),
        ("Revenue", ["revenue"], "revenue"),
        ("sales region", ["sales_region"], "sales_region"),
        ("employes", ["employees", "employer"], None),  # one slip from both
        ("revenue_13m", ["revenue_12m", "revenue_24m"], None),  # other digits, another name
        ("customer", ["customer_id"], None),  # another word, another name
        ("NLL", ["NL", "BE"], None),  # too short to tell
        ("lage", ["large", "page"], None),
        ("", ["a"], None),
        ("anything", [], None),
    ],
)
def test_unmistakable(word: str, names: list[str], meant: str | None) -> None:
    assert unmistakable(word, names) == meant
