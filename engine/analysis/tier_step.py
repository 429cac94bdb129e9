"""What an account would have to be worth to stand in the next tier, all others unchanged."""

import math
from dataclasses import dataclass

import numpy as np

from ..expressions.columns import Floats
from ..rules.model import Text, Tiers
from .case import Case
from .criteria import expression_term
from .glossary import Term, titled
from .targets import rounded_up

CENT = 100
"""An amount has to be beyond a share, not at it: by at least a hundredth."""

NOISE = 1e-6
"""A hundredth that is computed this close to a whole one is that whole one."""


@dataclass(frozen=True, slots=True)
class TierStep:
    """From `value` to `needed` of what the tiers rank by, into `segment` (id and title)."""

    term: Term
    value: float
    needed: float
    segment: tuple[str, Text]


def tier_step(case: Case, tiers: Tiers) -> TierStep | None:
    """The smallest value that reaches the tier above; None in the best tier."""
    result = case.results.segmentations[tiers.id]
    code, path = int(result.codes[case.row]), f"segmentations.{tiers.id}.rank_by"
    if code <= 0:
        return None
    values = case.everyone(path)
    above = tiers.segments[result.segments[code - 1]]
    others = (result.codes >= 0) & (np.arange(len(values)) != case.row)
    needed = above.start if tiers.cut == "value" else _needed(values[others], above.up_to or 0.0, tiers.cut)
    if needed is None:
        return None
    segment = (above.id, titled(above.title, above.id))
    return TierStep(expression_term(case.plan, path), float(values[case.row]), rounded_up(needed), segment)


def _needed(others: Floats, up_to: float, cut: str) -> float | None:
    """The least value v for which the share of those above v is below `up_to`.

    With the others sorted, high first, v beats all but the first k of them from the (k+1)th value on; the share of
    those k must stay below `up_to` of the total with v in it.
    """
    ordered = np.sort(np.maximum(others, 0.0) if cut == "cumulative_share" else others)[::-1]
    entries = np.append(ordered, 0.0 if cut == "cumulative_share" else -np.inf)
    ahead = np.arange(len(entries), dtype=np.float64)
    if cut == "share_of_accounts":
        least = np.where(ahead < up_to * len(entries), entries, np.inf)
    else:
        ahead = np.append(0.0, np.cumsum(ordered))
        least = np.maximum(entries, np.floor((ahead / up_to - ordered.sum()) * CENT + 1 + NOISE) / CENT)
        least = np.where(least < np.append(np.inf, ordered), least, np.inf)
    best = float(least.min())
    return best if math.isfinite(best) else None
