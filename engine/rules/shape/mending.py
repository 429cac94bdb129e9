"""How to write what was probably meant by a value that does not fit."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ..rewriting import quoted
from .date_patterns import mend_date_pattern
from .days import days_meant, is_in_digits
from .wording import expectation

NO_WEIGHT = "take the criterion out, or give it a weight above 0"
_YES = frozenset(("yes", "y", "on", "ja", "j", "1", "true"))
_NO = frozenset(("no", "n", "off", "nee", "nej", "0", "false"))
_MOST_PERCENT = 100
_PERCENT = re.compile(r"([0-9]+(?:[.,][0-9]+)?) ?%")
_DOUBTFUL = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_PATTERN = re.compile(r"write [YMD]+(?P<sign>[-/. ]?)[YMD]+(?P=sign)[YMD]+")
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


class Mending(NamedTuple):
    """How to write what was probably meant, in words; and the YAML to write, where nothing else can be meant."""

    fix: str = ""
    yaml: str = ""


NOTHING = Mending()


def write(yaml: str) -> Mending:
    return Mending(f"write {yaml}", yaml)


def mending(value: object, schema: Mapping[str, Any], written: str = "") -> Mending:
    """How to write what was probably meant, where that is plain; `written` is the value as the file has it."""
    kinds = schema.get("type", ())
    kinds = (kinds,) if isinstance(kinds, str) else kinds
    if isinstance(value, str):
        part = _mend_part(value, schema)
        return part if part.fix else _mend_text(value, kinds, expectation(schema))
    if isinstance(value, bool) and "string" in kinds:
        return Mending(f'put it in quotes if it is a text: "{str(value).lower()}"', quoted(written))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _mend_figure(value, schema, kinds, written)
    return NOTHING


def _mend_figure(value: float, schema: Mapping[str, Any], kinds: Iterable[str], written: str) -> Mending:
    """A number that is out of range, or stands where a text belongs."""
    if schema.get("maximum") == 1 and 1 < value <= _MOST_PERCENT:
        return write(f"{value:g}%")
    if expectation(schema).startswith("a number above 0") and value <= 0:
        return Mending(NO_WEIGHT)
    if "string" in kinds and not {"number", "pattern", "if"} & {*kinds, *schema}:
        return Mending("put it in quotes", quoted(written))
    return _mend_part(str(value), schema)


def _mend_part(value: str, schema: Mapping[str, Any]) -> Mending:
    """The key that lacks where the value of a part's main key stands in place of the part."""
    within = schema.get("properties", {})
    if "up_to" in within:
        number = value.replace(",", ".")
        sure = _PERCENT.fullmatch(value) or _is_share(number)
        return write(f"{{up_to: {number}}}") if sure else NOTHING
    if value == "otherwise" and "otherwise" in within:
        return write("{otherwise: true}")
    if value and "when" in within:
        return Mending(f"write {{when: {value}}}", f"{{when: {_in_flow(value)}}}")
    if value in within.get("type", {}).get("enum", ()):
        return write(f"{{type: {value}}}")
    return NOTHING


def _in_flow(text: str) -> str:
    return quoted(text) if re.search(r"[\[\]{},#:]", text) else text


def _is_share(text: str) -> bool:
    return re.fullmatch(r"0\.[0-9]+|1(\.0)?", text) is not None


def _mend_text(value: str, kinds: Iterable[str], expected: str) -> Mending:
    word = value.strip().lower()
    if expected.startswith("a date"):
        return _mend_date(word)
    if expected.startswith(("a span of time", "a moment")):
        return _mend_span(word, expected)
    if expected.startswith("a pattern of YYYY"):
        meant = mend_date_pattern(value)
        return Mending(meant, meant.removeprefix("write ") if _PATTERN.fullmatch(meant) else "")
    if "boolean" in kinds and "string" not in kinds and word in _YES | _NO:
        return write(str(word in _YES).lower())
    if "number" not in kinds and "integer" not in kinds:
        return write(f"[{value}]") if "array" in kinds and "string" not in kinds else NOTHING
    return _mend_number(word, expected)


def _mend_number(word: str, expected: str) -> Mending:
    share = _PERCENT.fullmatch(word)
    if share:
        number = share[1].replace(",", ".")
        if "share" in expected:
            return write(f"{number}%")
        # Where no share belongs, 25% may be 25 or 0.25: a person has to say which, but for points of a hundred.
        return write(number) if "points" in expected else Mending(f"write {number}")
    if _DOUBTFUL.fullmatch(word):
        whole, point = word.replace(",", ""), word.replace(",", ".")
        return Mending(f"write {whole}, or {point} where the comma stands before decimals")
    number = word.replace(",", ".")
    try:
        float(number)
    except ValueError:
        return NOTHING
    sure = not _DOUBTFUL.fullmatch(word) and _PLAIN_NUMBER.fullmatch(number)
    return Mending(f"write {number} without quotes", number if sure else "")


def _mend_date(word: str) -> Mending:
    """The same day with the year first, where it can be one day only."""
    meant = days_meant(word)
    if len(meant) == 1:
        return write(meant[0])
    wanted = "write the year first, then the month, then the day"
    if meant:
        return Mending(f"{wanted}: {' or '.join(meant)}")
    return Mending(wanted if is_in_digits(word) else "write a date such as 2026-06-30")


def _mend_span(word: str, expected: str) -> Mending:
    """The same span in days, weeks, months or years."""
    match = _SPAN.fullmatch(word)
    found = _UNITS.get(match["unit"]) if match else None
    if match is None or found is None or match["count"].startswith("0"):
        return NOTHING
    count = int(match["count"] or 1) * found[0]
    ago = " ago" if expected.startswith("a moment") else ""
    return write(f"{count} {found[1]}{'s' if count > 1 else ''}{ago}")
