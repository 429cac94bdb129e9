"""One value in, what becomes of it out. Every spelling that people use is a line of a table."""

import datetime as dt
import decimal
import math
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.data.cleaning import CLEANERS, Cleaned, Conventions
from sikta.engine.data.raw import RawColumn
from sikta.engine.data.readers.native import from_values, settle
from sikta.engine.expressions.columns import Condition, Dates, Numbers, Texts
from sikta.engine.rules.model import Field

PLAIN = Conventions()
COMMA = Conventions(decimal=",")
DUTCH = Conventions(decimal=",", thousands=".")
ENGLISH = Conventions(thousands=",")
REFUSED, MISSING = "refused", None


def clean(values: list[Any], field: Field, conventions: Conventions = PLAIN) -> Cleaned:
    return CLEANERS[field.type](from_values(values), field, conventions)


def outcome(value: Any, field: Field, conventions: Conventions = PLAIN) -> Any:
    """The clean value; "refused" where it does not fit, None where it is missing."""
    cleaned = clean([value], field, conventions)
    return REFUSED if cleaned.invalid[0] else plain(cleaned)[0]


def plain(cleaned: Cleaned) -> list[Any]:
    match cleaned.column:
        case Numbers(values):
            return [None if math.isnan(value) else value for value in values.tolist()]
        case Dates(values):
            epoch = dt.date(1970, 1, 1)
            return [None if math.isnan(day) else epoch + dt.timedelta(days=day) for day in values.tolist()]
        case Condition(true, false):
            return [True if yes else False if no else None for yes, no in zip(true, false, strict=True)]
        case Texts() as texts:
            return texts.to_list()
        case _:
            raise AssertionError


NUMBER = Field("amount", "number")


@pytest.mark.parametrize(
    ("written", "conventions", "value"),
    [
        ("12", PLAIN, 12.0),
        (" 12.50 ", PLAIN, 12.5),
        ("-7", PLAIN, -7.0),
        ("+7", PLAIN, 7.0),
        ("\u22127", PLAIN, -7.0),  # the minus of typesetters
        (".5", PLAIN, 0.5),
        ("5.", PLAIN, 5.0),
        ("1e3", PLAIN, 1000.0),
        ("1E-2", PLAIN, 0.01),
        ("1,234", PLAIN, REFUSED),  # thousands that were not declared
        ("1,234", ENGLISH, 1234.0),
        ("1,234,567.89", ENGLISH, 1234567.89),
        ("12,34", ENGLISH, REFUSED),
        ("1,5", COMMA, 1.5),
        ("1.234", COMMA, REFUSED),
        ("1.234", DUTCH, 1234.0),
        ("1.23", DUTCH, REFUSED),
        ("€ 1.234,50", DUTCH, 1234.5),
        ("€1.234,50", DUTCH, 1234.5),
        ("1.234,50 €", DUTCH, 1234.5),
        ("EUR 1.234,50", DUTCH, 1234.5),
        ("-€ 5,00", DUTCH, -5.0),
        ("€ -5,00", DUTCH, -5.0),
        ("€ 1.234,-", DUTCH, 1234.0),
        ("€ 1.234,--", DUTCH, 1234.0),
        ("1\u00a0234,50", COMMA, 1234.5),
        ("1\u202f234\u202f567", COMMA, 1234567.0),
        ("1 234", PLAIN, 1234.0),
        ("12 34", PLAIN, REFUSED),
        ("(1,234.50)", ENGLISH, -1234.5),  # the bracket of bookkeepers
        ("12-", PLAIN, -12.0),
        ("$ 5", PLAIN, REFUSED),  # dollars where euros are meant
        ("$ 5", Conventions(currency="USD"), 5.0),
        ("kr 5", Conventions(currency="SEK"), 5.0),
        ("5 kr", Conventions(currency="DKK"), 5.0),
        ("12%", PLAIN, REFUSED),
        ("", PLAIN, MISSING),
        ("   ", PLAIN, MISSING),
        ("NaN", PLAIN, MISSING),
        ("n/a", PLAIN, REFUSED),
        ("n/a", Conventions(missing_values=frozenset({"n/a"})), MISSING),
        ("inf", PLAIN, REFUSED),
        ("-Infinity", PLAIN, REFUSED),
        ("1e400", PLAIN, REFUSED),
        ("9223372036854775808", PLAIN, REFUSED),  # 2**63
        ("0x10", PLAIN, REFUSED),
        ("1_000", PLAIN, REFUSED),
        ("١٢", PLAIN, REFUSED),
        ("12 apples", PLAIN, REFUSED),
        ("1-2", PLAIN, REFUSED),
        ("--5", PLAIN, REFUSED),
        ("€", PLAIN, REFUSED),
    ],
)
def test_a_number_as_people_write_it(written: str, conventions: Conventions, value: Any) -> None:
    assert outcome(written, NUMBER, conventions) == value


