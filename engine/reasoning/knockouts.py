"""Knock-outs: those that others make superfluous, and those that take out nobody or everybody."""

from collections.abc import Iterator
from itertools import combinations

from ..expressions.demands import Claim, asked_about
from ..expressions.world import Outcome
from ..findings import Finding
from .rulebook import Rulebook
from .telling import finding


def check_knockouts(book: Rulebook) -> Iterator[Finding]:
    paths = {id: f"knockouts.{id}.when" for id in book.ruleset.knockouts}
    open_ones = [id for id, path in paths.items() if book.plan.expressions[path].always is None]
    alive = []
    for id in open_ones:
        if book.impossible(paths[id], book.claim(paths[id], Outcome.TRUE)):
            yield _nobody(book, id)
        else:
            alive.append(id)
    yield from _everybody(book, alive, told=len(open_ones) < len(paths))
    yield from _implied(book, alive)


def _nobody(book: Rulebook, id: str) -> Finding:
    return finding(
        book.ruleset,
        "W429",
        f"knockouts.{id}.when",
        f'the knock-out "{id}" takes out nobody: no account can be what it asks for',
        fix="change what it asks for, or take it out",
    )


def _everybody(book: Rulebook, ids: list[str], *, told: bool) -> Iterator[Finding]:
    if told or not ids or not book.impossible("knockouts", book.knocked_out(wanted=False)):
        return
    yield finding(
        book.ruleset,
        "W429",
        "knockouts",
        "the knock-outs together take out every account",
        expected="accounts that are left for the matrix",
        fix="narrow one of them",
    )


def _implied(book: Rulebook, ids: list[str]) -> Iterator[Finding]:
    """Each knock-out that another one implies, told once; of two that are equal the later one."""
    told: set[str] = set()
    speaks_of = {id: set(asked_about(_true(book, id))) for id in ids}
    for first, second in combinations(ids, 2):
        if book.exhausted:
            return
        if {first, second} & told or not speaks_of[first] & speaks_of[second]:
            continue
        inner = [
            (one, other) for one, other in ((second, first), (first, second)) if _is_inside(book, one, other)
        ]
        if inner:
            told.add(inner[0][0])
            yield _superfluous(book, *inner[0], equal=len(inner) == 2)  # noqa: PLR2004 - either way


def _true(book: Rulebook, id: str) -> Claim:
    return book.claim(f"knockouts.{id}.when", Outcome.TRUE)


def _is_inside(book: Rulebook, one: str, other: str) -> bool:
    not_other = book.claim(f"knockouts.{other}.when", Outcome.NOT_TRUE)
    return book.impossible(f"knockouts.{one}.when", _true(book, one), not_other)


def _superfluous(book: Rulebook, one: str, other: str, *, equal: bool) -> Finding:
    whens = [" ".join(book.ruleset.knockouts[id].when.split()) for id in (one, other)]
    return finding(
        book.ruleset,
        "W428",
        f"knockouts.{one}.when",
        f'the knock-out "{one}" takes out the same accounts as "{other}"'
        if equal
        else f'every account that the knock-out "{one}" takes out is taken out by "{other}" as well',
        found=f'"{one}" asks for {whens[0]}; "{other}" asks for {whens[1]}',
        fix=f'take "{one}" out, or narrow "{other}"',
    )
