"""Rows found by their keys: whatever form the keys have, the answer is that of a search from the top."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.data import key_index
from sikta.engine.data.joining import places_of, whole_words, words
from sikta.engine.data.key_index import KeyIndex
from sikta.engine.data.marks import are_distinct, marks_of, marks_of_numbers
from sikta.engine.data.slots import Slots
from sikta.engine.expressions.columns import Numbers, Texts
from sikta.engine.expressions.words import ArrowWords, Integers, whole_number


def forms(values: list[str | None]) -> Iterator[Texts]:
    """The same texts by a tuple, by Arrow, and as numbers where they are numbers."""
    texts = Texts.of(values)
    yield texts
    yield Texts(texts.codes, ArrowWords(pa.array(list(texts.vocabulary), pa.string())))
    numbers = [number for word in texts.vocabulary if (number := whole_number(word)) is not None]
    if len(numbers) == len(texts.vocabulary):
        yield Texts(texts.codes, Integers(np.array(numbers, dtype=np.int64)))
        known = ~texts.missing
        yield whole_words(np.array(numbers, dtype=np.int64)[texts.codes[known]], known)


WHOLE = ["0", "1", "2", "10", "-3", "1000"]
HUGE = [str(2**63 - 1), str(-(2**63)), str(2**63), "1234567890123456789", "-1234567890123456789", "5"]
WRITTEN = ["1", "01", "1.0", "x", "X", "é", "abcdefgh", "abcdefghi", "a\0", "a", "ab" * 300, "ab" * 300 + "c"]
POOLS = st.sampled_from([WHOLE, HUGE, WRITTEN, WHOLE + WRITTEN])


@st.composite
def keys_and_wanted(draw: st.DrawFn) -> tuple[list[str | None], list[bool], list[str | None]]:
    pool = st.sampled_from([*draw(POOLS), None])
    keys = draw(st.lists(pool, max_size=8))
    usable = draw(st.lists(st.booleans(), min_size=len(keys), max_size=len(keys)))
    return keys, usable, draw(st.lists(pool, max_size=8))


@settings(max_examples=100)
@given(keys_and_wanted())
def test_the_first_usable_row_of_each_key(
    case: tuple[list[str | None], list[bool], list[str | None]],
) -> None:
    keys, usable, wanted = case
    rows = [(key, row) for row, (key, use) in enumerate(zip(keys, usable, strict=True)) if use and key]
    expected = [next((row for key, row in rows if key == word), -1) for word in wanted]
    for given_keys in forms(keys):
        index = KeyIndex(given_keys, np.array(usable, dtype=np.bool_))
        for asked in forms(wanted):
            assert index.find(asked).tolist() == expected
            assert index.find(asked.take(slice(0, 1))).tolist() == expected[:1]  # fewer rows than words


@settings(max_examples=50)
@given(st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1, unique=True))
def test_numbers_far_apart_are_found_by_their_marks(numbers: list[int]) -> None:
    keys = Texts(np.arange(len(numbers), dtype=np.int32), Integers(np.array(numbers)))
    index = KeyIndex(keys)
    assert index.find(keys).tolist() == list(range(len(numbers)))
    others = [number for number in (n // 2 + 1 for n in numbers) if number not in numbers]
    assert set(index.find(words_of(others)).tolist()) <= {-1}


def words_of(numbers: list[int]) -> Texts:
    return whole_words(np.array(numbers, dtype=np.int64))


def test_blocks_of_rows_are_counted_from_their_own_smallest_number() -> None:
    index = KeyIndex(words_of([105, 100, 103]))
    assert index.find(words_of([103, 105])).tolist() == [2, 0]
    assert index.find(words_of([99, 100, 106])).tolist() == [-1, 1, -1]
    assert index.find(words_of([])).tolist() == []
    assert KeyIndex(words_of([])).find(words_of([1])).tolist() == [-1]


@settings(max_examples=50)
@given(st.lists(st.integers(0, 2**64 - 1), unique=True, max_size=200), st.lists(st.integers(0, 2**64 - 1)))
def test_marks_in_slots(marks: list[int], others: list[int]) -> None:
    slots = Slots(np.array(marks, dtype=np.uint64))
    asked = [*marks, *others]
    expected = [marks.index(mark) if mark in marks else -1 for mark in asked]
    assert slots.find(np.array(asked, dtype=np.uint64)).tolist() == expected


def test_marks_that_want_one_slot_stand_in_the_next() -> None:
    """All begin with the same bits, so all but one of them are pushed on, round the end of the table too."""
    marks = np.array([2**64 - 1 - number for number in range(20)], dtype=np.uint64)
    slots = Slots(marks)
    assert slots.find(marks).tolist() == list(range(20))
    assert slots.find(np.array([2**64 - 50, 7], dtype=np.uint64)).tolist() == [-1, -1]
    assert Slots.of(np.array([3, 3], dtype=np.uint64)) is None


@settings(max_examples=50)
@given(st.lists(st.text(st.sampled_from("ab\0é"), max_size=30)))
def test_equal_texts_have_equal_marks_and_different_ones_different(texts: list[str]) -> None:
    padded = pa.array(["before", *texts, "after"], pa.large_string()).slice(1, len(texts))
    marks = marks_of(padded).tolist()
    assert {(text, mark) for text, mark in zip(texts, marks, strict=True)} == {
        *zip(texts, marks, strict=True)
    }
    assert len({*marks}) == len({*texts})
    assert are_distinct(padded) == (len({*texts}) == len(texts))


def test_numbers_have_marks_of_their_own() -> None:
    assert len({*marks_of_numbers(np.arange(-500, 500)).tolist()}) == 1_000


def test_texts_with_one_mark_are_still_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks only say where to look: the worst marks there could be make it slow, never wrong."""
    monkeypatch.setattr(key_index, "marks_of", lambda texts: np.zeros(len(texts), dtype=np.uint64))
    assert KeyIndex(Texts.of(["a", "b"])).find(Texts.of(["b", "x", "a"])).tolist() == [1, -1, 0]
    assert KeyIndex(Texts.of(["a"])).find(Texts.of(["b", "a"])).tolist() == [-1, 0]


def test_places_of_words_in_a_vocabulary() -> None:
    assert places_of(("b", "x"), ("a", "b")).tolist() == [1, -1]
    assert places_of(("12", "x"), Integers(range(10, 20))).tolist() == [2, -1]


@settings(max_examples=100)
@given(
    st.lists(
        st.one_of(
            st.none(), st.integers(-50, 50), st.integers(-(2**62), 2**62), st.floats(-9, 9), st.just(-0.0)
        )
    )
)
def test_numbers_as_words_are_written_as_python_writes_them(values: list[float | None]) -> None:
    column = Numbers(np.array([np.nan if value is None else value for value in values]))
    expected = [
        None if value is None else str(int(value)) if float(value).is_integer() else repr(float(value))
        for value in (None if value is None else float(value) for value in values)
    ]
    assert words(column).to_list() == expected


def test_numbers_that_lie_close_are_not_sorted() -> None:
    close, apart = words_of([7, 5, 300]), words_of([7, 5, 10**9])
    assert isinstance(close.vocabulary, Integers)
    assert close.vocabulary.numbers == range(5, 301)
    assert close.codes.tolist() == [2, 0, 295]
    assert apart.vocabulary == ("5", "7", "1000000000")
    assert apart.to_list() == ["7", "5", "1000000000"]
