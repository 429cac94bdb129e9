"""Values as people write them. `_` stands for the blank that does not break."""

from datetime import date

import pytest

from sikta.engine.findings.money import money_in_words
from sikta.engine.reporting.values import format_change, format_value

DAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("value", "kind", "unit", "english", "dutch", "swedish"),
    [
        (1234567.891, "money", None, "€1,234,568", "€_1.234.568", "1_234_568_€"),
        (12.345, "money", None, "€12.35", "€_12,35", "12,35_€"),
        (-999.5, "money", None, "-€999.50", "-€_999,50", "\u2212999,50_€"),
        (250.0, "money", "EUR", "€250", "€_250", "250_€"),
        (1250.4, "number", "USD", "US$1,250", "US$_1.250", "1_250_US$"),  # the unit is a currency: money
        (0.0412, "money", None, "€0.0412", "€_0,0412", "0,0412_€"),
        (0.12345, "percent", None, "12.3%", "12,3%", "12,3_%"),
        (2.675, "number", None, "2.68", "2,68", "2,68"),
        (1234.5, "number", "hours", "1,234.5_hours", "1.234,5_hours", "1_234,5_hours"),
        (0.00125, "number", None, "0.0013", "0,0013", "0,0013"),
        (20, "number", "%", "20%", "20%", "20_%"),
        (
            0.4612,
            "rank",
            None,
            "more than 46.1% of the accounts",
            "meer dan 46,1% van de accounts",
            "mer än 46,1_% av företagen",
        ),
        (1, "days", None, "1 day", "1 dag", "1 dag"),
        (1024, "days", None, "1,024 days", "1.024 dagen", "1_024 dagar"),
        (7, "months", None, "7 months", "7 maanden", "7 månader"),
        (2, "years", None, "2 years", "2 jaar", "2 år"),
        (-20, "number", "%", "-20%", "-20%", "\u221220_%"),
        (300.0, "integer", None, "300", "300", "300"),
        (2.5, "integer", None, "2.5", "2,5", "2,5"),
        (66.5, "score", None, "66.50", "66,50", "66,50"),
        (-0.0, "number", None, "0", "0", "0"),
        (3.0, "text", None, "3", "3", "3"),
        (True, "boolean", None, "yes", "ja", "ja"),
        (False, "boolean", None, "no", "nee", "nej"),
        (DAY, "date", None, "30 Jun 2026", "30 jun 2026", "30 juni 2026"),
        (None, "money", None, "missing", "ontbreekt", "saknas"),
        (("big", "buys"), "list", None, "big, buys", "big, buys", "big, buys"),
        ("a\n b\x1b[31m\u202ec", "text", None, "a b[31mc", "a b[31mc", "a b[31mc"),
    ],
)
def test_a_value_in_three_languages(
    value: str | float | None, kind: str, unit: str | None, english: str, dutch: str, swedish: str
) -> None:
    shown = [
        format_value(value, kind, language, "EUR", unit).replace("\u00a0", "_")
        for language in ("en", "nl", "sv")
    ]
    assert shown == [english, dutch, swedish]


def test_a_language_that_nobody_knows_is_english() -> None:
    assert format_value(1234.5, "number", "tlh") == "1,234.5"
    assert format_value(DAY, "date", "no such language") == "30 Jun 2026"


def test_another_currency() -> None:
    assert format_value(12.5, "money", "sv", "SEK") == "12,50\u00a0kr"


def test_a_kind_that_does_not_exist() -> None:
    with pytest.raises(KeyError, match="colour"):
        format_value(1.0, "colour", "en")


@pytest.mark.parametrize(
    ("value", "kind", "english", "dutch", "swedish"),
    [
        (815406, "money", "+US$815,406", "+US$_815.406", "+815_406_US$"),
        (-559511, "money", "-US$559,511", "-US$_559.511", "\u2212559_511_US$"),
        (0.05, "percent", "+5%", "+5%", "+5_%"),
        (-0.105, "percent", "-10.5%", "-10,5%", "\u221210,5_%"),
        (3, "integer", "+3", "+3", "+3"),
        (0.004, "score", "0.00", "0,00", "0,00"),  # what is shown has not changed
        (0, "money", "US$0", "US$_0", "0_US$"),
    ],
)
def test_a_change_has_its_sign_in_front_in_every_language(
    value: float, kind: str, english: str, dutch: str, swedish: str
) -> None:
    shown = [
        format_change(value, kind, language, "USD").replace("\u00a0", "_") for language in ("en", "nl", "sv")
    ]
    assert shown == [english, dutch, swedish]


@pytest.mark.parametrize("value", [12.345, -999.5, 1234.5, 0.05, 0.0])
def test_messages_write_money_as_english_reports_do(value: float) -> None:
    assert money_in_words(value, "USD") == format_value(value, "money", "en", "USD")
