"""However a value comes, native or as text, alone or among many, the outcome is the same."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.data.cleaning import CLEANERS, Cleaned, Conventions, text
from sikta.engine.data.ids import id_texts
from sikta.engine.data.raw import RawColumn
from sikta.engine.expressions.columns import Texts
from sikta.engine.expressions.words import ArrowWords, Integers
from sikta.engine.rules.model import Field, FieldType
from tests.data.test_cleaning import plain

PLAIN = Conventions()
Outcome = tuple[list[Any], list[bool], list[bool], list[str | None]]


def coded(values: Sequence[str | None]) -> pa.Array:
    return pa.array(values, pa.large_string()).dictionary_encode()


def outcome(part: pa.Array, field: Field, conventions: Conventions = PLAIN) -> Outcome:
    """The values, which were refused, which mended, and by which texts rows are found."""
    raw = RawColumn((part,))
    cleaned = CLEANERS[field.type](raw, field, conventions)
    names = id_texts(raw, cleaned, field, conventions).to_list()
    return plain(cleaned), cleaned.invalid.tolist(), cleaned.mended.tolist(), names


BOUNDS = st.sampled_from([{}, {"min": 0}, {"max": 100}, {"min": -5, "max": 5}])
SAFE = st.one_of(st.integers(-20, 20), st.integers(-(2**53), 2**53), st.just(12), st.just(-999))
ABSENT = st.sampled_from([frozenset[str](), frozenset({"-999"}), frozenset({"12", "NA", "3.0"})])


@settings(max_examples=100)
@given(
    st.lists(st.one_of(st.none(), SAFE), max_size=12),
    st.sampled_from(["integer", "number", "rating", "text", "category"]),
    BOUNDS,
    ABSENT,
)
def test_whole_numbers_count_as_their_decimal_texts(
    numbers: list[int | None], kind: FieldType, bounds: dict[str, float], absent: frozenset[str]
) -> None:
    field = Field("f", kind, **bounds)  # type: ignore[arg-type]
    conventions = Conventions(missing_values=absent)
    as_texts = coded([None if number is None else str(number) for number in numbers])
    expected = outcome(as_texts, field, conventions)
    if kind in ("text", "category"):  # as texts 3.0 is not 3
        assert expected[0] == expected[3]
    assert outcome(pa.array(numbers, pa.int64()), field, conventions) == expected
    if kind not in ("text", "category") and all(number is None or abs(number) < 2**53 for number in numbers):
        assert outcome(pa.array(numbers, pa.float64()), field, conventions) == expected


@pytest.mark.parametrize("kind", ["integer", "number"])
@pytest.mark.parametrize("part", [pa.array([2**53, 2**53 + 1]), coded([str(2**53), str(2**53 + 1)])])
def test_numbers_that_are_one_as_floats_name_two_rows(kind: FieldType, part: pa.Array) -> None:
    values, refused, _, names = outcome(part, Field("f", kind))
    assert (values, refused) == ([2.0**53, 2.0**53], [False, False])
    assert names == ["9007199254740992", "9007199254740993"]


def test_numbers_of_any_width() -> None:
    for width in (pa.int8(), pa.uint8(), pa.int16(), pa.int32(), pa.uint32(), pa.int64(), pa.uint64()):
        for part in (pa.array([5, None, 3], width), pa.array([1, 5, None, 3, 1], width).slice(1, 3)):
            numbers = outcome(part, Field("f", "integer"))
            assert numbers == ([5.0, None, 3.0], [False] * 3, [False] * 3, ["5", None, "3"])
            assert outcome(part, Field("f", "text"))[0] == ["5", None, "3"]
    huge = pa.array([2**64 - 1, 1], pa.uint64())
    assert outcome(huge, Field("f", "text"))[3] == ["18446744073709551615", "1"]
    assert outcome(huge, Field("f", "number")) == (
        [None, 1.0], [True, False], [False] * 2, ["18446744073709551615", "1"]
    )  # fmt: skip


WRITTEN = st.sampled_from(
    [
        "12",
        " 12",
        "012",
        "1.5",
        "-0",
        "1e3",
        "€ 5",
        "x",
        " x ",
        "X",
        "é",
        "",
        "   ",
        "NA",
        "true",
        "2026-03-01",
    ]
)
KINDS = st.sampled_from([*CLEANERS])
ABSENT_TEXTS = st.sampled_from([frozenset[str](), frozenset({"NA", "x"})])


@settings(max_examples=100)
@given(st.lists(st.one_of(st.none(), WRITTEN), min_size=1, max_size=12), KINDS, ABSENT_TEXTS, st.booleans())
def test_each_row_counts_as_if_it_stood_alone(
    values: list[str | None], kind: FieldType, absent: frozenset[str], declared: bool
) -> None:
    more: dict[str, Any] = {"values": ("x", "é"), "synonyms": {"12": "x"}} if declared else {}
    field, conventions = Field("f", kind, **more), Conventions(missing_values=absent)
    alone = [outcome(coded([value]), field, conventions) for value in values]
    together = outcome(coded(values), field, conventions)
    assert together == tuple([row[part][0] for row in alone] for part in range(4))


@settings(max_examples=100)
@given(st.lists(WRITTEN, min_size=1, max_size=9), st.data(), KINDS)
def test_a_dictionary_may_hold_words_twice_and_words_that_no_row_has(
    dictionary: list[str], data: st.DataObject, kind: FieldType
) -> None:
    places = st.one_of(st.none(), st.integers(0, len(dictionary) - 1))
    codes = data.draw(st.lists(places, max_size=12))
    part = pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(dictionary))
    expected = outcome(
        coded([None if code is None else dictionary[code] for code in codes]), Field("f", kind)
    )
    assert outcome(part, Field("f", kind)) == expected


@settings(max_examples=100)
@given(st.lists(st.one_of(st.none(), WRITTEN), max_size=12), ABSENT_TEXTS)
def test_many_words_stay_in_the_order_in_which_they_come(
    values: list[str | None], absent: frozenset[str]
) -> None:
    conventions, field = Conventions(missing_values=absent), Field("f", "text")
    few = outcome(coded(values), field, conventions)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text, "FEW", 0)
        assert outcome(coded(values), field, conventions) == few


def vocabulary(part: pa.Array, kind: FieldType = "text") -> Any:
    column = CLEANERS[kind](RawColumn((part,)), Field("f", kind), PLAIN).column
    assert isinstance(column, Texts)
    return column.vocabulary


def test_a_vocabulary_is_in_the_order_of_the_alphabet_where_it_is_small() -> None:
    assert vocabulary(coded(["b", "a", "b", " c"])) == ("a", "b", "c")
    assert vocabulary(pa.array([10, 9, 9, 1, 100])) == ("1", "10", "100", "9")
    assert vocabulary(pa.array([2.0, 10.0, 0.5])) == ("0.5", "10", "2")


def test_a_large_vocabulary_makes_no_strings_of_python() -> None:
    numbers = pa.array(range(9_999, -1, -1))
    of_numbers, of_texts = vocabulary(numbers), vocabulary(numbers.cast("string").dictionary_encode())
    assert isinstance(of_numbers, Integers)
    assert list(of_numbers) == sorted(map(str, range(10_000)))
    assert isinstance(of_texts, ArrowWords)
    assert {*of_texts} == {*of_numbers}


@settings(max_examples=60)
@given(st.lists(st.one_of(st.none(), st.dates(dt.date(1500, 1, 1), dt.date(2100, 1, 1))), max_size=9))
def test_native_dates_count_as_in_iso(days: list[dt.date | None]) -> None:
    written = coded([None if day is None else day.isoformat() for day in days])
    assert outcome(pa.array(days, pa.date32()), Field("f", "date")) == outcome(written, Field("f", "date"))


@settings(max_examples=60)
@given(st.lists(st.sampled_from([True, False, None]), max_size=9))
def test_native_yes_and_no_count_as_their_words(flags: list[bool | None]) -> None:
    written = coded([None if flag is None else str(flag).lower() for flag in flags])
    native = outcome(pa.array(flags, pa.bool_()), Field("f", "boolean"))
    assert native == outcome(written, Field("f", "boolean"))
    assert outcome(pa.array(flags, pa.bool_()), Field("f", "text"))[0] == native[3]


@settings(max_examples=100)
@given(
    st.lists(st.text(st.sampled_from("0123456789-.,"), min_size=1, max_size=6), min_size=1, max_size=6),
    st.sampled_from([(".", ""), (",", ""), (",", "."), (".", ",")]),
)
def test_digits_are_read_together_as_they_are_read_with_others(
    texts: list[str], signs: tuple[str, str]
) -> None:
    """A word among them takes the way on which each text is held against the pattern of numbers."""
    conventions = Conventions(*signs)
    among = outcome(coded([*texts, "word"]), Field("f", "number"), conventions)
    alone = outcome(coded(texts), Field("f", "number"), conventions)
    assert alone == tuple(part[:-1] for part in among)


def cleaned(part: pa.Array, field: Field) -> Cleaned:
    return CLEANERS[field.type](RawColumn((part,)), field, PLAIN)


@pytest.mark.parametrize(
    ("part", "field", "sound"),
    [
        (pa.array([1, None]), Field("f", "integer"), True),
        (pa.array([1.5, float("nan")]), Field("f", "number", min=0, max=2), True),
        (pa.array([1, 3]), Field("f", "integer", max=2), False),
        (pa.array([1.5]), Field("f", "integer"), False),
        (pa.array([float("inf")]), Field("f", "number"), False),
        (pa.array([True, None]), Field("f", "boolean"), True),
        (pa.array([0, 1]), Field("f", "boolean"), True),
        (pa.array([dt.date(2026, 1, 1)]), Field("f", "date"), True),
        (pa.array([dt.date(1, 1, 1)]), Field("f", "date"), False),
        (coded(["12", None, "1.5"]), Field("f", "number"), True),
        (coded(["€ 12"]), Field("f", "number"), False),
        (coded(["a"]), Field("f", "category", values=("a",)), True),
        (coded(["A"]), Field("f", "category", values=("a",)), False),
    ],
)
def test_where_all_fits_nobody_has_to_look_at_the_rows(part: pa.Array, field: Field, sound: bool) -> None:
    result = cleaned(part, field)
    assert result.sound == sound
    assert bool((result.invalid | result.mended).any()) != sound


def test_what_a_column_holds_is_never_written_to() -> None:
    """Values may be those of the source itself."""
    part = pa.array([1.5, 2.0])
    column = cleaned(part, Field("f", "number")).column
    assert np.shares_memory(column.values, part.to_numpy())  # type: ignore[union-attr]
