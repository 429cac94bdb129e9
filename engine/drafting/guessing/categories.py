"""Texts: a few kinds that come back, or anything."""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ..naming.wording import filled, quoted
from ..naming.words import PERSON, tells
from .column import Column, Guess

_MOST_VALUES = 25
_EACH = 2
"""How often a value comes back on average, to be one of a few kinds."""

_LONGEST, _WORDS = 60, 3


def category_of(column: Column) -> Guess | None:
    """Its values in their most frequent spelling, where there are few and they come back."""
    if column.distinct > 2 * _MOST_VALUES or tells(column.header, PERSON):
        return None
    values = _spellings(column)
    if not 1 < len(values) <= _MOST_VALUES or column.known < _EACH * len(values):
        return None
    if any(len(value) > _LONGEST for value in values) or _are_sentences(values):
        return None
    evidence = f"{len(values)} different values{filled(column.known, column.rows)}"
    return replace(column.guess, type="category", values=values, evidence=evidence)


def _are_sentences(values: Sequence[str]) -> bool:
    return sum(value.count(" ") for value in values) > _WORDS * len(values)


def _spellings(column: Column) -> tuple[str, ...]:
    """Capitals do not count, so of `Hotel` and `hotel` the more frequent one is declared."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(column.texts.vocabulary):
        groups[unicodedata.normalize("NFC", text).casefold()].append(place)
    best = (max(places, key=lambda place: column.counts[place]) for places in groups.values())
    return tuple(sorted((column.texts.vocabulary[place] for place in best), key=str.casefold))


def text_of(column: Column) -> Guess:
    """Text as it stands; numbers with zeros in front stay as they are."""
    gaps = filled(column.known, column.rows)
    if column.is_unique:
        evidence = f"all {column.rows:,} different"
    else:
        count = "one value" if column.distinct == 1 else f"{column.distinct:,} different values"
        evidence = f"{count}, such as {quoted(column.most_frequent(1))}{gaps}"
    return replace(column.guess, type="text", evidence=evidence)
