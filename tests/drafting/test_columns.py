"""What a column holds, guessed from its name and its values; the evidence is told whole."""

from collections.abc import Callable

import pytest

from sikta.engine.drafting.guessing import Column, Drafted, Guess

Guessed = Callable[..., Column]


@pytest.mark.parametrize(
    ("header", "values", "type_", "evidence"),
    [
        ("customer no", ["00123", "00124", "00007"], "text", "all 3 different"),
        ("postcode", ["1012", "3511", "1012"], "text", '2 different values, such as "1012"'),
        ("code", ["1", "2", "3"], "text", "all 3 different"),
        ("klantnr", ["17", "18", "18"], "text", '2 different values, such as "18"'),
        ("employees", ["12", "450", "8"], "integer", "8 to 450"),
        ("employees", ["12", "450", ""], "integer", "12 to 450; empty in 1 of 3 rows"),
        ("growth", ["0,5", "12,25", "3"], "number", "0.5 to 12.25"),
        ("amount", ["1.234,50", "17", "2.000.000,00"], "number", "17 to 2,000,000"),
        ("amount", ["1,234.50", "17", "2"], "number", "2 to 1,234.50"),
        ("amount", ["€ 12,50", "€ 3,75"], "number", "3.75 to 12.5"),
        ("margin", ["12%", "8%", "3%"], "integer", "3 to 12"),
        ("founded", ["1987", "2004", "1999"], "integer", "years, 1987 to 2004"),
        ("urgency", ["1", "5", "3"], "rating", "a rating, 1 to 5"),
        ("satisfaction", ["7", "10", "9"], "rating", "a rating, 7 to 10"),
        ("signed", ["2026-01-31", "2025-12-01"], "date", "dates from 2025-12-01 to 2026-01-31"),
        ("datum", ["31-01-2026", "01-12-2025"], "date", "dates from 2025-12-01 to 2026-01-31"),
        ("order date", ["20260131", "20251201"], "date", "dates from 2025-12-01 to 2026-01-31"),
        ("active", ["J", "N", "J"], "boolean", 'yes or no, as "J", "N"'),
        ("actief", ["ja", "nee", "ja"], "boolean", 'yes or no, as "ja", "nee"'),
        ("blocked", ["0", "1", "0"], "boolean", 'yes or no, as "0", "1"'),
        ("sector", ["food", "care", "food", "care"], "category", "2 different values"),
        ("remark", ["called twice", "moved", "sent a letter"], "text", "all 3 different"),
        ("remark", ["x y", "x y", "x y"], "text", 'one value, such as "x y"'),
        ("nothing", ["", ""], "text", "no value in any row"),
    ],
)  # fmt: skip
def test_the_type_and_its_evidence(
    column: Guessed, header: str, values: list[str], type_: str, evidence: str
) -> None:
    guess = column(header, *values).guess
    assert (guess.type, guess.evidence) == (type_, evidence)


def test_a_few_values_that_do_not_fit_are_named(column: Guessed) -> None:
    numbers = [str(10 * number) for number in range(1, 20)]
    guess = column("beds", *numbers, "ca. 60").guess
    assert guess.type == "integer"
    assert guess.evidence == '10 to 190; 1 do not fit: "ca. 60"'


def test_too_many_that_do_not_fit_make_it_text(column: Guessed) -> None:
    assert column("beds", "10", "20", "many", "few").guess.type == "text"


@pytest.mark.parametrize("word", ["NULL", "n/a", "-", "#N/A", "n.v.t."])
def test_words_for_nothing_are_missing_everywhere(column: Guessed, word: str) -> None:
    guess = column("city", "Utrecht", "Ede", word).guess
    assert guess.missing_values == (word,)
    assert guess.evidence == '2 different values, such as "Ede"; empty in 1 of 3 rows'


def test_na_is_namibia_among_texts_and_missing_among_numbers(column: Guessed) -> None:
    assert column("land", "NA", "NL", "BE", "NA", "NL", "BE").guess.values == ("BE", "NA", "NL")
    assert column("employees", "NA", "12", "5").guess.missing_values == ("NA",)


