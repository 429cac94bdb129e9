"""How far back rules look: rows before that day change nothing and need not be read."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from ..rules.model import Aggregate, Lookup, Ruleset
from .windows import EPOCH, window_of


def horizons(ruleset: Ruleset, as_of: date) -> Mapping[str, date | None]:
    """Per table the first day that any rule looks at; None where some rule looks at all of its rows, or none looks.

    A table has such a day where it is dated by a field of its own, nothing but metrics uses it, and each of these
    metrics has a `last`. Its rows without a date are looked at by no rule.
    """
    whole = {*_used_whole(ruleset), "accounts"}
    return {id: None if id in whole else _first_day(id, ruleset, as_of) for id in ruleset.tables}


def _first_day(id: str, ruleset: Ruleset, as_of: date) -> date | None:
    table = ruleset.tables[id]
    if table.date is None or table.via is not None:
        return None
    sources = [metric.source for metric in ruleset.metrics.values()]
    windows = [
        window_of(source, as_of) for source in sources if isinstance(source, Aggregate) and source.table == id
    ]
    starts = [None if window is None else window.start for window in windows]
    known = [start for start in starts if start is not None]
    if not known or len(known) < len(starts):
        return None
    return EPOCH + timedelta(days=min(known) + 1)


def _used_whole(ruleset: Ruleset) -> Iterator[str]:
    """Tables whose rows are looked at beside metrics: looked up, or by an analysis."""
    for table in ruleset.tables.values():
        yield from (field.lookup[0] for field in table.fields.values() if field.lookup)
        yield from (name for name in (table.derived_from, table.via[0] if table.via else None) if name)
    yield from (
        metric.source.table for metric in ruleset.metrics.values() if isinstance(metric.source, Lookup)
    )
    yield from (chance.gaps.table for chance in ruleset.opportunities.values() if chance.gaps)
    for ranking in ruleset.rankings.values():
        yield from (metric.table for metric in ranking.metrics.values() if metric.table)
    committee = ruleset.buying_committee
    if committee is not None:
        yield from (committee.contacts, committee.deals, committee.involvement)
