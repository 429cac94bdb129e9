"""A run foreseen: what its sources tell, and what its plan will do with them."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from ...carriers import Choice
from ...data.raw import Scan
from ...plan.plan import Plan
from ...rules.model import Ruleset
from .forecast import Across, Forecast, Reading, Walk
from .readings import readings, row_width
from .repeats import across, repeats
from .walks import walks

BLOCK = 131_072
"""Rows of a streamed table that are in memory at a time; the next ones are read meanwhile."""

VALUE = 8
"""Bytes of a computed value."""

ROW_HELD = 16
"""Bytes of a row that is held until all were seen: its account and its value."""


def foresee(
    plan: Plan,
    scans: Mapping[str, Scan],
    needed: Mapping[str, frozenset[str]],
    since: Mapping[str, date],
    choice: Choice,
    as_of: date,
    *,
    asked: bool = False,
    folder: Path | None = None,
) -> Forecast:
    """What a run over opened sources will do.

    `needed` are the fields that are read, by table, `since` the first days that rules look at; `asked` tells whether the
    engine was asked for by name; `folder` is where files are, the ruleset's own by default.
    """
    read = tuple(readings(plan.ruleset, scans, needed, since, folder))
    walked, whole = tuple(walks(plan)), tuple(across(plan))
    sizes = [each.size for each in read]
    return Forecast(
        plan=plan,
        as_of=as_of,
        choice=choice,
        asked=asked,
        readings=read,
        walks=walked,
        repeats=tuple(repeats(plan)),
        across=whole,
        size=_total(sizes),
        memory=_memory(plan.ruleset, read, walked, whole, needed),
    )


def _total(sizes: Sequence[int | None]) -> int | None:
    known = [size for size in sizes if size is not None]
    return sum(known) if len(known) == len(sizes) else None


def _memory(
    ruleset: Ruleset,
    read: Sequence[Reading],
    walked: Sequence[Walk],
    whole: Sequence[Across],
    needed: Mapping[str, frozenset[str]],
) -> int | None:
    """Tables that are held, two blocks of the others, the tallies, rows that are held, and whole columns."""
    rows = {each.table: each.about for each in read}
    tables = [_of_table(ruleset, each, needed[each.table]) for each in read]
    accounts = rows.get("accounts")
    columns = sum(each.tallies for each in walked) + sum(len(each.names) for each in whole)
    computed = accounts * VALUE * columns if accounts is not None else None
    together = [_held(rows.get(each.table), each) for each in walked]
    return _total([*tables, computed, *together])


def _of_table(ruleset: Ruleset, read: Reading, fields: frozenset[str]) -> int | None:
    """A table that is held, or two blocks of one that is streamed: one that is worked on and one that is read."""
    if not read.streamed:
        return read.size
    blocks = 2 * BLOCK * row_width(ruleset, read.table, fields)
    return blocks if read.size is None else min(blocks, read.size)


def _held(rows: int | None, walk: Walk) -> int | None:
    if not walk.held:
        return 0
    return None if rows is None else rows * ROW_HELD * len(walk.held)
