"""What came out: one row per account, in the order of the account keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar

from ..data.quality import Quality
from ..data.tables import Input
from ..expressions.columns import Codes, Column, Floats, Mask, Texts
from ..findings import Finding
from ..rules.model import Ruleset


@dataclass(frozen=True, slots=True, eq=False)
class KnockoutResult:
    """Where a knock-out is certainly true, and where it could not be checked."""

    id: str
    true: Mask
    unknown: Mask


A = TypeVar("A", Mask, Codes)


class Workings(Protocol):
    """How a score came about: what is told beside it, worked out when somebody asks. All by account."""

    @property
    def completeness(self) -> Floats: ...

    @property
    def low(self) -> Floats: ...

    @property
    def high(self) -> Floats: ...

    def weight(self, path: str) -> Floats: ...

    def contribution(self, path: str) -> Floats: ...


class Doubts(Protocol):
    """How sure the segments of a matrix are, worked out when somebody asks."""

    @property
    def certain(self) -> Mask: ...

    @property
    def deciding(self) -> Codes: ...

    @property
    def paths(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, eq=False)
class CriterionResult:
    """A criterion (also one inside a group), by account.

    `value` is the measured column (None for rules and groups). `points` 0..100, NaN where missing.
    `assumed` marks points that came from `missing:`.
    """

    path: str
    value: Column | None
    applies: Mask
    points: Floats
    assumed: Mask
    workings: Workings = field(repr=False, compare=False)

    @cached_property
    def weight(self) -> Floats:
        """Its effective weight in the score: the share (0..1) of the weight that applies; 0 where it does not apply."""
        return self.workings.weight(self.path)

    @cached_property
    def contribution(self) -> Floats:
        """Its part of the shown score, in points of the score; 0 where it does not count.

        The contributions of a score's leaf criteria sum exactly to the score.
        """
        return self.workings.contribution(self.path)


@dataclass(frozen=True, eq=False)
class ScoreResult:
    """A score by account, 0..100 with 2 decimals, NaN where no criterion is known.

    `criteria` by path, in file order, groups before their members.
    """

    id: str
    score: Floats
    criteria: Mapping[str, CriterionResult]
    workings: Workings = field(repr=False, compare=False)

    @cached_property
    def completeness(self) -> Floats:
        """The share (0..1) of the weight that applies which is known."""
        return self.workings.completeness

    @cached_property
    def low(self) -> Floats:
        """The score if every missing criterion got 0 points."""
        return self.workings.low

    @cached_property
    def high(self) -> Floats:
        """The score if every missing criterion got 100 points."""
        return self.workings.high


@dataclass(frozen=True, eq=False)
class SegmentationResult:
    """The segment of each account as an index into `segments`, -1 for none.

    `members` replaces `codes` (all -1 then) for an overlapping segmentation: per segment who is in it.
    For a matrix: `levels` per axis (index of the level, -1 unknown). `unknown` marks accounts for which some rule could
    not be checked. For RFM: `bins` per dimension (recency, frequency, monetary), from 1, 0 where missing.
    """

    id: str
    segments: tuple[str, ...]
    codes: Codes
    members: Mapping[str, Mask] | None = None
    levels: Mapping[str, Codes] | None = None
    unknown: Mask | None = None
    bins: Mapping[str, Codes] | None = None
    doubts: Doubts | None = field(default=None, repr=False, compare=False)

    def take(self, rows: slice) -> "SegmentationResult":
        """The segments of a stretch of the accounts, of a method other than the matrix."""

        def some(of: "Mapping[str, A] | None") -> "dict[str, A] | None":
            return None if of is None else {key: values[rows] for key, values in of.items()}

        unknown = None if self.unknown is None else self.unknown[rows]
        return replace(
            self, codes=self.codes[rows], members=some(self.members), unknown=unknown, bins=some(self.bins)
        )

    @cached_property
    def certain(self) -> Mask | None:
        """For a matrix: where the low and the high scores fall in one cell."""
        return None if self.doubts is None else self.doubts.certain

    @cached_property
    def deciding(self) -> Codes | None:
        """For a matrix: the missing criterion that could change the segment, as an index into `deciding_paths`; -1 for none."""
        return None if self.doubts is None else self.doubts.deciding

    @property
    def deciding_paths(self) -> tuple[str, ...]:
        return () if self.doubts is None else self.doubts.paths


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """Everything a run knows. `values` holds fields of the accounts and metrics, in file order.

    `money` is the id of the value that stands for an account's money in summaries (revenue), None when the ruleset has none.
    `playbooks` is per account the index into the ruleset's playbooks, -1 for none. `compared` holds, where these are only
    some of the accounts, the expressions that look at all of them, by path.
    """

    ruleset: Ruleset
    as_of: date
    keys: Texts
    values: Mapping[str, Column]
    knockouts: Mapping[str, KnockoutResult]
    knocked_out: Mask
    scores: Mapping[str, ScoreResult]
    segmentations: Mapping[str, SegmentationResult]
    playbooks: Codes
    money: str | None
    quality: Quality
    inputs: tuple[Input, ...]
    findings: tuple[Finding, ...] = ()
    compared: Mapping[str, Column] = field(default_factory=dict, compare=False)

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def names(self) -> list[str]:
        """What to call each account: its name where the ruleset says which field holds it, else its key."""
        keys = [key or "" for key in self.keys.to_list()]
        name = self.ruleset.accounts.name
        column = self.values.get(name) if name else None
        if not isinstance(column, Texts):
            return keys
        return [text or key for text, key in zip(column.to_list(), keys, strict=True)]


class Told(Protocol):
    """A run as its record and its summary tell of it: the results of all accounts, or an evaluation in stretches that is done."""

    @property
    def ruleset(self) -> Ruleset: ...

    @property
    def as_of(self) -> date: ...

    @property
    def money(self) -> str | None: ...

    @property
    def quality(self) -> Quality: ...

    @property
    def inputs(self) -> tuple[Input, ...]: ...

    @property
    def findings(self) -> tuple[Finding, ...]: ...