@pytest.mark.parametrize(
    ("native", "value"),
    [
        (12, 12.0),
        (12.5, 12.5),
        (decimal.Decimal("12.50"), 12.5),
        (float("nan"), MISSING),
        (float("inf"), REFUSED),
        (2**63, REFUSED),
        (True, REFUSED),
        (dt.date(2026, 1, 31), REFUSED),
        (None, MISSING),
    ],
)
def test_a_number_as_a_program_holds_it(native: Any, value: Any) -> None:
    assert outcome(native, NUMBER) == value


def test_minus_zero_is_zero() -> None:
    column = clean(["-0.0", "-0", -0.0], NUMBER).column
    assert isinstance(column, Numbers)
    assert not np.signbit(column.values).any()


def test_a_declared_missing_number_counts_in_numbers_too() -> None:
    conventions = Conventions(missing_values=frozenset({"-999"}))
    assert plain(clean([-999, 5], NUMBER, conventions)) == [None, 5.0]
    assert plain(clean(["-999", "5"], NUMBER, conventions)) == [None, 5.0]


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        (Field("growth", "number", unit="%"), "12%", 12.0),
        (Field("growth", "number", unit="%"), "12 %", 12.0),
        (Field("growth", "number", unit="%"), "-3.5%", -3.5),
        (Field("growth", "number", unit="%"), "12", 12.0),
        (Field("rate", "number", format="percent"), "12%", 0.12),
        (Field("weight", "number", unit="kg"), "12 kg", 12.0),
        (Field("weight", "number", unit="kg"), "12 lb", REFUSED),
        (Field("price", "number", unit="SEK"), "12 kr", 12.0),
        (Field("price", "number", unit="SEK"), "€ 12", REFUSED),
    ],
)
def test_a_unit_may_stand_beside_a_number(field: Field, written: str, value: Any) -> None:
    assert outcome(written, field) == value


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        (Field("employees", "integer"), "12", 12.0),
        (Field("employees", "integer"), "12.0", 12.0),
        (Field("employees", "integer"), "12.5", REFUSED),
        (Field("employees", "integer"), "9007199254740992", 2.0**53),
        (Field("employees", "integer"), "9007199254740993", 2.0**53),
        (Field("employees", "integer"), "9007199254740994", REFUSED),
        (Field("employees", "integer", min=0), "-1", REFUSED),
        (Field("employees", "integer", min=0), "0", 0.0),
        (Field("urgency", "rating", min=1, max=5), "5", 5.0),
        (Field("urgency", "rating", min=1, max=5), "6", REFUSED),
        (Field("urgency", "rating", min=1, max=5), "0.9", REFUSED),
    ],
)
def test_bounds_are_inclusive_and_whole_numbers_whole(field: Field, written: str, value: Any) -> None:
    assert outcome(written, field) == value


DAY = Field("day", "date")
SPRING = dt.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("written", "formats", "value"),
    [
        ("2026-03-01", (), SPRING),
        (" 2026-03-01 ", (), SPRING),
        ("2026-03-01T23:59:59", (), SPRING),
        ("2026-03-01 00:00:00.000", (), SPRING),
        ("2026-03-01T23:30:00Z", (), SPRING),
        ("2026-03-01T23:30:00+02:00", (), SPRING),  # the day as it was written there
        ("31-12-2026", (), REFUSED),
        ("31-12-2026", ("DD-MM-YYYY",), dt.date(2026, 12, 31)),
        ("31-12-2026 14:05", ("DD-MM-YYYY",), dt.date(2026, 12, 31)),
        ("1/3/2026", ("D/M/YYYY",), SPRING),
        ("3/1/2026", ("M/D/YYYY",), SPRING),
        ("2026.03.01", ("YYYY.MM.DD",), SPRING),
        ("20260301", (), REFUSED),
        ("20260301", ("YYYYMMDD",), SPRING),
        ("31-12-2026", ("MM-DD-YYYY", "DD-MM-YYYY"), dt.date(2026, 12, 31)),
        ("2026-03-01", ("DD-MM-YYYY",), SPRING),  # ISO always
        ("2026-02-30", (), REFUSED),
        ("2026-13-01", (), REFUSED),
        ("2024-02-29", (), dt.date(2024, 2, 29)),
        ("46082", (), REFUSED),  # how Excel counts days
        ("0001-01-01", (), REFUSED),
        ("1582-10-15", (), dt.date(1582, 10, 15)),
        ("9999-12-31", (), dt.date(9999, 12, 31)),
        ("yesterday", (), REFUSED),
        ("2026-03", (), REFUSED),
        ("", (), MISSING),
    ],
)
def test_a_date_as_people_write_it(written: str, formats: tuple[str, ...], value: Any) -> None:
    assert outcome(written, DAY, Conventions(date_formats=formats)) == value


