"""How a score came about: what is told beside it is worked out when somebody asks, and then kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..expressions.columns import Floats, Index, Mask
from ..expressions.rounding import round_half_up
from .contributions import Cents, contributions
from .criteria import Outcome, Reach, reach_of, share
from .thin import spread

DECIMALS = 2
COMPLETENESS_DECIMALS = 6


@dataclass(frozen=True, slots=True, eq=False)
class _Share:
    """A criterion's share (0..1) of the weight that applies, and of the weight that is known."""

    outcome: Outcome
    weight: Floats
    known: Floats


class ScoreWorkings:
    """What is told beside a score, of all accounts: completeness, bounds, weights and contributions."""

    def __init__(self, score: Floats, outcomes: Sequence[Outcome]) -> None:
        self._score = score
        self._outcomes = outcomes

    @property
    def completeness(self) -> Floats:
        complete = round_half_up(self._reach.completeness, COMPLETENESS_DECIMALS)
        return self._overlaid(np.ones(len(self._score)), complete)

    @property
    def low(self) -> Floats:
        return self._overlaid(self._score, round_half_up(self._reach.low, DECIMALS))

    @property
    def high(self) -> Floats:
        return self._overlaid(self._score, round_half_up(self._reach.high, DECIMALS))

    def weight(self, path: str) -> Floats:
        return spread(self._shares[path].weight, len(self._score))

    def contribution(self, path: str) -> Floats:
        """A leaf's own hundredths; those of all its leaves for a group."""
        leaves = self._shares[path].outcome.leaves()
        return sum((self._cents[leaf.criterion.path] for leaf in leaves), np.zeros(1, dtype=np.int32)) / 100

    @cached_property
    def _open(self) -> Index:
        """The accounts of which not everything is known. For all others both bounds are the score itself."""
        missing: Mask = np.isnan(self._score)
        for outcome in self._outcomes:
            for leaf in outcome.leaves():
                missing = missing | (leaf.applies & ~leaf.known)
        return np.flatnonzero(missing)

    @cached_property
    def _reach(self) -> Reach:
        return reach_of([outcome.take(self._open) for outcome in self._outcomes])

    def _overlaid(self, known: Floats, values: Floats) -> Floats:
        if not self._open.size:
            return known
        whole = known.copy()
        whole[self._open] = values
        return whole

    @cached_property
    def _shares(self) -> Mapping[str, _Share]:
        return {each.outcome.criterion.path: each for each in _shares(self._outcomes, np.ones(1), np.ones(1))}

    @cached_property
    def _cents(self) -> Mapping[str, Cents]:
        leaves = [each for each in self._shares.values() if not each.outcome.members]
        known = [leaf.outcome.known & (leaf.known > 0) for leaf in leaves]
        parts = [
            np.where(mask, leaf.known * leaf.outcome.points, 0.0)
            for leaf, mask in zip(leaves, known, strict=True)
        ]
        paths = [leaf.outcome.criterion.path for leaf in leaves]
        return dict(zip(paths, contributions(self._score, parts, known), strict=True))


def _shares(outcomes: Sequence[Outcome], weight: Floats, known: Floats) -> Iterator[_Share]:
    """Groups before their members; `weight` and `known` are the shares of the group they are in."""
    applied, counted = np.zeros(1), np.zeros(1)
    for outcome in outcomes:
        applied = applied + outcome.criterion.weight * outcome.applies
        counted = counted + outcome.criterion.weight * outcome.known
    for outcome in outcomes:
        own = outcome.criterion.weight
        item = _Share(
            outcome,
            weight * share(np.multiply(own, outcome.applies), applied, 0.0),
            known * share(np.multiply(own, outcome.known), counted, 0.0),
        )
        yield item
        yield from _shares(outcome.members, item.weight, item.known)
