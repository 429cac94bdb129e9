"""Findings, their codes and their order."""

import pytest

from sikta.engine.findings import CODES, Finding, Place, Severity, SiktaError
from sikta.engine.findings.nearest import nearest


@pytest.mark.parametrize(
    ("word", "names", "meant"),
    [
        ("contry", ["country", "county_code"], "country"),
        ("segmentation", ["scores", "segmentations"], "segmentations"),
        ("Costumer", ["customer", "prospect"], "customer"),
        ("nme", ["name", "owner"], "name"),
        ("revenue", ["country", "owner"], None),
        ("x", [], None),
    ],
)
def test_nearest(word: str, names: list[str], meant: str | None) -> None:
    assert nearest(word, names) == meant


def test_severity_is_in_the_code() -> None:
    codes = ("E101", "W101", "N901")
    assert [Finding(code, "").severity for code in codes] == [Severity.ERROR, Severity.WARNING, Severity.NOTE]


def test_unknown_code() -> None:
    with pytest.raises(KeyError, match="E999 is not in the table"):
        Finding("E999", "")


def test_every_code_has_a_title() -> None:
    assert all(code == entry.code and entry.title for code, entry in CODES.items())


def test_error_holds_findings_in_order_of_reading() -> None:
    late, early = Finding("E101", "late", Place("b.yaml", 1)), Finding("E101", "early", Place("a.yaml", 9, 2))
    error = SiktaError([late, early])
    assert error.findings == (early, late)
    assert str(error) == "a.yaml:9:2: E101 early; b.yaml:1: E101 late"