@pytest.mark.parametrize(
    ("native", "value"),
    [
        (SPRING, SPRING),
        (dt.datetime.fromisoformat("2026-03-01T23:59"), SPRING),
        (dt.datetime(2026, 3, 1, 23, 59, tzinfo=dt.UTC), SPRING),
        (46082, REFUSED),
        (dt.date(1, 1, 1), REFUSED),
        (dt.time(12, 0), REFUSED),
        (None, MISSING),
    ],
)
def test_a_date_as_a_program_holds_it(native: Any, value: Any) -> None:
    assert outcome(native, DAY) == value


def test_a_moment_counts_as_the_day_on_its_own_clock() -> None:
    """23:30 in Amsterdam on 1 March is 22:30 in Greenwich; 00:30 in Tokyo on 2 March is 15:30 there on the first."""
    greenwich = [dt.datetime.fromisoformat(f"2026-03-01T{time}") for time in ("22:30", "15:30")]
    for moment, zone, day in zip(
        greenwich, ["Europe/Amsterdam", "Asia/Tokyo"], [SPRING, dt.date(2026, 3, 2)], strict=True
    ):
        moments = pa.array([moment], pa.timestamp("us", "UTC")).cast(pa.timestamp("us", zone))
        assert plain(CLEANERS["date"](RawColumn((settle(moments),)), DAY, Conventions())) == [day]


@pytest.mark.parametrize("word", ["true", "TRUE", "yes", "Y", "ja", "J", "1", "WAAR", "sant", 1, 1.0, True])
def test_words_for_yes(word: Any) -> None:
    assert outcome(word, Field("signed", "boolean")) is True


@pytest.mark.parametrize("word", ["false", "no", "N", "nee", "nej", "nein", "0", "onwaar", 0, 0.0, False])
def test_words_for_no(word: Any) -> None:
    assert outcome(word, Field("signed", "boolean")) is False


@pytest.mark.parametrize("word", ["perhaps", "2", "-1", 2, 0.5])
def test_words_for_neither(word: Any) -> None:
    assert outcome(word, Field("signed", "boolean")) == REFUSED


RELATION = Field(
    "relation", "category", values=("customer", "Café"), synonyms={"klant": "customer", "KUND": "customer"}
)


@pytest.mark.parametrize(
    ("written", "value", "mended"),
    [
        ("customer", "customer", False),
        (" customer ", "customer", False),
        ("Customer", "customer", True),
        ("KLANT", "customer", True),
        ("kund", "customer", True),
        ("Cafe\u0301", "Café", True),  # an accent as a character of its own
        ("costumer", REFUSED, False),
        ("", MISSING, False),
    ],
)
def test_a_category_in_any_case_or_by_a_synonym(written: str, value: Any, mended: bool) -> None:
    cleaned = clean([written], RELATION)
    assert (REFUSED if cleaned.invalid[0] else plain(cleaned)[0], bool(cleaned.mended[0])) == (value, mended)


def test_a_category_without_values_takes_any_text() -> None:
    assert plain(clean(["food", "Food"], Field("group", "category"))) == ["food", "Food"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("00123", "00123"),
        ("NA", "NA"),
        ("null", "null"),
        ("\u00a0A 1\t", "A 1"),
        ("=1+1", "=1+1"),
        (123, "123"),
        (123.0, "123"),
        (1.5, "1.5"),
        (2**60 + 1, "1152921504606846977"),
        (True, "true"),
        (SPRING, "2026-03-01"),
        (float("nan"), MISSING),
        ("x" * 10_000, "x" * 10_000),
    ],
)
def test_a_text_stays_what_it_is(written: Any, value: Any) -> None:
    assert outcome(written, Field("id", "text")) == value


def test_a_column_that_mixes_kinds_is_judged_value_by_value() -> None:
    mixed = [1, "2", None, dt.date(2026, 3, 1), True, "x", 4.5]
    assert plain(clean(mixed, Field("id", "text"))) == ["1", "2", None, "2026-03-01", "true", "x", "4.5"]
    cleaned = clean(mixed, NUMBER)
    assert plain(cleaned) == [1.0, 2.0, None, None, None, None, 4.5]
    assert cleaned.invalid.tolist() == [False, False, False, True, True, True, False]


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.floats(min_value=-1e15, max_value=1e15), min_size=1, max_size=20), st.sampled_from([".", ","])
)
def test_what_is_written_in_a_style_is_read_back(values: list[float], decimal_sign: str) -> None:
    written = [repr(value).replace(".", decimal_sign) for value in values]
    assert plain(clean(written, NUMBER, Conventions(decimal=decimal_sign))) == [
        value + 0.0 for value in values
    ]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text(max_size=12), max_size=20))
def test_no_text_stops_cleaning_and_nothing_is_lost_unmarked(texts: list[str]) -> None:
    """Each value is missing because it was empty, or is marked, or is there."""
    texts = [text.encode(errors="ignore").decode() for text in texts]
    for kind, cleaner in CLEANERS.items():
        cleaned = cleaner(from_values(texts or [None]), Field("f", kind), Conventions())
        for text, value, marked in zip(texts, plain(cleaned), cleaned.invalid, strict=False):
            assert value is not None or marked or text.strip() == "" or text.strip().casefold() == "nan"
