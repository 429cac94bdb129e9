"""What changed without anybody having to move: scores and the values behind them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ...expressions.columns import Column, Condition, Dates, Floats, Mask, Numbers, Texts
from ...rules.model import Text
from ..glossary import term
from ..plain import rows_of
from ..totals import Summable
from .pairing import Pairing, spread
from .sides import Side


@dataclass(frozen=True, slots=True)
class ScoreDrift:
    """A score that differs for some accounts.

    `changed` counts accounts whose score differs, `stayed` those of them that moved in no segmentation. `average` and
    `largest` are changes in points over the accounts that have the score in both runs (None where there are none);
    `largest` has a sign, and `account` is the row of the pairing that it belongs to. `gained` and `lost` count
    accounts that have a score only in the new or only in the old run.
    """

    id: str
    title: Text
    changed: int
    stayed: int
    gained: int
    lost: int
    average: float | None
    largest: float | None
    account: int | None


@dataclass(frozen=True, slots=True)
class ValueDrift:
    """A metric or field that differs for some accounts; `before` and `after` are sums where it is a number."""

    id: str
    title: Text
    kind: Literal["metric", "field"]
    shape: str
    unit: str | None
    changed: int
    before: float | None
    after: float | None


def score_drifts(pairing: Pairing, old: Side, new: Side, moved: Mask) -> tuple[ScoreDrift, ...]:
    """The scores that both rulesets have and that differ, in the order of the new file."""
    shared = [id for id in new.results.scores if id in old.results.scores]
    found = (_score(id, pairing, old, new, moved) for id in shared)
    return tuple(each for each in found if each.changed)


def _score(id: str, pairing: Pairing, old: Side, new: Side, moved: Mask) -> ScoreDrift:
    before = spread(old.results.scores[id].score, pairing.old)
    after = spread(new.results.scores[id].score, pairing.new)
    there = (pairing.old >= 0) & (pairing.new >= 0)
    changed = there & _differs(before, after)
    gained, lost = (changed & np.isnan(side) for side in (before, after))
    rows = rows_of(changed & ~gained & ~lost)
    change = np.round(after[rows] - before[rows], 2)
    widest = int(np.argmax(np.abs(change))) if len(rows) else None
    mean, _ = Summable.of(change).average(np.arange(len(rows)))
    return ScoreDrift(
        id,
        term(new.plan, id).title,
        int(changed.sum()),
        int((changed & ~moved).sum()),
        int(gained.sum()),
        int(lost.sum()),
        mean,
        None if widest is None else float(change[widest]),
        None if widest is None else int(rows[widest]),
    )


def value_drifts(pairing: Pairing, old: Side, new: Side) -> tuple[ValueDrift, ...]:
    """The fields and metrics that both rulesets have and that differ, in the order of the new file."""
    return tuple(_values(pairing, old, new))


def _values(pairing: Pairing, old: Side, new: Side) -> Iterator[ValueDrift]:
    there = (pairing.old >= 0) & (pairing.new >= 0)
    for id, column in new.results.values.items():
        was = old.results.values.get(id)
        if was is None:
            continue
        before, after = was.take(pairing.old[there]), column.take(pairing.new[there])
        changed = int(unlike(before, after).sum())
        if changed:
            about = term(new.plan, id)
            kind: Literal["metric", "field"] = "metric" if id in new.plan.ruleset.metrics else "field"
            sums = (_sum(was), _sum(column))
            yield ValueDrift(id, about.title, kind, about.shape, about.unit, changed, *sums)


def _sum(column: Column) -> float | None:
    if not isinstance(column, Numbers):
        return None
    return Summable.of(column.values).total(np.arange(len(column)))


def unlike(before: Column, after: Column) -> Mask:
    """Where two columns of the same accounts differ; missing and missing are alike."""
    if isinstance(before, Numbers | Dates) and type(before) is type(after):
        return _differs(before.values, after.values)
    if isinstance(before, Condition) and isinstance(after, Condition):
        different: Mask = (before.true != after.true) | (before.false != after.false)
        return different
    if isinstance(before, Texts) and isinstance(after, Texts):
        other: Mask = _words(before) != _words(after)
        return other
    return np.ones(len(after), dtype=np.bool_)


def _differs(before: Floats, after: Floats) -> Mask:
    different: Mask = (before != after) & ~(np.isnan(before) & np.isnan(after))
    return different


def _words(column: Texts) -> NDArray[np.object_]:
    return np.array([*column.vocabulary, None], dtype=object)[column.codes]
