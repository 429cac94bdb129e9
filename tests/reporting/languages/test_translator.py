"""Messages in the reader's language."""

import pytest

from sikta.engine.reporting.languages import translator


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "as of today"),
        ("nl", "per today"),
        ("nl-BE", "per today"),
        ("sv_SE", "per today"),
        ("de", "as of today"),
        ("", "as of today"),
    ],
)
def test_a_language_without_words_stays_english(language: str, expected: str) -> None:
    assert translator(language)("as of {day}", day="today") == expected


@pytest.mark.parametrize(
    ("n", "expected"), [(0, "0 accounts"), (1, "1 account"), (2, "2 accounts"), (1.5, "1.5 accounts")]
)
def test_the_form_belongs_to_the_number(n: float, expected: str) -> None:
    assert translator("nl").plural("{count} account", "{count} accounts", n, count=n) == expected


def test_what_has_no_translation_stays_as_it_is() -> None:
    assert translator("sv")("No such message {here}", here="x") == "No such message x"
    assert translator("sv")("") == ""


def test_a_placeholder_is_a_name_and_nothing_more() -> None:
    assert translator("en")("{x.__class__} {x:>9} {x}", x=1) == "{x.__class__} {x:>9} 1"
    with pytest.raises(KeyError):
        translator("en")("{x} {y}", x=1)
