"""Texts that differ by capitals or blanks only."""

import re
from collections import defaultdict
from collections.abc import Sequence

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.data.lookalikes import lookalikes
from sikta.engine.expressions.words import ArrowWords, Integers


def one_by_one(words: Sequence[str]) -> list[list[str]]:
    alike: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        alike[re.sub(r"\s+", "", word).casefold()].append(word)
    return [group for group in alike.values() if len(group) > 1]


@pytest.mark.parametrize(
    ("words", "groups"),
    [
        (["abc", "Abc", "x"], [["Abc", "abc"]]),
        (["a b", "ab", "a\u00a0b", "a\tb"], [["a\tb", "a b", "ab", "a\u00a0b"]]),
        (["straße", "STRASSE"], [["STRASSE", "straße"]]),
        (["\u212a1", "k1"], [["k1", "\u212a1"]]),  # the sign for kelvin
        (["ÉTÉ", "été", "ete"], [["ÉTÉ", "été"]]),
        (["a_b", "ab"], []),
        ([], []),
    ],
)
def test_groups_of_texts_that_hardly_differ(words: list[str], groups: list[list[str]]) -> None:
    assert lookalikes(tuple(words)) == groups


def test_whole_numbers_never_do() -> None:
    assert lookalikes(Integers(range(1, 1_000))) == []


@settings(max_examples=100)
@given(st.lists(st.text(st.sampled_from("aAbB \t\x1c\u00a0éÉßſskK1"), min_size=1, max_size=5), unique=True))
def test_as_if_each_was_read(words: list[str]) -> None:
    assert lookalikes(ArrowWords(pa.array(words, pa.string()))) == one_by_one(words)
