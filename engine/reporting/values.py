"""Values as people write them in their language."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent, get_minus_sign_symbol, is_currency

from ..findings.money import money_in_words
from .languages import translator
from .markup.controls import one_line

Plain = str | float | bool | date | tuple[str, ...] | None

SMALL = 0.1
"""Numbers below this are shown with four decimals instead of two."""


def format_value(
    value: Plain, kind: str, language: str, currency: str = "EUR", unit: str | None = None
) -> str:
    """A value in words, figures and signs of a language; a missing one as the word for that.

    `kind` is one of text, number, integer, money, percent (a fraction), score, boolean, date, list, rank (the part of
    the accounts that have less), days, months, years. A `unit` follows a plain number; with the unit "%" the number
    itself is the percentage, with a currency such as EUR it is money. Text comes back on one line, without characters
    that steer a screen, and is not yet escaped for Markdown or HTML. KeyError for another kind.
    """
    if isinstance(value, float | int) and not isinstance(value, bool):
        return _figure(value, kind, language, currency, unit)
    return _words(value, language)


def _words(value: str | bool | date | tuple[str, ...] | None, language: str) -> str:
    match value:
        case None:
            return translator(language)("missing")
        case bool():
            return translator(language)("yes" if value else "no")
        case date():
            return format_date(value, "medium", locale=locale_of(language))
        case str():
            return one_line(value)
        case _:
            return ", ".join(one_line(each) for each in value)


def _figure(value: float, kind: str, language: str, currency: str, unit: str | None) -> str:
    if unit == "%" and kind in {"number", "integer"}:
        return signed(_percent(value / 100, language), language)
    if unit and kind in {"number", "integer"} and is_currency(unit):
        return signed(_money(value, language, unit), language)
    figure = signed(_NUMBERS[kind](value, language, currency), language)
    return f"{figure}\u00a0{unit}" if unit and kind in {"number", "integer"} else figure


def format_change(value: float, kind: str, language: str, currency: str = "EUR") -> str:
    """A change as `format_value` writes it, with its sign in front; none where nothing changed, as it is shown."""
    figure = format_value(value, kind, language, currency)
    return f"+{figure}" if value > 0 and figure != format_value(0.0, kind, language, currency) else figure


def signed(figure: str, language: str) -> str:
    """A figure with the language's own minus; Babel writes a hyphen in every language."""
    return figure.replace("-", get_minus_sign_symbol(locale_of(language)))


@cache
def locale_of(language: str) -> Locale:
    """The locale of a language; English where there is none of that name. English is that of Europe: 30 Jun 2026."""
    try:
        return Locale.parse("en_GB" if language == "en" else language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def rounded(value: float, decimals: int) -> Decimal:
    """The number that is shown, rounded half away from zero on its shortest form."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0


def _number(value: float, language: str, _: str) -> str:
    decimals = 2 if abs(value) >= SMALL or value == 0 else 4
    return format_decimal(rounded(value, decimals), "#,##0.####", locale=locale_of(language))


def _integer(value: float, language: str, _: str) -> str:
    if value != int(value):
        return _number(value, language, _)
    return format_decimal(rounded(value, 0), "#,##0", locale=locale_of(language))


def _score(value: float, language: str, _: str) -> str:
    return format_decimal(rounded(value, 2), "#,##0.00", locale=locale_of(language))


def _money(value: float, language: str, currency: str) -> str:
    return money_in_words(value, currency, locale_of(language))


def _percent(value: float, language: str, _: str = "") -> str:
    return format_percent(rounded(value, 3), locale=locale_of(language), decimal_quantization=False)


def _rank(value: float, language: str, _: str) -> str:
    share = _percent(value, language)
    return translator(language)("more than {share} of the accounts", share=share)


def _days(value: float, language: str, _: str) -> str:
    count = _number(value, language, _)
    return translator(language).plural("{count} day", "{count} days", value, count=count)


def _months(value: float, language: str, _: str) -> str:
    count = _number(value, language, _)
    return translator(language).plural("{count} month", "{count} months", value, count=count)


def _years(value: float, language: str, _: str) -> str:
    count = _number(value, language, _)
    return translator(language).plural("{count} year", "{count} years", value, count=count)


_NUMBERS: Mapping[str, Callable[[float, str, str], str]] = {
    "number": _number,
    "integer": _integer,
    "score": _score,
    "money": _money,
    "percent": _percent,
    "rank": _rank,
    "days": _days,
    "months": _months,
    "years": _years,
    # What a value turns out to be decides over what its name says: a number under any other name is a number.
    **dict.fromkeys(("text", "boolean", "date", "list"), _number),
}
