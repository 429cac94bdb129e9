"""Tiers by value: those that the value never comes to."""

from collections.abc import Iterator

from ..expressions.world import Outcome
from ..findings import Finding
from ..rules.model import Tiers
from .rulebook import Rulebook
from .telling import finding


def check_tiers(book: Rulebook) -> Iterator[Finding]:
    for tiers in book.ruleset.segmentations.values():
        if not isinstance(tiers, Tiers) or tiers.cut != "value":
            continue
        path = f"segmentations.{tiers.id}"
        if book.impossible(path, book.claim(f"{path}.for", Outcome.TRUE)):
            continue  # told of the for: itself
        for id in tiers.segments:
            if book.impossible(f"{path}.segments.{id}", book.member(tiers, id)):
                yield _unreachable(book, tiers, id)


def _unreachable(book: Rulebook, tiers: Tiers, id: str) -> Finding:
    start = tiers.segments[id].start
    where = "is never below the others" if start is None else f"is never in the stretch from {start:g}"
    return finding(
        book.ruleset,
        "W421",
        f"segmentations.{tiers.id}.segments.{id}",
        f'the segment "{id}" can never be reached: "{tiers.rank_by}" {where}',
        found="no value of this size, as the fields and rules are declared",
        fix="move its bound, or take it out",
    )
