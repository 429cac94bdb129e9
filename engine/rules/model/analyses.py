"""The analyses that a ruleset asks for: opportunities, best customers, rankings, the buying committee."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .scores import Criterion
from .texts import Duration, Text


@dataclass(frozen=True, slots=True)
class Gaps:
    """What peers buy and this account does not."""

    table: str
    item: str
    measure: str
    peers: str
    bought_by: float
    expected: Literal["median", "average"] = "median"
    last: Duration | None = None


@dataclass(frozen=True, slots=True)
class Opportunity:
    """Money there to be taken: `amount` where `when` is certainly true, or from `gaps`."""

    id: str
    title: Text = Text()
    when: str | None = None
    amount: str | None = None
    gaps: Gaps | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class BestCustomers:
    """Who the best are, among whom, and by which traits they may be told apart; `keep` of them."""

    are: str
    traits: tuple[str, ...]
    among: str | None = None
    keep: int = 3


@dataclass(frozen=True, slots=True)
class RankingMetric:
    """One figure per segment: a `share` or `average` over its accounts, or a `weighted` sheet.

    `relative_to` "all" divides by the same figure over all accounts. A sheet is table `table` with one row per
    segment, item and rater: `weighted` the rating, `by` its weight.
    """

    id: str
    title: Text = Text()
    share: str | None = None
    average: str | None = None
    relative_to: Literal["all"] | None = None
    table: str | None = None
    weighted: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Segments of one segmentation scored against each other."""

    id: str
    of: str
    metrics: Mapping[str, RankingMetric]
    criteria: Mapping[str, Criterion]
    title: Text = Text()
    apart: str | None = None
    shortlist: int | None = None


@dataclass(frozen=True, slots=True)
class Study:
    """Which won deals are studied for the buying committee."""

    pick: Literal["latest", "largest", "fastest"] = "latest"
    deals: int = 10
    per: str | None = None


@dataclass(frozen=True, slots=True)
class BuyingCommittee:
    """Who takes part in a purchase, in which role, by evidence."""

    contacts: str
    deals: str
    involvement: str
    won: str
    roles: Mapping[str, str]
    study: Study = Study()
    interview: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
