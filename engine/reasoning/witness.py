"""An account that shows what is meant, in words: `country = SE and employees = 30`."""

import math
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from ..expressions.demands import Claim, Demand, Facts, TooMuchError, asked_about
from ..expressions.possible import Numbers, Possible, Span, Words
from ..expressions.types import Kind
from .rulebook import Rulebook

Witness = Mapping[str, str | float | bool | date | None]
"""Values of names; None for one that is missing."""

_EPOCH = date(1970, 1, 1)


def example(book: Rulebook, path: str, *claims: Claim, missing: bool = False) -> Witness | None:
    """An account for which claims surely hold, or None where none is certain.

    It is certain where every value asked about is one of the account's own, or counts rows of a table that no other
    one counts. With `missing` some values may be missing, else none is.
    """
    names = Counter(name for claim in claims for name in set(asked_about(claim)))
    if not _independent(book, names):
        return None
    known = () if missing else tuple(_known(book, name) for name in names)
    try:
        facts = book.facts(*claims, *known)
    except TooMuchError:
        book.gave_up.append(path)
        return None
    return None if facts is None else _told(book, facts)


def _independent(book: Rulebook, names: Counter[str]) -> bool:
    tables = Counter(table for name in names if (table := book.linked_table(name)))
    free = all(book.is_exact(name) or book.linked_table(name) for name in names)
    return free and all(count == 1 for count in tables.values())


def _known(book: Rulebook, name: str) -> Demand:
    return Demand(name, book.possible(name, book.plan.types[name]).never_missing())


def _told(book: Rulebook, facts: Facts) -> Witness:
    ordered = [*book.ruleset.accounts.fields, *book.ruleset.metrics]
    return {name: _value(book, name, facts[name]) for name in ordered if name in facts}


def _value(book: Rulebook, name: str, left: Possible) -> str | float | bool | date | None:
    if left.known.empty:
        return None
    found = book.plan.types[name]
    if isinstance(left.known, Words):
        word = _word(left.known, found.values or ())
        return word == "true" if found.kind is Kind.BOOLEAN else word
    number = _number(left.known)
    return _EPOCH + timedelta(days=int(number)) if found.kind is Kind.DATE else number


def _word(words: Words, order: tuple[str, ...]) -> str:
    """The first in the order of the file; of any other text one that nothing asks about."""
    if not words.others:
        return next((word for word in order if word in words.listed), min(words.listed))
    word = "something else"
    while word in words.listed:
        word = f"{word} again"
    return word


def _number(numbers: Numbers) -> float:
    """A plain number: a whole one where there is one, near 0, as people would choose it."""
    candidates = [_within(span) for span in numbers.spans]
    return min(candidates, key=lambda value: (not value.is_integer(), abs(value)))


def _within(span: Span) -> float:
    if span.low <= 0 <= span.high and not Span(0, 0).meet(span).empty:
        return 0.0
    whole = span.whole()
    if whole.low <= whole.high:
        return (
            float(whole.low if whole.low > 0 else whole.high)
            if math.isfinite(whole.low)
            else float(whole.high)
        )
    return span.low if not span.low_open else span.high if not span.high_open else (span.low + span.high) / 2


def in_words(witness: Witness) -> str:
    """`country = SE and employees = 30`; `any account` where nothing is asked."""
    parts = [
        f"{name} missing" if value is None else f"{name} = {_written(value)}"
        for name, value in witness.items()
    ]
    return f"an account with {' and '.join(parts)}" if parts else "any account"


def _written(value: "str | float | bool | date") -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.10g}" if isinstance(value, float) else str(value)
