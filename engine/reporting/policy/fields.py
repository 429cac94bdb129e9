"""What a field holds and how its table reaches an account, in words."""

from collections.abc import Iterator

from ...rules.model import Field, Table
from .blocks import Cell
from .speaker import Speaker

FIRST_YEAR, LAST_YEAR = 1000, 2999
"""Whole numbers without a unit between these are years."""


def holds(field: Field, table: Table, speaker: Speaker) -> Cell:
    """The kind of value, what it may be, and where it is taken from when that is another table."""
    _, told = speaker._, _kind(field, speaker)
    return Cell(told, notes=(*_taken(field, table, speaker), *_spelt(field, speaker)))


def _kind(field: Field, speaker: Speaker) -> str:
    _ = speaker._
    if field.type == "category":
        return _("one of: {values}", values=speaker.listed(field.values)) if field.values else _("a category")
    if field.type == "rating" and field.min is not None and field.max is not None:
        return _(
            "a rating from {low} to {high}", low=speaker.figure(field.min), high=speaker.figure(field.max)
        )
    plain = {
        "text": _("text"), "integer": _("a whole number"), "number": _("a number"), "rating": _("a rating"),
        "boolean": _("yes or no"), "date": _("a date"),
    }  # fmt: skip
    parts = [plain[field.type], *_bounds(field, speaker), *_written(field, speaker)]
    return ", ".join(parts)


def _bounds(field: Field, speaker: Speaker) -> Iterator[str]:
    _ = speaker._
    if field.min is not None:
        yield _("at least {value}", value=_bound(field.min, field, speaker))
    if field.max is not None:
        yield _("at most {value}", value=_bound(field.max, field, speaker))


def _bound(value: float, field: Field, speaker: Speaker) -> str:
    """A bound as the field's values are written; years without a sign for thousands."""
    years = (
        field.type == "integer"
        and not field.unit
        and FIRST_YEAR <= (field.min or 0) <= (field.max or 0) <= LAST_YEAR
    )
    if years:
        return f"{value:.0f}"
    money = field.format == "money" or field.unit == speaker.ruleset.currency
    return speaker.figure(value, "percent" if field.format == "percent" else "money" if money else "number")


def _written(field: Field, speaker: Speaker) -> Iterator[str]:
    _ = speaker._
    if field.unit:
        yield _("in {unit}", unit=field.unit)
    if field.format == "percent":
        yield _("shown as a percentage")
    if field.format == "money":
        yield _("shown as money")


def _taken(field: Field, table: Table, speaker: Speaker) -> Iterator[str]:
    _ = speaker._
    if field.lookup and field.by:
        other, name = field.lookup
        yield _(
            "{field}, looked up in {table} by {by}",
            field=speaker.field(other, name),
            table=speaker.table(other),
            by=speaker.field(table.id, field.by),
        )
    if field.take and table.derived_from:
        what = speaker.field(table.derived_from, field.of or field.id)
        if field.take == "last":
            yield _("the latest {field}", field=what)
        else:
            yield _("the first {field}", field=what)


def notes(field: Field, speaker: Speaker) -> Iterator[str]:
    """What a field means, and what it is called in the source."""
    if field.definition:
        yield field.definition
    if field.column:
        yield speaker._("column “{name}”", name=field.column)


def _spelt(field: Field, speaker: Speaker) -> Iterator[str]:
    """How values are written in the source, where that differs."""
    _ = speaker._
    for value in dict.fromkeys(field.synonyms.values()):
        others = speaker.listed(word for word, meant in field.synonyms.items() if meant == value)
        yield _("{words}: read as {value}", words=others, value=value)
    if field.missing_values:
        yield _("counts as missing: {values}", values=speaker.listed(field.missing_values))
    if field.date_formats:
        yield _("dates as {patterns}", patterns=", ".join(field.date_formats))


def freshness(field: Field, table: Table, speaker: Speaker) -> str:
    """How fresh a value is, and what it may not precede."""
    _, told = speaker._, []
    if field.updated:
        told.append(_("dated by {field}", field=speaker.field(table.id, field.updated)))
    if field.max_age:
        told.append(_("outdated after {span}", span=speaker.span(field.max_age)))
    if field.not_before:
        told.append(_("not before {field}", field=speaker.field(table.id, field.not_before)))
    return "; ".join(told)


def belongs(table: Table, speaker: Speaker) -> str:
    """How a row of a table reaches an account."""
    _ = speaker._
    if table.id == "accounts":
        return ""
    if table.via:
        other, field = table.via
        return _(
            "the account of the row of {table} with the same {field}",
            table=speaker.table(other),
            field=speaker.field(table.id, field),
        )
    if table.account:
        return _("the account named by {field}", field=speaker.field(table.id, table.account))
    return (
        _("no account: values are looked up in it") if table.key else _("no account: it is read as a whole")
    )
