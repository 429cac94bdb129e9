"""Columns of a run held against those of plain SQL."""

from typing import Any

from sikta.engine import Results
from sikta.engine.analysis.plain import plain_values
from sikta.engine.expressions.columns import Condition, Numbers


def computed(results: Results, name: str) -> list[Any]:
    """A metric, knock-out, score, or segmentation as plain values."""
    score, _, part = name.partition(".")
    if name in results.values:
        return list(plain_values(results.values[name]))
    if name in results.knockouts:
        found = results.knockouts[name]
        return list(plain_values(Condition(found.true, ~(found.true | found.unknown))))
    if score in results.scores:
        return list(plain_values(Numbers(getattr(results.scores[score], part or "score"))))
    segmentation = results.segmentations[name]
    if segmentation.members is not None:
        members = segmentation.members.items()
        return [[id for id, mask in members if mask[row]] for row in range(len(results))]
    return [None if code < 0 else segmentation.segments[code] for code in segmentation.codes.tolist()]


def different(found: list[Any], expected: list[Any]) -> str | None:
    """The first account for which two columns differ."""
    pairs = enumerate(zip(found, expected, strict=True))
    return next((f"{row}: {one!r}, in SQL {two!r}" for row, (one, two) in pairs if not same(one, two)), None)


def same(found: Any, expected: Any) -> bool:
    """Equal; numbers but for what one step in the last shown digit, or the noise of a huge one, makes of them.

    SQL adds averages and medians up in another order than the engine, and rounds afterwards as the engine does.
    """
    if isinstance(found, float) and isinstance(expected, int | float):
        return abs(found - expected) <= max(1.000001e-6, 1e-12 * abs(found))
    return bool(found == expected)
