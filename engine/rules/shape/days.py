"""Days as people write them, as the language wants them: the year first, in digits."""

import re
from collections.abc import Mapping
from datetime import date

_IN_DIGITS = re.compile(r"([0-9]{1,4})([-/. ])([0-9]{1,2})[-/. ]([0-9]{1,4})")
_YEAR_DIGITS = 4
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|e|:e|\.)?"
_WORD = r"(?P<month>[^\W\d_]{3,9})\.?"
_YEAR = r"(?P<year>[0-9]{4})"
_IN_WORDS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_DAY}[ -]{_WORD}[ -]{_YEAR}",
        rf"{_WORD} {_DAY},? {_YEAR}",
        rf"{_YEAR}[ -]{_WORD}[ -]{_DAY}",
    )
)
# English, Dutch and Swedish, whole or shortened.
_MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january januari jan", "february februari feb", "march maart mars mar mrt", "april apr", "may mei maj",
            "june juni jun", "july juli jul", "august augustus augusti aug", "september sept sep",
            "october oktober oct okt", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip


def days_meant(written: str) -> list[str]:
    """The days that a text can mean, as YYYY-MM-DD, in order; none where it is no day at all."""
    word = written.strip().lower()
    match = _IN_DIGITS.fullmatch(word)
    if match is None:
        return sorted(_in_words(word) - {""})
    days = {_iso(match[1], match[3], match[4]), _iso(match[4], match[3], match[1])}
    # What stands between slashes may be written month first, and a year first may have its day second.
    days |= {_iso(match[4], match[1], match[3])} if match[2] == "/" else set()
    days |= {_iso(match[1], match[4], match[3])} if not days - {""} else set()
    return sorted(days - {""})


def is_in_digits(written: str) -> bool:
    """Whether a text is made like a day in digits, be there such a day or not."""
    return _IN_DIGITS.fullmatch(written.strip()) is not None


def _in_words(word: str) -> set[str]:
    matches = (pattern.fullmatch(word) for pattern in _IN_WORDS)
    return {
        _iso(match["year"], str(_MONTHS[match["month"]]), match["day"])
        for match in matches
        if match and match["month"] in _MONTHS
    }


def _iso(year: str, month: str, day: str) -> str:
    if len(year) != _YEAR_DIGITS:
        return ""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
