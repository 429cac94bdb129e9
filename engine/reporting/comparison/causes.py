"""Which edit moved an account, and what each edit does, in words."""

from collections.abc import Iterator, Sequence

from ...analysis.comparison import Attribution
from ...analysis.comparison.attribution import Contribution, Effect, Verdict
from .speaker import Speaker


def because(verdict: Verdict, speaker: Speaker) -> str:
    """Which edits, by their number in the list."""
    _, numbers = speaker._, in_words(verdict.units)
    if verdict.kind == "one":
        return _("edit {number}", number=numbers)
    if verdict.kind == "either" and verdict.or_rest:
        return _("edit {number}, or the others together", number=numbers)
    if verdict.kind == "either":
        return _("any one of the edits {numbers}", numbers=numbers)
    if verdict.kind == "joint":
        return _("the edits {numbers} together", numbers=numbers)
    return _("the edits {numbers}, against others", numbers=numbers)


def in_words(units: Sequence[int]) -> str:
    """Numbers as the list of edits has them, from 1."""
    return ", ".join(str(unit + 1) for unit in units)


def where(contribution: Contribution, speaker: Speaker) -> Iterator[str]:
    """The segmentations in which a unit moves accounts by itself, most first."""
    for effect in sorted(contribution.effects, key=lambda effect: -effect.alone.accounts):
        if effect.alone.accounts:
            yield _in_segmentation(effect, speaker)


def _in_segmentation(effect: Effect, speaker: Speaker) -> str:
    _, title, count = speaker._, speaker.segmentation(effect.segmentation), effect.alone.accounts
    up, down = effect.up or 0, effect.down or 0
    ways = [
        *([_("{count} up", count=speaker.count(up))] if up else []),
        *([_("{count} down", count=speaker.count(down))] if down else []),
    ]
    directions = f" ({', '.join(ways)})" if ways else ""
    return f"{title} {speaker.count(count)}{directions}"


def notes(unit: int, attribution: Attribution, speaker: Speaker) -> Iterator[str]:
    """What becomes of a unit in the company of the others."""
    _, contribution = speaker._, attribution.contributions[unit]
    shared = contribution.shared.accounts
    if shared:
        yield _.plural(
            "has a part in moving {count} other account",
            "has a part in moving {count} other accounts",
            shared,
            count=speaker.count(shared),
        )
    for other, count in _cancelled(contribution):
        yield _cancelling(other, count, speaker)


def _cancelled(contribution: Contribution) -> list[tuple[int | None, int]]:
    """By which unit how many at most, over the segmentations."""
    found: dict[int | None, int] = {}
    for effect in contribution.effects:
        for each in effect.cancelled:
            found[each.by] = max(found.get(each.by, 0), each.sum.accounts)
    return list(found.items())


def _cancelling(other: int | None, count: int, speaker: Speaker) -> str:
    _ = speaker._
    if other is None:
        return _.plural(
            "would move {count} account that the other edits keep in its place",
            "would move {count} accounts that the other edits keep in their place",
            count,
            count=speaker.count(count),
        )
    return _.plural(
        "would move {count} account that edit {number} keeps in its place",
        "would move {count} accounts that edit {number} keeps in their place",
        count,
        count=speaker.count(count),
        number=other + 1,
    )
