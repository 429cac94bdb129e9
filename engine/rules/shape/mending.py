"""How to write what was probably meant by a value that does not fit."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from .date_patterns import mend_date_pattern
from .wording import expectation

NO_WEIGHT = "take the criterion out, or give it a weight above 0"
_YES = frozenset(("yes", "y", "on", "ja", "j", "1", "true"))
_NO = frozenset(("no", "n", "off", "nee", "nej", "0", "false"))
_MOST_PERCENT = 100
_PERCENT = re.compile(r"([0-9]+(?:[.,][0-9]+)?) ?%")
_OTHER_DATE = re.compile(r"([0-9]{1,4})([-/. ])([0-9]{1,2})[-/. ]([0-9]{1,4})")
_YEAR_DIGITS = 4
_MONTHS = 12
_SPAN = re.compile(r"(?P<count>[0-9]{0,4}) ?-?(?P<unit>[^\W\d]+)\.?(?P<ago> ago)?")
# Spans of time as people write them, in the unit that the language has, and how many of it.
_UNITS: Mapping[str, tuple[int, str]] = {
    **dict.fromkeys(("d", "day", "days", "dag", "dagen", "dagar"), (1, "day")),
    **dict.fromkeys(("w", "wk", "week", "weeks", "weken", "vecka", "veckor"), (1, "week")),
    **dict.fromkeys(("m", "mo", "mnd", "month", "months", "maand", "maanden"), (1, "month")),
    **dict.fromkeys(("mån", "månad", "månader"), (1, "month")),
    **dict.fromkeys(("q", "quarter", "quarters", "kwartaal", "kwartalen", "kvartal"), (3, "month")),
    **dict.fromkeys(("y", "yr", "year", "years", "jaar", "jaren", "år"), (1, "year")),
}


def mending(value: object, schema: Mapping[str, Any]) -> str:
    """How to write what was probably meant, where that is plain; else empty."""
    kinds = schema.get("type", ())
    kinds = (kinds,) if isinstance(kinds, str) else kinds
    if isinstance(value, str):
        return _mend_part(value, schema) or _mend_text(value, kinds, expectation(schema))
    if isinstance(value, bool):
        return f'put it in quotes if it is a text: "{str(value).lower()}"' if "string" in kinds else ""
    if isinstance(value, (int, float)):
        if schema.get("maximum") == 1 and 1 < value <= _MOST_PERCENT:
            return f"write {value:g}%"
        if expectation(schema).startswith("a number above 0") and value <= 0:
            return NO_WEIGHT
        is_text = "string" in kinds and not {"number", "pattern", "if"} & {*kinds, *schema}
        return "put it in quotes" if is_text else _mend_part(str(value), schema)
    return ""


def _mend_part(value: str, schema: Mapping[str, Any]) -> str:
    """The key that lacks where the value of a part's main key stands in place of the part."""
    within = schema.get("properties", {})
    if "up_to" in within:
        number = value.replace(",", ".")
        return f"write {{up_to: {number}}}" if _PERCENT.fullmatch(value) or _is_share(number) else ""
    if value == "otherwise" and "otherwise" in within:
        return "write {otherwise: true}"
    if value and "when" in within:
        return f"write {{when: {value}}}"
    if value in within.get("type", {}).get("enum", ()):
        return f"write {{type: {value}}}"
    return ""


def _is_share(text: str) -> bool:
    return re.fullmatch(r"0\.[0-9]+|1(\.0)?", text) is not None


def _mend_text(value: str, kinds: Iterable[str], expected: str) -> str:
    word = value.strip().lower()
    if expected.startswith("a date"):
        return _mend_date(word)
    if expected.startswith(("a span of time", "a moment")):
        return _mend_span(word, expected)
    if expected.startswith("a pattern of YYYY"):
        return mend_date_pattern(value)
    if "boolean" in kinds and "string" not in kinds and word in _YES | _NO:
        return f"write {str(word in _YES).lower()}"
    if "number" not in kinds and "integer" not in kinds:
        return f"write [{value}]" if "array" in kinds and "string" not in kinds else ""
    return _mend_number(word, expected)


def _mend_number(word: str, expected: str) -> str:
    share = _PERCENT.fullmatch(word)
    if share:
        return f"write {share[1].replace(',', '.')}{'%' if 'share' in expected else ''}"
    number = word.replace(",", ".")
    try:
        float(number)
    except ValueError:
        return ""
    return f"write {number} without quotes"


def _mend_date(word: str) -> str:
    """The same day with the year first, where it can be one day only."""
    match = _OTHER_DATE.fullmatch(word)
    if match is None:
        return ""
    days = {_iso(match[1], match[3], match[4]), _iso(match[4], match[3], match[1])}
    # What stands between slashes may be written month first.
    days |= {_iso(match[4], match[1], match[3])} if match[2] == "/" else set()
    meant = days - {""}
    return f"write {meant.pop()}" if len(meant) == 1 else "write the year first, then the month, then the day"


def _iso(year: str, month: str, day: str) -> str:
    if len(year) != _YEAR_DIGITS:
        return ""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _mend_span(word: str, expected: str) -> str:
    """The same span in days, weeks, months or years."""
    match = _SPAN.fullmatch(word)
    found = _UNITS.get(match["unit"]) if match else None
    if match is None or found is None or match["count"].startswith("0"):
        return ""
    count = int(match["count"] or 1) * found[0]
    ago = " ago" if expected.startswith("a moment") else ""
    return f"write {count} {found[1]}{'s' if count > 1 else ''}{ago}"
