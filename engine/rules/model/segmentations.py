"""Segmentations: each is one way to look at the same accounts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from .texts import Text

Cell: TypeAlias = Mapping[str, tuple[str, ...]]
"""Axis id to the levels that belong to it; an axis that is left out takes any level."""


@dataclass(frozen=True, slots=True)
class Level:
    """A stretch of an axis, from `start` (inclusive) up to the next level."""

    id: str
    start: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a segmentation. Which of the last fields are set depends on the method.

    matrix: `cells`, or `state` "knocked_out" / "unrated". rules: `when` or `otherwise`. tiers: `up_to` (a share
    0..1) or `start` (for `cut: value`; None: everything below). rfm: `recency`, `frequency`, `monetary`
    as inclusive ranges of bins, or `otherwise`.
    """

    id: str
    title: Text = Text()
    definition: Text = Text()
    owner: str | None = None
    cells: tuple[Cell, ...] = ()
    state: Literal["knocked_out", "unrated"] | None = None
    when: str | None = None
    otherwise: bool = False
    up_to: float | None = None
    start: float | None = None
    recency: tuple[int, int] | None = None
    frequency: tuple[int, int] | None = None
    monetary: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Segmentation:
    """What all methods have: an id, a title, whom it is `for` (`applies`), its segments in file order."""

    id: str
    segments: Mapping[str, Segment]
    title: Text = field(default=Text(), kw_only=True)
    applies: str | None = field(default=None, kw_only=True)
    owner: str | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class Matrix(Segmentation):
    """Scores cut into levels, crossed. `axes` maps a score's id to its levels, ascending."""

    axes: Mapping[str, tuple[Level, ...]]
    needs_completeness: float = 0.0


@dataclass(frozen=True, slots=True)
class Rules(Segmentation):
    """The first rule that is certainly true; or every one, when `overlapping`."""

    overlapping: bool = False


@dataclass(frozen=True, slots=True)
class Tiers(Segmentation):
    """Accounts sorted by a value, high first, and cut."""

    rank_by: str
    cut: Literal["cumulative_share", "share_of_accounts", "value"] = "cumulative_share"


@dataclass(frozen=True, slots=True)
class Flow(Segmentation):
    """Where customers came from and went: this period against the one before it.

    `segments` holds all eight in the order of `FLOW_SEGMENTS`, with the file's titles where it gives them.
    """

    current: str
    previous: str
    first: str
    tolerance: float = 0.0


FLOW_SEGMENTS = ("new", "reactivated", "growing", "stable", "shrinking", "lost", "dormant", "never")


@dataclass(frozen=True, slots=True)
class Rfm(Segmentation):
    """Recency, frequency and monetary value, each in `bins` (or by `cuts`: lower bounds, inclusive)."""

    recency: str
    frequency: str
    monetary: str
    bins: int = 5
    cuts: Mapping[str, tuple[float, ...]] = field(default_factory=dict)


AnySegmentation: TypeAlias = Matrix | Rules | Tiers | Flow | Rfm
