"""Vocabularies that are no tuples behave as the tuple of their words, and are sorted as Python sorts strings."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.expressions.alphabet import alphabetical
from sikta.engine.expressions.columns import Texts, used_codes
from sikta.engine.expressions.words import (
    FEW,
    ArrowWords,
    Integers,
    Words,
    arrow_rows,
    arrow_words,
    chosen_words,
    joined_words,
    whole_number,
    worded,
)

WORDS = ("8", "9", "10", "11")
FORMS: list[Words] = [
    Integers(range(8, 12)),
    Integers(np.array([8, 9, 10, 11])),
    ArrowWords(pa.array(WORDS)),
    ArrowWords(pa.array(["x", *WORDS, "y"]).slice(1, 4)),
]


@pytest.mark.parametrize("words", FORMS)
def test_many_words_are_a_sequence_like_a_tuple(words: Words) -> None:
    assert len(words) == 4
    assert list(words) == ["8", "9", "10", "11"]
    assert (words[1], words[-1], words[1:3], words[::-2]) == ("9", "11", ("9", "10"), ("11", "9"))
    assert all(word in words for word in WORDS)
    assert not any(word in words for word in ("12", "09", "8.0", "", 8, None))
    assert words.index("10") == 2
    with pytest.raises(IndexError):
        words[4]


@pytest.mark.parametrize("other", FORMS)
@pytest.mark.parametrize("words", FORMS)
def test_equal_words_are_equal_in_every_form(words: Words, other: Words) -> None:
    assert words == other
    assert words == WORDS
    assert WORDS.__eq__(words) is NotImplemented  # so that the words are asked
    assert hash(words) == hash(other) == hash(WORDS)
    assert words != WORDS[:3]
    assert words != ("8", "9", "10", "12")
    assert words != other.chosen(np.array([3, 2, 1, 0]))
    assert words != list(WORDS)  # as a tuple is no list either


def test_words_show_how_they_begin() -> None:
    assert repr(Integers(range(3, 90))) == "Integers('3', '4', '5', …)"
    assert repr(ArrowWords(pa.array(["a"]))) == "ArrowWords('a')"


@pytest.mark.parametrize("words", [*FORMS, WORDS])
def test_words_are_chosen_joined_and_spread_over_rows(words: Sequence[str]) -> None:
    assert tuple(chosen_words(words, np.array([3, 0]))) == ("11", "8")
    assert tuple(joined_words(words, ("a",))) == (*WORDS, "a")
    assert joined_words(words, ()) is words
    assert arrow_words(words).to_pylist() == list(WORDS)
    codes = np.array([3, -1, 0, 0], dtype=np.int32)
    assert arrow_rows(words, codes).to_pylist() == ["11", None, "8", "8"]
    assert Texts(codes, words).to_list() == ["11", None, "8", "8"]


def test_no_words_at_all() -> None:
    none = np.array([-1, -1], dtype=np.int32)
    for words in (
        Integers(range(0)),
        Integers(np.zeros(0, dtype=np.int64)),
        ArrowWords(pa.array([], "string")),
        (),
    ):
        assert not len(words)
        assert words == ()
        assert Texts(none, words).to_list() == [None, None]
        assert alphabetical(words).tolist() == []


def test_a_few_words_are_held_as_a_tuple() -> None:
    assert worded(pa.array(["a", "b"])) == ("a", "b")
    many = worded(pa.array(range(FEW + 1)).cast("string"))
    assert isinstance(many, ArrowWords)
    assert isinstance(joined_words(many, ("a",)), ArrowWords)
    assert list(many)[-1] == str(FEW)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("-7", -7),
        ("9223372036854775807", 2**63 - 1),
        ("-9223372036854775808", -(2**63)),
        ("9223372036854775808", None),
        ("012", None),
        ("-0", None),
        ("+1", None),
        ("1.0", None),
        ("--1", None),
        ("", None),
        ("\u0661", None),  # a digit of another script
        ("9" * 5_000, None),
    ],
)
def test_the_decimal_text_of_a_whole_number(text: str, number: int | None) -> None:
    assert whole_number(text) == number


INT64 = st.integers(-(2**63), 2**63 - 1)


@settings(max_examples=100)
@given(st.lists(st.one_of(st.integers(-120, 120), st.integers(-(10**16), 10**17), INT64), unique=True))
def test_numbers_are_in_the_order_of_their_texts(numbers: list[int]) -> None:
    words = Integers(np.array(numbers, dtype=np.int64))
    assert [words[place] for place in alphabetical(words).tolist()] == sorted(map(str, numbers))


@settings(max_examples=100)
@given(st.integers(-1_000, 1_000), st.integers(0, 1_200))
def test_a_range_is_in_the_order_of_its_texts(first: int, size: int) -> None:
    words = Integers(range(first, first + size))
    assert [words[place] for place in alphabetical(words).tolist()] == sorted(words)


@settings(max_examples=100)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), unique=True))
def test_texts_are_in_the_order_of_code_points(texts: list[str]) -> None:
    for words in (tuple(texts), ArrowWords(pa.array(texts, pa.string()))):
        assert [words[place] for place in alphabetical(words).tolist()] == sorted(texts)


@settings(max_examples=100)
@given(st.lists(st.integers(-1, 30), max_size=40), st.sampled_from([31, 300_000]))
def test_the_codes_that_occur(codes: list[int], size: int) -> None:
    """Of a vocabulary much larger than the column as of a small one."""
    assert used_codes(np.array(codes, dtype=np.int32), size).tolist() == sorted({*codes} - {-1})


def test_the_codes_that_occur_late() -> None:
    codes = np.zeros(20_000, dtype=np.int32)
    codes[-1] = 2
    assert used_codes(codes, 3).tolist() == [0, 2]
