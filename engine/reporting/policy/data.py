"""The chapter on data: where each value comes from, what it may be, and how tables hang together."""

from collections.abc import Iterator

from ...rules.model import Field, Table
from .blocks import Block, Cell, Facts, Heading, lean_table
from .blocks import Table as Grid
from .fields import belongs, freshness, holds, notes
from .speaker import Speaker


def data(speaker: Speaker) -> Iterator[Block]:
    for table in speaker.ruleset.tables.values():
        yield Heading(speaker.title(table.title, table.id))
        yield Facts(tuple(speaker.facts(*_facts(table, speaker))))
        if table.fields:
            yield _fields(table, speaker)


def _facts(table: Table, speaker: Speaker) -> Iterator[tuple[str, Cell | str | None]]:
    _ = speaker._
    yield _("Read from"), _origin(table, speaker)
    yield _("One row for each"), speaker.field(table.id, table.key) if table.key else None
    yield _("Called by"), speaker.field(table.id, table.name) if table.name else None
    yield _("Belongs to"), belongs(table, speaker)
    yield _("Dated by"), speaker.field(table.id, table.date) if table.date else None
    yield _("Company above it"), speaker.field(table.id, table.parent) if table.parent else None
    yield _("Counts as missing"), speaker.listed(table.missing_values)
    yield _("Written with"), _notation(table, speaker)


def _origin(table: Table, speaker: Speaker) -> Cell | str:
    _ = speaker._
    if table.sql:
        connection = (_("database: {name}", name=table.connection),) if table.connection else ()
        return Cell(_("a query"), table.sql, connection)
    if table.derived_from:
        return _("the accounts that occur in {table}", table=speaker.table(table.derived_from))
    if table.file and table.sheet:
        return _("{file}, sheet {sheet}", file=table.file, sheet=table.sheet)
    return table.file or _("handed over by the program that runs the rules")


def _notation(table: Table, speaker: Speaker) -> str:
    """How a source writes its values, where the ruleset says it."""
    _ = speaker._
    told = []
    if table.delimiter:
        told.append(_("“{sign}” between the columns", sign=table.delimiter))
    if table.numbers_declared:
        told.append(_("“{sign}” for decimals", sign=table.decimal))
    if table.thousands:
        told.append(_("“{sign}” between the thousands", sign=table.thousands))
    if table.date_formats:
        told.append(_("dates as {patterns}", patterns=", ".join(table.date_formats)))
    if table.encoding:
        told.append(_("encoding {name}", name=table.encoding))
    return ", ".join(told)


def _fields(table: Table, speaker: Speaker) -> Grid:
    _ = speaker._
    headers = (_("Field"), _("Holds"), _("Where from"), _("Owner"), _("Freshness"))
    return lean_table(headers, tuple(_field(each, table, speaker) for each in table.fields.values()))


def _field(field: Field, table: Table, speaker: Speaker) -> tuple[Cell, ...]:
    _ = speaker._
    method = (_("Method: {method}", method=field.method),) if field.method else ()
    return (
        Cell(
            speaker.title(field.title, field.id),
            field.id,
            tuple(notes(field, speaker)),
            speaker.judged(field.judgement),
        ),
        holds(field, table, speaker),
        Cell(field.source or "", notes=method),
        Cell(field.owner or ""),
        Cell(freshness(field, table, speaker)),
    )
