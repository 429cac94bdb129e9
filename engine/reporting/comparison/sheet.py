"""A comparison in the words and figures of one language, before it is Markdown, HTML or text.

All texts are unescaped; those of edits hold marks around names and code, which each format writes in its own way.
"""

from dataclasses import dataclass
from typing import Literal

from .edits import Wording


@dataclass(frozen=True, slots=True)
class EditLine:
    """Edits that stand or fall together. `number` is what other lines call them, empty for what moves nobody.

    `alone` and `money` are the accounts that they move by themselves (`accounts` in words), `step` those that they move in the sequence of
    the list; empty without data. `where` are the segmentations with the accounts moved in each. `notes` tell of others.
    """

    number: str
    texts: tuple[Wording, ...]
    alone: str = ""
    accounts: str = ""
    money: str = ""
    step: str = ""
    where: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the migration matrix. `share` (0..100) is its part of all who were in its row; `stays` on the diagonal."""

    accounts: str
    money: str
    share: int
    stays: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """Who was in a place, by where they are now; `total` are all of them."""

    origin: str
    cells: tuple[Cell | None, ...]
    total: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The migration matrix: rows are places before, columns places after. `totals` stand below the columns."""

    targets: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    totals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TotalLine:
    """A segment before and after; changes carry a sign. Money is empty where the ruleset has none."""

    segment: str
    accounts_before: str
    accounts_after: str
    accounts_change: str
    money_before: str
    money_after: str
    money_change: str
    direction: Literal["up", "down", "same"]
    joined: str
    left: str


@dataclass(frozen=True, slots=True)
class MoverLine:
    """An account that moved: by which edits (empty where there is only one), and its reason in few words."""

    name: str
    key: str
    money: str
    origin: str
    target: str
    because: str
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """One segmentation in which somebody moved. `movers` are the first of them by money; `left_out` says how many more."""

    id: str
    title: str
    summary: str
    matrix: Matrix | None
    totals: tuple[TotalLine, ...]
    overlapping: bool
    movers_title: str
    movers: tuple[MoverLine, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that a document about a comparison says.

    `lead` are sentences below the headline. `edits` move somebody or could, `words` cannot. `unmoved` names the
    segmentations in which nobody moves. `drifts` tell of scores and figures that changed. `source` says what was
    compared, of which day. `has_money` and `has_data` tell which columns there are.
    """

    language: str
    title: str
    headline: str
    source: str
    lead: tuple[str, ...] = ()
    money_title: str = ""
    edits: tuple[EditLine, ...] = ()
    words: tuple[EditLine, ...] = ()
    parts: tuple[Part, ...] = ()
    unmoved: str = ""
    drifts: tuple[str, ...] = ()
    has_money: bool = False
    has_data: bool = False
