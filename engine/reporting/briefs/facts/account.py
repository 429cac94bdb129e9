"""One account's card: its route through the rules, as `explain` tells it."""

from dataclasses import dataclass
from typing import Literal

from ....rules.model.texts import Text
from .figure import Figure, Named
from .standing import StandingFacts


@dataclass(frozen=True, slots=True)
class ValueFacts:
    """A value that the rules look at, what is wrong with it, and where it comes from."""

    name: str
    title: Text
    figure: Figure
    outdated: bool = False
    invalid: bool = False
    from_whom: str | None = None
    method: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class KnockoutFacts:
    """A knock-out that fired, could not be checked (`missing` says why), or is clear.

    `reason` may name values as `{country}`; `values` holds them by name.
    """

    id: str
    title: Text
    state: Literal["fired", "unknown", "clear"]
    reason: Text
    rule: Text
    values: tuple[tuple[str, Figure], ...] = ()
    missing: tuple[Text, ...] = ()
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class CriterionFacts:
    """A criterion's route to points; see `CriterionReason`."""

    path: str
    title: Text
    depth: int
    is_group: bool
    figure: Figure
    points: float | None
    weight: float
    contribution: float
    applies: bool
    assumed: bool
    judgement: bool
    missing: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoreFacts:
    """A score 0..100, None where nothing is known; `low` and `high` are its bounds over the missing facts."""

    id: str
    title: Text
    score: float | None
    completeness: float
    low: float | None
    high: float | None
    criteria: tuple[CriterionFacts, ...]


@dataclass(frozen=True, slots=True)
class DecidingFacts:
    """The criterion whose missing value could change the segment, and the facts behind it."""

    title: Text
    missing: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class StepFacts:
    """One criterion that alone would lift the account; the targets are those of `Target`."""

    title: Text
    figure: Figure
    points: float | None
    needed: float
    at_least: Figure | None = None
    at_most: Figure | None = None
    below: Figure | None = None
    one_of: tuple[str, ...] = ()
    otherwise: bool = False
    rule: Text | None = None


@dataclass(frozen=True, slots=True)
class LiftFacts:
    """The way to the next level of an axis."""

    axis: Text
    score: float
    level: str
    next_level: str
    start: float
    steps: tuple[StepFacts, ...]
    segment: Text | None = None


@dataclass(frozen=True, slots=True)
class TierFacts:
    """What the account would have to be worth to stand in the next tier."""

    title: Text
    now: Figure
    needed: Figure
    segment: Text


@dataclass(frozen=True, slots=True)
class WayUpFacts:
    """What would move the account up, or what stands in the way."""

    obstacle: Literal["knocked_out", "unrated"] | None = None
    missing: tuple[Text, ...] = ()
    lifts: tuple[LiftFacts, ...] = ()
    tier: TierFacts | None = None


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """Where the account is in one segmentation. `segments` are ids with their titles; `standing` is the reason where
    neither rules nor levels give it.
    """

    id: str
    title: Text
    method: str
    segments: tuple[tuple[str, Text], ...]
    rules: tuple[Text, ...] = ()
    levels: tuple[tuple[Text, str | None], ...] = ()
    certain: bool | None = None
    deciding: DecidingFacts | None = None
    unchecked: tuple[Text, ...] = ()
    way_up: WayUpFacts | None = None
    standing: StandingFacts | None = None


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """A card. `playbook` is the id of the account's playbook, `language` that of its offer, where it follows the account."""

    key: str
    name: str
    carry: tuple[Named, ...]
    money: Named | None
    knocked_out: bool
    places: tuple[PlaceFacts, ...]
    scores: tuple[ScoreFacts, ...]
    knockouts: tuple[KnockoutFacts, ...]
    values: tuple[ValueFacts, ...]
    playbook: str | None = None
    language: str | None = None
