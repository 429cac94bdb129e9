"""Why an account stands in a tier, a flow, its bins or among the others; or what such a segment means."""

from dataclasses import dataclass
from typing import Literal

from .figure import Figure, Named

By = Literal["value", "cumulative_share", "share_of_accounts", "flow", "rfm", "otherwise"]


@dataclass(frozen=True, slots=True)
class StandingFacts:
    """See `Standing`. `measures` are what is ranked, or a flow's periods and first purchase; their figures have no
    value where `about` is a segment. `bins` are ranges (low, high) by dimension, 0 for a missing one.
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
