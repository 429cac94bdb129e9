"""What came out: one row per account, in the order of the account keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True, slots=True, eq=False)
class CriterionResult:
    """A criterion (also one inside a group), by account.

    `value` is the measured column (None for rules and groups). `points` 0..100, NaN where missing.
    `weight` is its effective weight in the score: the share (0..1) of the weight that applies; 0 where it does
    not apply. `contribution` is its part of the shown score, in points of the score; 0 where it does not count;
    the contributions of a score's leaf criteria sum exactly to the score. `assumed` marks points that came from `missing:`.
    """

    path: str
    value: Column | None
    applies: Mask
    points: Floats
    weight: Floats
    contribution: Floats
    assumed: Mask


@dataclass(frozen=True, slots=True, eq=False)
class ScoreResult:
    """A score by account, 0..100 with 2 decimals, NaN where no criterion is known.

    `completeness` 0..1; `low` and `high` the score if every missing criterion got 0 or 100. `criteria` by path,
    in file order, groups before their members.
    """

    id: str
    score: Floats
    completeness: Floats
    low: Floats
    high: Floats
    criteria: Mapping[str, CriterionResult]


@dataclass(frozen=True, slots=True, eq=False)
class SegmentationResult:
    """The segment of each account as an index into `segments`, -1 for none.

    `members` replaces `codes` (all -1 then) for an overlapping segmentation: per segment who is in it.
    For a matrix: `levels` per axis (index of the level, -1 unknown), `certain` where low and high fall in one
    cell, and `deciding` the path of the missing criterion that could change the segment, as an index into
    `deciding_paths`, -1 where none. `unknown` counts accounts for which some rule could not be checked.
    For RFM: `bins` per dimension (recency, frequency, monetary), from 1, 0 where missing.
    """

    id: str
    segments: tuple[str, ...]
    codes: Codes
    members: Mapping[str, Mask] | None = None
    levels: Mapping[str, Codes] | None = None
    certain: Mask | None = None
    deciding: Codes | None = None
    deciding_paths: tuple[str, ...] = ()
    unknown: Mask | None = None
    bins: Mapping[str, Codes] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """Everything a run knows. `values` holds fields of the accounts and metrics, in file order.

    `money` is the id of the value that stands for an account's money in summaries (revenue), None when the ruleset has none.
    `playbooks` is per account the index into the ruleset's playbooks, -1 for none.
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
