"""Values as people write them. `_` stands for the blank that does not break."""

from datetime import date

import pytest

from sikta.engine.reporting.values import format_value

DAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("value", "kind", "unit", "english", "dutch", "swedish"),
    [
        (1234567.891, "money", None, "€1,234,568", "€_1.234.568", "1_234_568_€"),
        (12.345, "money", None, "€12.35", "€_12,35", "12,35_€"),
        (-999.5, "money", None, "-€999.50", "€_-999,50", "\u2212999,50_€"),
        (250.0, "money", "EUR", "€250", "€_250", "250_€"),
        (0.12345, "percent", None, "12.3%", "12,3%", "12,3_%"),
        (2.675, "number", None, "2.68", "2,68", "2,68"),
        (1234.5, "number", "hours", "1,234.5_hours", "1.234,5_hours", "1_234,5_hours"),
        (0.00125, "number", None, "0.0013", "0,0013", "0,0013"),
        (20, "number", "%", "20%", "20%", "20_%"),
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
