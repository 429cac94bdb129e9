"""Playbooks: those that nobody gets, and two that fit the same accounts equally well."""

from collections.abc import Iterator
from itertools import combinations

from ..expressions.demands import ALWAYS
from ..expressions.world import Outcome
from ..findings import Finding
from .rulebook import Rulebook
from .shadows import Shadow, Turn, shadowed
from .telling import finding, named
from .witness import example, in_words


def check_playbooks(book: Rulebook) -> Iterator[Finding]:
    turns = [_turn(book, id) for id in _by_choice(book)]
    shadows = shadowed(book, "playbooks", ALWAYS, turns)
    for shadow in shadows:
        if book.plan.expressions[_path(shadow.turn.id)].always is not False:
            yield _never(book, shadow)
    gone = {shadow.turn.id for shadow in shadows}
    yield from _rivals(book, [id for id in book.ruleset.playbooks if id not in gone])


def _path(id: str) -> str:
    return f"playbooks.{id}.for"


def _turn(book: Rulebook, id: str) -> Turn:
    return Turn(id, book.claim(_path(id), Outcome.TRUE), book.claim(_path(id), Outcome.NOT_TRUE))


def _names(book: Rulebook, id: str) -> int:
    return len(book.plan.expressions[_path(id)].names)


def _by_choice(book: Rulebook) -> list[str]:
    """As they are chosen: the one whose `for` names the most values first, of equals the first of the file."""
    return sorted(book.ruleset.playbooks, key=lambda one: -_names(book, one))


def _never(book: Rulebook, shadow: Shadow) -> Finding:
    id, by = shadow.turn.id, shadow.by
    if by:
        verb = "goes" if len(by) == 1 else "go"
        why = f"{named(by)} {verb} before it for every account that it is for"
        fix = f"narrow {named(by[:1])}, or take it out"
    else:
        why, fix = (
            "no account can be what it is for",
            "write what it is for in terms that occur, or take it out",
        )
    whens = [
        f'"{one}" is for {" ".join(book.ruleset.playbooks[one].applies.split())}' for one in (*by[:3], id)
    ]
    return finding(
        book.ruleset,
        "W426",
        _path(id),
        f'no account can get the playbook "{id}": {why}',
        found="; ".join(whens),
        fix=fix,
    )


def _rivals(book: Rulebook, ids: list[str]) -> Iterator[Finding]:
    for first, second in combinations(ids, 2):
        if book.exhausted:
            return
        if _names(book, first) != _names(book, second):
            continue
        some = example(book, _path(second), _turn(book, first).true, _turn(book, second).true)
        if some is not None:
            yield finding(
                book.ruleset,
                "W427",
                _path(second),
                f'"{first}" and "{second}" fit the same accounts equally well, and "{first}" is taken because it stands first',
                expected="one playbook for an account, or one that asks for more than the other",
                found=f"{in_words(some)} fits both",
                fix=f'add to "{second}" what sets its accounts apart, or put it above "{first}"',
            )
