"""The nearest name, where one was misspelt."""

from collections.abc import Iterable

_CUTOFF = 70.0


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name that a reader most likely meant by `word`; None where none is close. Case does not count."""
    from rapidfuzz import fuzz, process, utils  # only a run that found a fault pays for it

    candidates = sorted(set(names))
    found = process.extractOne(
        word, candidates, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=_CUTOFF
    )
    return found[0] if found else None
