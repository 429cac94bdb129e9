"""Two runs compared: who moved, how much money, and what else changed. As data, in no language."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from ...expressions.columns import Floats, Mask
from ..plain import rows_of
from .drift import ScoreDrift, ValueDrift, score_drifts, value_drifts
from .movement import Movement, Scales, movement
from .pairing import Pairing, money_of, names_of
from .sides import Side
from .sums import Purse, Sum


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """What differs between the results of two rulesets on the same accounts.

    `names` and `money` are by account of the `pairing`; `money` is what the account is worth by the new run (by the old
    one where the new one does not have it). `before` and `after` are all accounts with their money, of each run.
    `movements` hold every segmentation that both have, in the order of the new file; `added` and `removed` are the ids
    of those that only one has. `moved` are the accounts that moved in any of the movements.
    """

    old: Side
    new: Side
    pairing: Pairing
    names: list[str]
    money: Floats | None
    before: Sum
    after: Sum
    movements: Mapping[str, Movement]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    scores: tuple[ScoreDrift, ...]
    values: tuple[ValueDrift, ...]
    moved: Sum

    @property
    def moved_mask(self) -> Mask:
        """Who moved in any segmentation."""
        return _anywhere(self.movements, len(self.pairing))

    @property
    def purse(self) -> Purse:
        return Purse.of(self.money)

    def key(self, row: int) -> str:
        """The key of the account in a row of the pairing."""
        keys = self.pairing.keys
        return keys.vocabulary[int(keys.codes[row])]

    def worth(self, row: int) -> float | None:
        """The money of one account; None where it is missing or the ruleset has none."""
        if self.money is None:
            return None
        value = float(self.money[row])
        return None if value != value else value  # noqa: PLR0124 - NaN


def compare(old: Side, new: Side, segmentations: Collection[str] | None = None) -> Comparison:
    """Compare two runs on the same data; `segmentations` keeps it to those ids.

    Every figure is what two separate runs give: a segment's accounts before and after are those of their tables.
    """
    pairing = Pairing.of(old.results.keys, new.results.keys)
    money = money_of(pairing, old, new)
    scales = Scales.of(pairing, old, new, Purse.of(money))
    before, after = (
        [id for id in side.results.segmentations if segmentations is None or id in segmentations]
        for side in (old, new)
    )
    movements = {id: movement(id, pairing, old, new, scales) for id in after if id in before}
    moved = _anywhere(movements, len(pairing))
    return Comparison(
        old,
        new,
        pairing,
        names_of(pairing, old, new),
        money,
        scales.old.sum(rows_of(pairing.old >= 0)),
        scales.new.sum(rows_of(pairing.new >= 0)),
        movements,
        tuple(id for id in after if id not in before),
        tuple(id for id in before if id not in after),
        score_drifts(pairing, old, new, moved),
        value_drifts(pairing, old, new),
        scales.now.where(moved),
    )


def _anywhere(movements: Mapping[str, Movement], size: int) -> Mask:
    masks = [each.before != each.after for each in movements.values()]
    found: Mask = np.logical_or.reduce([*masks, np.zeros(size, dtype=np.bool_)])
    return found
