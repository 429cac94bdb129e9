"""How a table writes its numbers: what separates decimals and thousands, and which currency stands with them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .absent import sample_of
from .column import Column

_NUMBER = re.compile(
    r"[+−-]?\s*(?P<before>€|£|\$|¥|kr\.?|zł|[A-Z]{3})?\s*[+−-]?\(?(?P<digits>\d[\d.,'\s]*|[.,]\d+)\)?-?\s*(?P<after>€|£|\$|¥|kr\.?|zł|Kč|[A-Z]{3}|%)?",
    re.ASCII | re.IGNORECASE,
)
_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "¥": "JPY", "kr": "SEK", "kr.": "DKK", "zł": "PLN", "kč": "CZK"}
CODES = frozenset(
    ("EUR", "USD", "GBP", "SEK", "NOK", "DKK", "CHF", "PLN", "CZK", "JPY", "CAD", "AUD", "NZD", "CNY")
)
_MOSTLY = 0.9
_GROUP = re.compile(r"[1-9]\d{0,2}([.,])\d{3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Notation:
    """How numbers are written; `is_sure` is false where both readings of 1.234 are possible; `example` shows one."""

    decimal: str = "."
    thousands: str = ""
    is_sure: bool = True
    example: str = ""


def digits_of(text: str) -> str | None:
    """The digits and signs of a text that is a number in some notation; None for any other text."""
    match = _NUMBER.fullmatch(text)
    if match is None or any(_currency(match[side]) == "" for side in ("before", "after")):
        return None
    return match["digits"].strip()


def _currency(sign: str | None) -> str | None:
    """The currency of a sign; None without a sign or for a percentage; empty where it means no currency."""
    if not sign or sign == "%":
        return None
    code = _SIGNS.get(sign.casefold(), sign.upper())
    return code if code in CODES else ""


def currency_of(texts: Iterable[str]) -> str | None:
    """The currency that most often stands with numbers."""
    matches = (_NUMBER.fullmatch(text) for text in texts)
    signs = (_currency(match[side]) for match in matches if match for side in ("before", "after"))
    found = Counter(sign for sign in signs if sign)
    return found.most_common(1)[0][0] if found else None


def notation_of(columns: Iterable[Column], delimiter: str | None) -> Notation:
    """Tell decimals from thousands by all columns of numbers together; a semicolon between fields speaks for 1.234,5."""
    votes: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], str] = {}
    for column in columns:
        if column.is_written:
            for digits in _of_numbers(sample_of(column)):
                for vote in _votes(digits):
                    votes[vote] += 1
                    examples.setdefault(vote, digits)
    return _decided(votes, examples, delimiter)


def _of_numbers(texts: Sequence[str]) -> list[str]:
    read = [digits_of(text) for text in texts]
    numbers = [digits for digits in read if digits]
    return numbers if numbers and len(numbers) >= _MOSTLY * len(texts) else []


def _votes(digits: str) -> list[tuple[str, str]]:
    """What one number tells of point and comma: `decimal`, `thousands`, or that it may be either."""
    signs = [sign for sign in digits if sign in ".,"]
    if not signs:
        return []
    if len(set(signs)) > 1:
        return [("decimal", signs[-1]), ("thousands", signs[0])]
    if len(signs) > 1:
        return [("thousands", signs[0])]
    return [("either" if _GROUP.fullmatch(digits) else "decimal", signs[0])]


def _decided(
    votes: Counter[tuple[str, str]], examples: dict[tuple[str, str], str], delimiter: str | None
) -> Notation:
    comma = votes["decimal", ","] + votes["thousands", "."]
    point = votes["decimal", "."] + votes["thousands", ","]
    is_european = comma > point if comma or point else delimiter == ";"
    decimal, other = (",", ".") if is_european else (".", ",")
    grouped = bool(votes["thousands", other] or votes["either", other])
    doubtful = not comma and not point and ("either", ".") in votes
    return Notation(decimal, other if grouped else "", not doubtful, examples.get(("either", "."), ""))
