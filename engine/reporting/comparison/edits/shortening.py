"""Two long texts brought down to the words in which they differ."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from difflib import Match, SequenceMatcher

_ENOUGH = 90
"""Letters; a text up to this length is shown whole."""

_AROUND = 3
"""Words shown on each side of what differs."""

_MOST = 240


def shortened(old: str, new: str) -> tuple[str, str]:
    """Both texts, with an ellipsis for stretches that they share; each cut where it is still too long."""
    if max(len(old), len(new)) <= _ENOUGH:
        return old, new
    before, after = old.split(), new.split()
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    spans = [_omitted(block, len(before), len(after)) for block in blocks]
    gone = [{block.a + at for block, span in zip(blocks, spans, strict=True) for at in span}]
    gone += [{block.b + at for block, span in zip(blocks, spans, strict=True) for at in span}]
    return _cut(_without(before, gone[0])), _cut(_without(after, gone[1]))


def cut(text: str) -> str:
    """A text that stands alone, cut where it is too long."""
    return _cut(text)


def _cut(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST - 1].rstrip()}…"


def _omitted(block: Match, before: int, after: int) -> range:
    """The words of a stretch that both texts share which are not shown: all but those beside what differs."""
    begins = block.a == 0 and block.b == 0
    ends = block.a + block.size == before and block.b + block.size == after
    first, last = 0 if begins else _AROUND, block.size - (0 if ends else _AROUND)
    return range(first, last) if last - first > 1 else range(0)


def _without(words: Sequence[str], gone: AbstractSet[int]) -> str:
    """The words, with an ellipsis for each stretch that is left out."""
    kept = (
        "…" if index in gone else word for index, word in enumerate(words) if not {index, index - 1} <= gone
    )
    return " ".join(kept)