def test_a_category_takes_the_most_frequent_spelling(column: Guessed) -> None:
    assert column("sector", "Hotel", "hotel", "hotel", "care", "care").guess.values == ("care", "hotel")


def test_sentences_are_no_category(column: Guessed) -> None:
    remarks = ["asked for the German catalogue again", "pump broke down late in spring"] * 3
    assert column("notes", *remarks).guess.type == "text"


def test_whole_numbers_of_a_few_kinds_are_a_category(table: Callable[[str], Drafted]) -> None:
    rows = "".join(f"{number},{number % 3}\n" for number in range(60))
    channel = table(f"place,channel\n{rows}").columns["channel"]
    assert channel.guess.values == ("0", "1", "2")


def test_a_doubtful_date_is_a_guess_that_says_so(column: Guessed) -> None:
    guess = column("signed", "01/02/2026", "03/04/2026").guess
    assert guess.date_formats == ("DD/MM/YYYY",)
    (doubt,) = guess.doubts
    assert doubt == (
        'dates such as "01/02/2026" fit DD/MM/YYYY and MM/DD/YYYY alike; DD/MM/YYYY is a guess, '
        "and only who made the file knows"
    )


def test_a_lonely_last_date_is_not_the_latest(table: Callable[[str], Drafted]) -> None:
    days = "".join(f"2026-01-{1 + number % 28:02}\n" for number in range(200))
    guess = table(f"day\n{days}2099-12-31\n").columns["day"].guess
    assert guess.evidence == "dates from 2026-01-01 to 2099-12-31"
    assert guess.low is not None
    assert guess.latest == guess.low + 27


def test_currency_and_unit(column: Guessed) -> None:
    assert column("amount", "€ 12,50", "€ 3,75").guess.currency == "EUR"
    assert column("amount", "SEK 1200", "SEK 80").guess.currency == "SEK"
    assert column("margin", "12%", "8%").guess.unit == "%"
    assert column("size", "12 m", "8 m").guess == Guess(evidence="all 2 different")


@pytest.mark.parametrize(
    ("values", "decimal", "thousands", "is_sure"),
    [
        (["1.5", "2.25"], ".", "", True),
        (["1,5", "2,25"], ",", "", True),
        (["1.234,5", "17"], ",", ".", True),
        (["1,234.5", "17"], ".", ",", True),
        (["1.234.567", "17"], ",", ".", True),
        (["1234", "17"], ".", "", True),
        (["1.234", "2.500"], ".", "", False),
    ],
)
def test_point_and_comma(
    table: Callable[[str], Drafted], values: list[str], decimal: str, thousands: str, is_sure: bool
) -> None:
    notation = table("amount\tn\n" + "".join(f"{value}\t1\n" for value in values)).notation
    assert (notation.decimal, notation.thousands, notation.is_sure) == (decimal, thousands, is_sure)


def test_a_semicolon_between_fields_speaks_for_a_decimal_comma(table: Callable[[str], Drafted]) -> None:
    notation = table("amount;n\n1.234;1\n2.500;2\n").notation
    assert (notation.decimal, notation.thousands) == (",", ".")


def test_headers_become_ids_and_stay_findable(table: Callable[[str], Drafted]) -> None:
    text = "Customer ID,beds or seats,rank,2025,État,客户,x,x,\n1,2,3,4,5,6,7,8,9\n"
    drafted = table(text)
    assert {column.header: id_ for id_, column in drafted.columns.items()} == {
        "Customer ID": "customer_id",
        "beds or seats": "beds_or_seats",
        "rank": "rank_value",
        "2025": "column_4",
        "État": "état",
        "客户": "column_6",
    }
    assert (drafted.opened.doubled, drafted.opened.nameless) == (("x",), 1)


def test_the_table_is_called_after_its_file(table: Callable[..., Drafted]) -> None:
    assert table("a\n1\n", "Sales Pipeline 2026.csv").id == "sales_pipeline_2026"
