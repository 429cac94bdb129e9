"""One segment: who is in it, how it differs, where to start, what is missing, what to do."""

from dataclasses import dataclass
from typing import Literal

from ....rules.model.texts import Text
from .figure import Figure, Named
from .overview import SegmentLine
from .standing import StandingFacts


@dataclass(frozen=True, slots=True)
class Comparison:
    """An average of the segment beside that of all accounts; `known` of its accounts have the value, None: all."""

    title: Text
    here: Figure
    all: Figure
    known: int | None = None


@dataclass(frozen=True, slots=True)
class TraitFacts:
    """A difference between the segment and the rest; see `Trait`. `value` is the category's value, if it is one."""

    title: Text
    kind: Literal["share", "number", "date"]
    value: str | None
    inside: Figure
    outside: Figure
    strength: float
    known: int


@dataclass(frozen=True, slots=True)
class TopAccount:
    """An account to start with, and why: the criteria that bring its scores the most points.

    `deciding` is the missing fact that could change its segment.
    """

    key: str
    name: str
    money: Figure | None
    scores: tuple[Named, ...]
    carry: tuple[Named, ...]
    reasons: tuple[Named, ...]
    certain: bool | None = None
    deciding: Text | None = None


@dataclass(frozen=True, slots=True)
class ResearchAccount:
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Research:
    """A fact to find out, because it could change the segment of `accounts` accounts; the largest are named.

    `from_whom` and `method` say where it comes from, `owner` who finds it.
    """

    title: Text
    accounts: int
    examples: tuple[ResearchAccount, ...]
    from_whom: str | None = None
    method: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A field that lacks for accounts of the segment."""

    title: Text
    missing: int
    outdated: int
    invalid: int


@dataclass(frozen=True, slots=True)
class SegmentFacts:
    """A segment's brief. `playbooks` are ids with the number of its accounts that each is for, the most first.

    `left_out` counts the accounts that are not among `top`, which is sorted by `order`: the sum of the scores and then
    money, money alone, or the key. `meaning` tells what the segment means where it has no rule of its own.
    """

    segmentation: str
    segmentation_title: Text
    line: SegmentLine
    definition: Text
    rule: Text
    comparisons: tuple[Comparison, ...]
    traits: tuple[TraitFacts, ...]
    top: tuple[TopAccount, ...]
    left_out: int
    research: tuple[Research, ...]
    gaps: tuple[Gap, ...]
    playbooks: tuple[tuple[str, int], ...]
    owner: str | None = None
    meaning: StandingFacts | None = None
    order: Literal["scores", "scores_money", "money", "key"] = "key"
