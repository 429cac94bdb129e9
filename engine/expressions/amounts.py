"""Amounts of money as people write them, where an expression takes a bare number."""

import re
from collections.abc import Iterator

from .compiled import Fault
from .refusals import refused_amount

_SIGN = "[€£¥$]"
_NUMBER = r"\d(?:[\d.,]*\d)?"
_AMOUNT = re.compile(rf"{_SIGN}\s*(?P<after>{_NUMBER})|(?<![\w.])(?P<before>{_NUMBER})\s*{_SIGN}", re.ASCII)
_THOUSANDS = re.compile(
    r"[1-9]\d{0,2}(?:(?P<sign>[.,])\d{3})(?:(?P=sign)\d{3})*(?:(?!(?P=sign))[.,]\d{1,2})?", re.ASCII
)

_DOUBTFUL = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
"""Thousands, or three decimals."""


def amounts(text: str) -> Iterator[Fault]:
    """One fault for each number with the sign of a currency beside it, with the number that was meant."""
    for match in _AMOUNT.finditer(text):
        number = match["after"] or match["before"]
        yield refused_amount(
            match.group(), _plain(number), match.start(), sure=not _DOUBTFUL.fullmatch(number)
        )


def _plain(number: str) -> str:
    """Digits with a point before decimals. A sign before three digits separates thousands; empty where it cannot be told."""
    grouped = _THOUSANDS.fullmatch(number)
    bare = number.replace(grouped["sign"], "") if grouped else number
    plain = bare.replace(",", ".")
    return plain if plain.count(".") <= 1 else ""
