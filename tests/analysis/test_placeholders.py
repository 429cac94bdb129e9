"""Texts that name values."""

import pytest

from sikta.engine.analysis.placeholders import fill, placeholders


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{company} is in {country}", "Alfa is in {SE}"),
        ("{{company}}", "{company}"),
        ("{company.__class__}", "{company.__class__}"),
        ("{company!r:>100000000}", "{company!r:>100000000}"),
        ("{0} {} {nobody}", "{0} {} {nobody}"),
        ("50% of } and {", "50% of } and {"),
    ],
)
def test_only_plain_names_are_filled_and_words_are_not_read_again(text: str, shown: str) -> None:
    assert fill(text, {"company": "Alfa", "country": "{SE}", "SE": "wrong"}) == shown


def test_names_in_order_of_reading() -> None:
    assert placeholders("{b} {{c}} {a} {b}") == ("b", "a", "b")
