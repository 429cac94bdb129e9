"""The whole at a glance: accounts, money, segments, and what the data lacks."""

from dataclasses import dataclass
from typing import Literal

from ....rules.model.texts import Text


@dataclass(frozen=True, slots=True)
class SegmentLine:
    """A segment in a table. `id` is empty for the accounts that are in no segment.

    `share` and `money_share` are parts (0..1) of all accounts and of their money; money None where there is none.
    `uncertain` counts accounts whose missing facts could change their segment; None where the method does not tell.
    """

    id: str
    title: Text
    accounts: int
    share: float
    money: float | None = None
    money_share: float | None = None
    uncertain: int | None = None


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """A level of an axis and the score where it begins."""

    id: str
    start: float


@dataclass(frozen=True, slots=True)
class Axis:
    """A score as an axis of a matrix, its levels ascending."""

    id: str
    title: Text
    levels: tuple[LevelFacts, ...]


@dataclass(frozen=True, slots=True)
class CellFacts:
    """A cell of a matrix: its levels on the two axes (as ids), its segment, and who is in it."""

    across: str
    up: str
    segment: str
    accounts: int
    money: float | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix with two axes. `rows` run from the highest level of `up` down, each from the lowest level across."""

    across: Axis
    up: Axis
    rows: tuple[tuple[CellFacts, ...], ...]


@dataclass(frozen=True, slots=True)
class SegmentationFacts:
    """One way to look at the accounts."""

    id: str
    title: Text
    method: str
    overlapping: bool
    segments: tuple[SegmentLine, ...]
    without: SegmentLine
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class KnockoutLine:
    """How many accounts a knock-out takes out, and for how many it could not be checked."""

    id: str
    title: Text
    accounts: int
    unknown: int
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class FieldFaults:
    """What one field of the data lacks, in rows; see `FieldQuality`. `examples` are values that were refused.

    `use` is what the rules do with it.
    """

    table: str
    field: str
    title: Text
    rows: int
    missing: int
    invalid: int
    standardised: int
    outdated: int
    judgement: bool
    money: float | None = None
    examples: tuple[str, ...] = ()
    unasked: int = 0
    use: Literal["decides", "shown", "unused"] = "decides"


@dataclass(frozen=True, slots=True)
class LossFacts:
    """Rows that do not count; see `Loss`. `examples` are the commonest values, `nearest` the known name that is close
    to each, empty where none is. `share` is their part (0..1) of the table's rows. `again` is the table of which these
    rows only repeat the loss: they have their account and date from there. `use` is what the rules do with the field.
    """

    table: str
    reason: str
    field: str
    rows: int
    money: float | None = None
    examples: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    share: float | None = None
    again: str = ""
    unasked: int = 0
    use: Literal["decides", "shown", "unused"] = "decides"


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding of the run, as one line."""

    code: str
    severity: str
    message: str
    fix: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """The run as a whole. `money` is the total in the ruleset's currency, named by `money_title`."""

    accounts: int
    knocked_out: int
    money: float | None
    money_title: Text
    money_source: str
    knockouts: tuple[KnockoutLine, ...]
    segmentations: tuple[SegmentationFacts, ...]
    fields: tuple[FieldFaults, ...] = ()
    losses: tuple[LossFacts, ...] = ()
    remarks: tuple[Remark, ...] = ()
