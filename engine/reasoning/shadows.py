"""Which earlier ones leave nothing for a later one, where the first that is true counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..expressions.demands import Claim
from .rulebook import Rulebook

_MOST_NAMED = 12
"""Among more than these it is not worth finding out which are the ones."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One of several that are tried in order: when it is true, when it is not, and its name."""

    id: str
    true: Claim
    not_true: Claim


@dataclass(frozen=True, slots=True)
class Shadow:
    """A turn that never comes. `by` are the earlier ones that take all it asks for; none where it asks the impossible."""

    turn: Turn
    by: tuple[str, ...]


def shadowed(book: Rulebook, path: str, given: Claim, turns: Sequence[Turn]) -> list[Shadow]:
    """The turns that no account comes to, among the accounts for which `given` holds."""
    found: list[Shadow] = []
    before: list[Turn] = []
    for turn in turns:
        if book.exhausted:
            break
        if book.impossible(path, given, turn.true):
            found.append(Shadow(turn, ()))
            continue
        if before and book.impossible(path, given, turn.true, *(earlier.not_true for earlier in before)):
            found.append(Shadow(turn, _by(book, path, (given, turn.true), before)))
        before.append(turn)
    return found


def _by(book: Rulebook, path: str, asked: tuple[Claim, ...], before: Sequence[Turn]) -> tuple[str, ...]:
    """As few of the earlier ones as already take everything."""
    for earlier in before:
        if book.impossible(path, *asked, earlier.not_true):
            return (earlier.id,)
    kept = list(before)
    for earlier in before if len(before) <= _MOST_NAMED else ():
        fewer = [turn for turn in kept if turn is not earlier]
        if book.impossible(path, *asked, *(turn.not_true for turn in fewer)):
            kept = fewer
    return tuple(turn.id for turn in kept)
