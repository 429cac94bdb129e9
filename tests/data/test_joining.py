"""Rows found by keys of any kind."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.data.joining import positions, take_or_missing, words
from sikta.engine.expressions.columns import Column, Condition, Dates, Members, Numbers, Texts

NAN = float("nan")


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        (Texts.of(["b", None, "a"]), ["b", None, "a"]),
        (Numbers(np.array([12.0, NAN, 1.5, 12.0])), ["12", None, "1.5", "12"]),
        (Dates(np.array([0.0, NAN, 20513.0])), ["1970-01-01", None, "2026-03-01"]),
        (Condition(np.array([True, False, False]), np.array([False, True, False])), ["true", "false", None]),
    ],
)
def test_a_column_of_any_kind_as_words(column: Column, texts: list[str | None]) -> None:
    assert words(column).to_list() == texts


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        (Texts.of(["b", "a"]), ["a", None, "b"]),
        (Numbers(np.array([2.0, 1.5])), ["1.5", None, "2"]),
        (Dates(np.array([0.0, 1.0])), ["1970-01-02", None, "1970-01-01"]),
        (Condition(np.array([True, False]), np.array([False, True])), ["false", None, "true"]),
    ],
)
def test_rows_are_taken_and_row_minus_one_is_missing(column: Column, texts: list[str | None]) -> None:
    assert words(take_or_missing(column, np.array([1, -1, 0]))).to_list() == texts
    nothing = take_or_missing(column.take(slice(0, 0)), np.array([-1, -1]))
    assert type(nothing) is type(column)
    assert words(nothing).to_list() == [None, None]


def test_data_holds_no_lists() -> None:
    members = Members({"a": np.array([True])}, 1)
    with pytest.raises(TypeError, match="data holds no lists"):
        words(members)
    with pytest.raises(TypeError, match="data holds no lists"):
        take_or_missing(members, np.array([0]))


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.sampled_from(["a", "b", "c", None]), max_size=8),
    st.lists(st.sampled_from(["a", "b", "x", None]), max_size=8),
)
def test_positions_are_those_of_a_search_from_the_top(
    keys: list[str | None], wanted: list[str | None]
) -> None:
    expected = [keys.index(word) if word is not None and word in keys else -1 for word in wanted]
    assert positions(Texts.of(keys), Texts.of(wanted)).tolist() == expected
