"""The nearest name, where one was misspelt."""

import re
from collections.abc import Iterable

_CUTOFF = 70.0
_FEWEST_LETTERS = {0: 1, 1: 4, 2: 7}
"""How many letters a name has at least, to be meant without asking by a word with so many slips in it."""


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name that a reader most likely meant by `word`; None where none is close. Case does not count."""
    from rapidfuzz import fuzz, process, utils  # only a run that found a fault pays for it

    candidates = sorted(set(names))
    found = process.extractOne(
        word, candidates, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=_CUTOFF
    )
    return found[0] if found else None


def unmistakable(word: str, names: Iterable[str]) -> str | None:
    """The name that alone can be meant by `word`: a slip or two away, and every other name twice as far.

    A slip is a letter left out, put in, mistaken, or two exchanged. Capitals and signs between words do not count.
    Names that differ in digits, or by a word, are different names: `revenue_24m`, `customer` and `customer_id`.
    """
    from rapidfuzz.distance import OSA

    slips = sorted((OSA.distance(_letters(word), _letters(name)), name) for name in set(names))
    if not slips:
        return None
    fewest, name = slips[0]
    rivals = [other for count, other in slips[1:] if count <= max(2 * fewest - 1, fewest)]
    short = len(_letters(name)) < _FEWEST_LETTERS.get(fewest, len(name) + 1)
    other = _digits(word) != _digits(name) or (fewest > 0 and _words(word) != _words(name))
    return None if rivals or short or other else name


def _letters(name: str) -> str:
    return re.sub(r"[\s_-]", "", name.casefold())


def _words(name: str) -> int:
    return len(re.split(r"[\s_-]+", name))


def _digits(name: str) -> str:
    return re.sub(r"\D", "", name)
