"""Dates that lie before the one they have to follow, such as a deal that was won before it was opened."""

from collections.abc import Iterator

import numpy as np

from ..expressions.columns import Dates
from ..findings import Finding
from ..rules.model import Field
from .contract import CleanTable
from .wording import count_of

_SHOWN = 3


def dates_out_of_order(clean: CleanTable) -> Iterator[Finding]:
    """A warning for each field with a date before the one that its contract names in `not_before`.

    The dates stay as they are: which of the two is wrong, the data does not tell.
    """
    for name, field in clean.table.fields.items():
        later, earlier = clean.columns.get(name), clean.columns.get(field.not_before or "")
        if isinstance(later, Dates) and isinstance(earlier, Dates):
            rows = np.flatnonzero(clean.seen & (later.values < earlier.values))
            if rows.size:
                yield _finding(clean, field, [int(line) for line in clean.lines[rows]])


def _finding(clean: CleanTable, field: Field, lines: list[int]) -> Finding:
    shown = ", ".join(str(line) for line in sorted(lines)[:_SHOWN])
    more = f" and {len(lines) - _SHOWN:,} more" if len(lines) > _SHOWN else ""
    which = clean.origin.counted if len(lines) == 1 else f"{clean.origin.counted}s"
    return clean.origin.finding(
        "W516",
        f"{field.id} lies before {field.not_before} in {count_of(len(lines), int(clean.seen.sum()))} of {clean.origin.name}",
        line=min(lines),
        field=field.id,
        found=f"{which} {shown}{more}",
        fix="correct one of the two dates where the data comes from; until then both count as they are",
    )
