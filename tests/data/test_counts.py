"""Counts that add up over blocks: money to the last digit, and the commonest of very many words."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.data import words_counted
from sikta.engine.data.money import Sum
from sikta.engine.data.words_counted import WordCounts
from sikta.engine.expressions.columns import Texts

AMOUNTS = (
    st.floats(-(2.0**62), 2.0**62)
    | st.floats(-1e6, 1e6).map(lambda value: round(value, 2))
    | st.just(math.nan)
)


@settings(max_examples=100)
@given(st.lists(st.lists(AMOUNTS, max_size=20), max_size=5))
def test_money_is_added_up_as_if_no_float_were_ever_rounded(blocks: list[list[float]]) -> None:
    """math.fsum gives the nearest float of the exact sum."""
    money = Sum()
    for block in blocks:
        money.add(np.array(block, dtype=np.float64))
    known = [value for block in blocks for value in block if not math.isnan(value)]
    assert money.total() == round(math.fsum(known), 6)


@settings(max_examples=100)
@given(
    st.lists(st.lists(st.sampled_from(["a", "b", "é", "z", "10", "9", "𝄞", None]), max_size=12), max_size=8)
)
def test_the_commonest_words_whatever_block_they_come_in(blocks: list[list[str | None]]) -> None:
    counts = WordCounts()
    for block in blocks:
        counts.add(Texts.of(block), np.ones(len(block), dtype=np.bool_))
    expected = Counter(word for block in blocks for word in block if word is not None)
    ordered = sorted(expected.items(), key=lambda item: (-item[1], item[0]))
    assert counts.commonest(5) == ordered[:5]


def test_very_many_words_are_counted_together_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words_counted, "_LOOSE", 10)
    counts = WordCounts()
    for start in range(0, 100, 4):
        words: list[str | None] = [str(number % 30) for number in range(start, start + 4)]
        counts.add(Texts.of(words), np.ones(4, dtype=np.bool_))
    assert counts.commonest(11) == [(str(word), 4) for word in range(10)] + [("10", 3)]
    assert counts._loose <= 10 + 4


def test_only_the_rows_that_are_asked_for_are_counted() -> None:
    counts = WordCounts()
    counts.add(Texts.of(["a", "b", "a"]), np.array([True, False, False]))
    other = WordCounts()
    other.add(Texts.of(["a"]), np.array([True]))
    counts.join(other)
    assert counts.commonest(5) == [("a", 2)]
