"""The name that was probably meant, among a few names and among very many."""

import numpy as np
import pyarrow as pa
import pytest

from sikta.engine.data import known_names
from sikta.engine.data.known_names import KnownNames
from sikta.engine.expressions.columns import Texts
from sikta.engine.expressions.words import ArrowWords, Integers

NAMES = ("Betatech", "Gamma Group", "0012300", "00123", "12 34", "Zeta", "0")


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Betatec", "Betatech"),
        ("gamma group", "Gamma Group"),
        ("Qqqq", ""),
        ("123", "0012300"),  # of several that differ by zeros the last in the alphabet
        ("00 123 ", "0012300"),
        ("124", ""),  # a number that differs by more than zeros is another number
        ("012 340", "12 34"),
        ("000", "0"),
    ],
)
@pytest.mark.parametrize("all_compared", [1_000, 0])
def test_a_name_or_a_number_with_other_zeros(
    value: str, name: str, all_compared: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_names, "_ALL_COMPARED", all_compared or 3)
    for names in (NAMES, ArrowWords(pa.array(NAMES)), Texts.of(NAMES)):
        assert KnownNames(names).nearest(value) == name
    assert KnownNames(NAMES[:2], Texts.of(NAMES[2:])).nearest(value) == name


@pytest.mark.parametrize(
    ("value", "name"),
    [("0123", "1230"), ("123", "1230"), ("7", ""), ("00", "0"), ("1 23", ""), ("12a", "12"), ("\u00b2", "")],
)
def test_among_whole_numbers(value: str, name: str) -> None:
    """1230 is 0123 with its zero on the other side."""
    assert KnownNames(Integers(np.array([0, 12, 123, 1230]))).nearest(value) == name


def test_of_a_column_only_the_words_that_occur() -> None:
    numbers = Texts(np.array([2, -1], dtype=np.int32), Integers(range(121, 130)))
    assert KnownNames(numbers).nearest("0123") == "123"
    assert KnownNames(numbers).nearest("0124") == ""


def test_of_very_many_names_those_that_have_a_third_of_the_value() -> None:
    names = [f"Firm {number} Ltd" for number in range(30_000)] + ["Montgomery Holding", "montgomerie bv"]
    known = KnownNames(ArrowWords(pa.array(names)))
    assert known.nearest("Montgommery Holding") == "Montgomery Holding"
    assert known.nearest("Firm 29999 Lt") == "Firm 29999 Ltd"  # of too many the nearest in length
    assert known.nearest("Zyxwvut") == ""


def test_no_names() -> None:
    assert KnownNames().nearest("a") == ""
    assert KnownNames(()).nearest("12") == ""
