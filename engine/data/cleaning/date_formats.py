"""The date format that values were probably written in, for the advice on dates that could not be read."""

import re
from collections.abc import Iterator, Sequence

from .date import day_of, pattern_of

_WRITTEN = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}", re.ASCII)
_ORDERS = (("DD", "MM", "YYYY"), ("MM", "DD", "YYYY"), ("YYYY", "MM", "DD"))


def likely_formats(texts: Sequence[str]) -> list[str]:
    """The format that gives a day of the calendar for most of the texts; none where they look like no dates.

    Two where two fit equally many: then the texts cannot tell whether the day or the month stands first.
    """
    fits = {written: count for written in _candidates(texts) if (count := _fitting(written, texts))}
    return [written for written, count in fits.items() if count == max(fits.values())][:2]


def _candidates(texts: Sequence[str]) -> Iterator[str]:
    """Each order with each sign that occurs, first with two digits everywhere, then also with one."""
    signs = dict.fromkeys(match[1] for text in texts if (match := _WRITTEN.match(text)))
    for sign in signs:
        for order in _ORDERS:
            strict = sign.join(order)
            loose = strict.replace("DD", "D").replace("MM", "M")
            yield loose if _fitting(loose, texts) > _fitting(strict, texts) else strict


def _fitting(written: str, texts: Sequence[str]) -> int:
    pattern = pattern_of(written)
    matches = (pattern.fullmatch(text) for text in texts)
    return sum(match is not None and day_of(match) is not None for match in matches)
