"""The list of edits, in words, with what each of them moves."""

from collections.abc import Iterator

from ...analysis.comparison import Review
from .causes import notes, where
from .edits import Wording
from .sheet import EditLine
from .speaker import Speaker
from .words import edit_words

SHOWN = 6
"""So many edits of one line are told; where many are tried together, the rest is counted."""


def moving_lines(review: Review, speaker: Speaker) -> Iterator[EditLine]:
    """The edits that can move somebody; without data those that could."""
    attribution = review.attribution
    if attribution is None:
        return
    for number, (unit, did) in enumerate(zip(attribution.units, attribution.contributions, strict=True)):
        yield EditLine(
            str(number + 1),
            tuple(_texts(review, unit.edits, speaker)),
            speaker.count(did.alone.accounts),
            speaker.accounts(did.alone.accounts),
            speaker.money(did.alone.money),
            speaker.count(did.added.accounts),
            tuple(where(did, speaker)),
            tuple(notes(number, attribution, speaker)),
        )


def other_lines(review: Review, speaker: Speaker) -> Iterator[EditLine]:
    """The edits that nobody moves by; without data all of them."""
    tried = {
        index for unit in (review.attribution.units if review.attribution else ()) for index in unit.edits
    }
    for index in range(len(review.edits)):
        if index not in tried:
            yield EditLine("", tuple(_texts(review, (index,), speaker)))


def _texts(review: Review, edits: tuple[int, ...], speaker: Speaker) -> Iterator[Wording]:
    for index in edits[:SHOWN]:
        yield edit_words(review.edits[index], review.old.plan, review.new.plan, speaker.language)
    if len(edits) > SHOWN:
        left = len(edits) - SHOWN
        more = speaker._.plural(
            "and {count} more edit", "and {count} more edits", left, count=speaker.count(left)
        )
        yield Wording(more)
