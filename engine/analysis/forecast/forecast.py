"""What is foreseen of a run."""

from dataclasses import dataclass
from datetime import date

from ...carriers import Choice
from ...plan.plan import Plan
from ...rules.model import Duration

WRITTEN = 8
"""Characters that a value of a text file takes, about, with what stands before the next one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is read: `columns` of those that are `there`, `rows` of them (None where only reading tells).

    `older` rows are skipped, being dated before `since`, the first day that any rule looks at (None: all days).
    A table that is not `streamed` is held in memory. `size` is about how many bytes its columns take there, if known.
    """

    table: str
    source: str
    detail: str
    rows: int | None
    older: int
    columns: int
    there: int
    since: date | None
    streamed: bool
    size: int | None

    @property
    def about(self) -> int | None:
        """The rows, guessed from the size of the file where only reading tells."""
        if self.rows is not None or self.size is None:
            return self.rows
        return self.size // (WRITTEN * max(self.there, 1))


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice of rows, with the metrics that look at just these."""

    where: str | None
    last: Duration | None
    ending: Duration | None
    metrics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """One way through the rows of a linked table, for all metrics over it.

    Metrics that need the same sum, count or extreme share it: there are `tallies` of them, each with a value for every
    account. The rows of the metrics that are `held` have to be seen together at the end, such as those of a median.
    """

    table: str
    selections: tuple[Selection, ...]
    tallies: int
    held: tuple[str, ...]

    @property
    def metrics(self) -> tuple[str, ...]:
        return tuple(metric for selection in self.selections for metric in selection.metrics)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part of expressions that several rules have in common, and is computed once; `paths` are these rules."""

    text: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Across:
    """Something that looks at all accounts, and the values whose whole columns it needs."""

    path: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """A run that has not begun. `asked` tells whether its engine was asked for by name. `size` and `memory` are estimates in bytes, None where a source does not tell.

    `size` is that of the columns that are read; `memory` what is held at a time, without the libraries themselves.
    """

    plan: Plan
    as_of: date
    choice: Choice
    asked: bool
    readings: tuple[Reading, ...]
    walks: tuple[Walk, ...]
    repeats: tuple[Repeat, ...]
    across: tuple[Across, ...]
    size: int | None
    memory: int | None
