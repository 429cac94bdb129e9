"""Groups of rows in a Parquet file that need not be read: all of their dates lie before the first day that counts."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ..raw import Request

_A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Run:
    """Groups of rows that follow one another, and the number of rows before them."""

    first: int
    groups: tuple[int, ...]


def runs_since(metadata: Any, names: Mapping[str, str], request: Request) -> tuple[tuple[Run, ...], int]:
    """The runs of groups to read, and how many rows are in the others."""
    sizes = [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)]
    dated = _place(metadata, names, request)
    kept = [
        not (dated is not None and _is_before(metadata.row_group(group), dated, request.since))
        for group in range(len(sizes))
    ]
    runs = [
        Run(sum(sizes[: groups[0]]), groups)
        for is_kept, groups in (
            (is_kept, tuple(found)) for is_kept, found in groupby(range(len(sizes)), key=kept.__getitem__)
        )
        if is_kept and sum(sizes[group] for group in groups)
    ]
    skipped = sum(size for size, is_kept in zip(sizes, kept, strict=True) if not is_kept)
    return tuple(runs), skipped


def _place(metadata: Any, names: Mapping[str, str], request: Request) -> int | None:
    """Where the column of the table's date stands in the file; None where rows are not to be left out by it."""
    field = request.table.fields.get(request.table.date or "")
    if request.since is None or field is None or field.header not in request.declared:
        return None
    for place in range(metadata.num_columns):
        if metadata.schema.column(place).path == names.get(field.header):
            return place
    return None


def _is_before(group: Any, place: int, since: dt.date | None) -> bool:
    """Whether every row has a date, and the latest is surely before a day, on the clock of any place on earth."""
    known = group.column(place).statistics
    if (
        since is None
        or known is None
        or not known.has_min_max
        or not known.has_null_count
        or known.null_count
    ):
        return False
    latest = known.max
    if isinstance(latest, dt.datetime):
        return latest.date() + _A_DAY < since
    return isinstance(latest, dt.date) and latest < since
