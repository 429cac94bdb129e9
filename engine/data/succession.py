"""Dates that lie before the one they have to follow, such as a deal that was won before it was opened."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from ..expressions.columns import Dates
from ..findings import Finding
from ..rules.model import Field
from .contract import CleanTable
from .raw import Origin
from .wording import count_of

_SHOWN = 3


@dataclass(slots=True, eq=False)
class DatesInOrder:
    """A date that must not lie before another one, over the blocks of a table: in how many rows it does, and the first."""

    declared: Field
    rows: int = 0
    lines: list[int] = field(default_factory=list)

    def add(self, clean: CleanTable) -> None:
        """Look at the next block."""
        later, earlier = clean.columns[self.declared.id], clean.columns[self.declared.not_before or ""]
        if isinstance(later, Dates) and isinstance(earlier, Dates):
            before = later.values < earlier.values
            if before.any():
                lines = clean.lines[before & clean.seen]
                self.rows += lines.size
                self.lines = sorted([*self.lines, *np.sort(lines)[:_SHOWN].tolist()])[:_SHOWN]


def dated_fields(clean: CleanTable) -> list[DatesInOrder]:
    """The dates of a table whose contract names one that they must not lie before."""
    fields = (field for name, field in clean.table.fields.items() if name in clean.columns)
    return [DatesInOrder(field) for field in fields if field.not_before in clean.columns]


def dates_out_of_order(counts: list[DatesInOrder], origin: Origin, rows: int) -> Iterator[Finding]:
    """A warning for each field with a date before the one that it must not lie before, of so many rows in all.

    The dates stay as they are: which of the two is wrong, the data does not tell.
    """
    return (_finding(count, origin, rows) for count in counts if count.rows)


def _finding(count: DatesInOrder, origin: Origin, rows: int) -> Finding:
    shown = ", ".join(origin.line(line) for line in count.lines)
    more = f" and {count.rows - _SHOWN:,} more" if count.rows > _SHOWN else ""
    which = origin.counted if count.rows == 1 else f"{origin.counted}s"
    return origin.finding(
        "W516",
        f"{count.declared.id} lies before {count.declared.not_before} in {count_of(count.rows, rows)} of {origin.name}",
        line=count.lines[0],
        field=count.declared.id,
        found=f"{which} {shown}{more}",
        fix="correct one of the two dates where the data comes from; until then both count as they are",
    )
