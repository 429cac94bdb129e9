"""Which rows of a table count, in words."""

from ...rules.model import Aggregate
from .blocks import Cell
from .speaker import Speaker


def rows_of(source: Aggregate, path: str, speaker: Speaker) -> Cell:
    """Such as `rows of Orders from the last 12 months, where amount is at least 10,000`."""
    if source.where is None:
        return Cell(_within(source, speaker))
    where = speaker.rule(f"{path}.where", source.where)
    told = speaker._("{rows} where {rule}", rows=_within(source, speaker), rule=where.text or where.code)
    return Cell(told, where.code)


def _within(source: Aggregate, speaker: Speaker) -> str:
    """The rows of a table with the window of time, whatever they hold."""
    _, table = speaker._, speaker.table(source.table)
    if source.ending is None and source.last is None:
        return _("rows of “{table}”", table=table)
    if source.last is None and source.ending is not None:
        return _(
            "rows of “{table}” up to {ago} before the reference date",
            table=table,
            ago=speaker.span(source.ending),
        )
    assert source.last is not None  # noqa: S101 - both absent was the first case
    span = speaker.span(source.last)
    if source.ending is not None:
        return _(
            "rows of “{table}” from the {span} up to {ago} before the reference date",
            table=table,
            span=span,
            ago=speaker.span(source.ending),
        )
    return _.plural(
        "rows of “{table}” from the {span} up to the reference date",
        "rows of “{table}” from the last {span}",
        source.last.count,
        table=table,
        span=span,
    )
