"""All weights drawn anew at once, many times: in how many of the draws each account keeps its segment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ...expressions.columns import Floats
from ...rules.editing.dial import Dial, DialKind
from .swing import Bench

SURE = 0.9
"""An account that keeps its segment in fewer of the draws than this is told apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Acceptability:
    """Per account the share of `draws` in which it keeps its segment, NaN for one that is in none.

    Every weight is drawn from the even distribution between `within` below and above its value, all of them together.
    This is the acceptability index of stochastic multicriteria acceptability analysis for the segment that an account
    is in, with the weights as they are for centre (SMAA; Lahdelma and Salminen 2001, Operations Research 49(3)).
    """

    draws: int
    within: float
    weights: int
    shares: Floats

    @property
    def mean(self) -> float | None:
        """The average share over the accounts with a segment."""
        known = self.shares[~np.isnan(self.shares)]
        return float(known.mean()) if len(known) else None

    @property
    def unsure(self) -> int:
        """Accounts that keep their segment in less than 90% of the draws."""
        return int(np.count_nonzero(self.shares < SURE))


def acceptability(
    bench: Bench, dials: Sequence[Dial], draws: int, within: float, seed: int, tell: Callable[[], None]
) -> Acceptability | None:
    """None where nothing is drawn, or where fewer than two weights have anything to do with the segmentation.

    The same seed gives the same draws. A draw that makes no sound ruleset is not counted.
    """
    weights = [dial for dial in dials if dial.kind is DialKind.WEIGHT]
    if draws < 1 or len(weights) < 2:  # noqa: PLR2004 - one weight alone has nothing to be weighed against
        return None
    drawn = np.random.default_rng(seed).uniform(1 - within, 1 + within, (draws, len(weights)))
    kept, counted, now = np.zeros(len(bench.rehearsal.first)), 0, bench.now
    for factors in drawn.tolist():
        edits = [
            dial.turned(round(dial.value * factor, 6)) for dial, factor in zip(weights, factors, strict=True)
        ]
        there = bench.placed_with(edits)
        if there is not None:
            kept += ~now.moved(there)
            counted += 1
        tell()
    if not counted:
        return None
    return Acceptability(counted, within, len(weights), np.where(now.placed, kept / counted, np.nan))
