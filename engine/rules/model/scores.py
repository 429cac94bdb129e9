"""Knock-outs, criteria and scores."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from .texts import Text


@dataclass(frozen=True, slots=True)
class Knockout:
    """A rule that takes an account out when it is certainly true. `reason` may name values as `{country}`."""

    id: str
    when: str
    title: Text = Text()
    reason: Text = Text()
    owner: str | None = None
    review_by: date | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """From `start` (inclusive; None: everything below the next band) up to the next band's start."""

    points: float
    start: float | None = None


@dataclass(frozen=True, slots=True)
class Bands:
    """Points by steps of a number. Bands ascend."""

    value: str
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """0 points at `low`, 100 at `high`, straight between, clipped outside; `low` > `high` runs downward."""

    value: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PointsMap:
    """Points by exact value of a text, category, number or boolean (as text); `otherwise` for the rest."""

    value: str
    points: Mapping[str, float]
    otherwise: float | None = None


@dataclass(frozen=True, slots=True)
class PointsRule:
    when: str
    points: float


@dataclass(frozen=True, slots=True)
class PointsRules:
    """Points of the first rule that is certainly true; `otherwise` for the rest."""

    rules: tuple[PointsRule, ...]
    otherwise: float | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Criteria below a criterion: their weighted average are its points."""

    criteria: "Mapping[str, Criterion]"


Measure: TypeAlias = Bands | Scale | PointsMap | PointsRules | Group


@dataclass(frozen=True, slots=True)
class Criterion:
    """What counts towards a score, and how heavily.

    `applies` (`for:` in the file) restricts it to some accounts. `missing` gives points to a missing value;
    None leaves it out of the score. `path` is where it stands, such as `scores.potential.criteria.employees`.
    """

    id: str
    path: str
    weight: float
    measure: Measure
    title: Text = Text()
    applies: str | None = None
    missing: float | None = None
    source: str | None = None
    method: str | None = None
    owner: str | None = None
    judgement: bool = False
    review_by: date | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """A number from 0 to 100 per account, from weighted criteria."""

    id: str
    criteria: Mapping[str, Criterion] = field(default_factory=dict)
    title: Text = Text()
    definition: str | None = None
    owner: str | None = None
