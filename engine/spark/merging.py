"""What was counted in the parts of a table, added up to what would have been counted in the whole."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import reduce
from typing import TypeVar

from ..data.appraisal import Appraisal
from ..data.known_names import KnownNames
from ..data.losses import LossCount, LossCounts
from ..data.money import Sum
from ..data.report import FieldCount
from ..data.shared_keys import SharedKeys
from ..data.succession import DatesInOrder
from ..data.thousands import PointedNumbers

REFUSED = 25
"""Refused values of a field that are looked at."""

POINTED, LINES = 2, 3
"""How many doubtful numbers and rows of dates out of order are shown."""

T = TypeVar("T")


def portable(appraisal: Appraisal) -> Appraisal:
    """An appraisal without the names of accounts: which was meant is found when those of all buckets are together."""
    return knowing(appraisal, KnownNames())


def knowing(appraisal: Appraisal, known: KnownNames) -> Appraisal:
    """The same with the names of accounts that could have been meant."""
    counts = {
        key: replace(count, known=known) if count.reason == "orphan" and count.known is not None else count
        for key, count in appraisal.losses.counts.items()
    }
    return replace(appraisal, losses=replace(appraisal.losses, known=known, counts=counts))


def merged(appraisals: Sequence[Appraisal]) -> Appraisal:
    """The appraisal of a table from those of its parts."""
    return reduce(_both, appraisals)


def has_orphans(appraisal: Appraisal) -> bool:
    """Whether rows name accounts that do not exist, so that the names of all accounts are asked for."""
    counts = appraisal.losses.counts.values()
    return any(count.reason == "orphan" and count.known is not None and count.rows for count in counts)


def _both(one: Appraisal, other: Appraisal) -> Appraisal:
    of = replace(one.of, rows=one.of.rows + other.of.rows, hidden=one.of.hidden + other.of.hidden)
    return replace(
        one,
        of=of,
        fields=_each(_field, one.fields, other.fields),
        losses=_losses(one.losses, other.losses),
        points=_each(_pointed, one.points, other.points),
        dates=_each(_dates, one.dates, other.dates),
        keys=_keys(one.keys, other.keys),
    )


def _each(merge: Callable[[T, T], T], ones: Iterable[T], others: Iterable[T]) -> list[T]:
    return [merge(one, other) for one, other in zip(ones, others, strict=True)]


def _field(one: FieldCount, other: FieldCount) -> FieldCount:
    refused = sorted((*one.refused, *other.refused), key=lambda example: example.line)
    return replace(
        one,
        rows=one.rows + other.rows,
        missing=one.missing + other.missing,
        invalid=one.invalid + other.invalid,
        mended=one.mended + other.mended,
        outdated=one.outdated + other.outdated,
        unasked=one.unasked + other.unasked,
        carried=_money(one.carried, other.carried),
        refused=refused[:REFUSED],
        texts=one.texts | other.texts,
    )


def _money(one: Sum | None, other: Sum | None) -> Sum | None:
    if one is None or other is None:
        return None
    whole = Sum()
    for powers in (one.powers, other.powers):
        for power, count in powers.items():
            whole.powers[power] += count
    return whole


def _losses(one: LossCounts, other: LossCounts) -> LossCounts:
    counts = dict(one.counts)
    for key, count in other.counts.items():
        counts[key] = _loss(counts[key], count) if key in counts else count
    return replace(one, counts=counts)


def _loss(one: LossCount, other: LossCount) -> LossCount:
    one.words.join(other.words)
    return replace(
        one,
        rows=one.rows + other.rows,
        unasked=one.unasked + other.unasked,
        carried=_money(one.carried, other.carried),
    )


def _pointed(one: PointedNumbers, other: PointedNumbers) -> PointedNumbers:
    first: dict[str, tuple[int, float]] = {}
    for text, found in sorted((*one.read.items(), *other.read.items()), key=lambda item: item[1][0]):
        first.setdefault(text, found)
    read = dict(list(first.items())[:POINTED])
    return replace(one, possible=one.possible and other.possible, read=read)


def _dates(one: DatesInOrder, other: DatesInOrder) -> DatesInOrder:
    return replace(one, rows=one.rows + other.rows, lines=sorted((*one.lines, *other.lines))[:LINES])


def _keys(one: SharedKeys | None, other: SharedKeys | None) -> SharedKeys | None:
    if one is not None and other is not None:
        one.join(other)
    return one
