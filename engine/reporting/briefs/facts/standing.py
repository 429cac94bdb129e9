"""Why an account stands in a tier, a flow, its bins or among the others; or what such a segment means."""

from dataclasses import dataclass
from typing import Literal

from ....rules.model.texts import Text
from .figure import Figure, Named

By = Literal["value", "cumulative_share", "share_of_accounts", "flow", "rfm", "otherwise"]


@dataclass(frozen=True, slots=True)
class StandingFacts:
    """See `Standing`. `measures` are what is ranked, a flow's periods and first purchase, or what the rules of other
    segments look at; their figures have no value where `about` is a segment. `bins` are ranges (low, high) by dimension, 0 for a missing one.
    """

    by: By
    about: Literal["account", "segment"]
    measures: tuple[Named, ...] = ()
    at_least: Figure | None = None
    below: Figure | None = None
    flow: str = ""
    tolerance: float = 0.0
    bins: tuple[tuple[int, int] | None, ...] = ()
    most: int = 0
    beyond: Text | None = None
