"""The known name that was probably meant."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The closest known word, None where none is close. Case does not count; of equals the first in the alphabet."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  only a misspelt word needs it

    choices = {name: name.casefold() for name in sorted(known)}
    found = process.extractOne(word.casefold(), choices, scorer=fuzz.ratio, score_cutoff=65)
    return found[2] if found else None
