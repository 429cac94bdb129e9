"""Tables and their fields."""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from ..model import Field, FieldType, Table
from .part import Part

_UNTYPED: FieldType = "text"


def build_tables(section: Part) -> dict[str, Table]:
    """All tables; fields that take their value from another table have that table's type where they give none."""
    tables = section.each(_table)
    tables = {key: _keyed(table, tables) for key, table in tables.items()}
    return {key: _typed(table, tables, section.part(key).part("fields")) for key, table in tables.items()}


def _table(key: str, part: Part) -> Table:
    delimiter = part.string("delimiter")
    via = part.string_map("via")
    return Table(
        key,
        part.part("fields").each(_field),
        title=part.text("title"),
        file=part.string("file"),
        sheet=part.string("sheet"),
        sql=part.string("sql"),
        connection=part.string("connection"),
        derived_from=part.string("from"),
        key=part.string("key"),
        name=part.string("name"),
        parent=part.string("parent"),
        account=part.string("account"),
        via=next(iter(via.items()), None),
        date=part.string("date"),
        delimiter="\t" if delimiter == "tab" else delimiter,
        encoding=part.string("encoding"),
        decimal=part.string("decimal") or ".",
        thousands=part.string("thousands") or "",
        numbers_declared="decimal" in part or "thousands" in part,
        missing_values=part.strings("missing_values"),
        date_formats=part.string_or_strings("date_format"),
    )


def _field(key: str, part: Part) -> Field:
    low, high = (part.numbers("scale") or (part.number("min"), part.number("max")))[:2]
    take = next((word for word in ("last", "first") if word in part), None)
    return Field(
        key,
        cast("FieldType", part.string("type") or _UNTYPED),
        title=part.text("title"),
        column=part.string("column"),
        values=part.strings("values"),
        synonyms=part.string_map("synonyms"),
        min=low,
        max=high,
        unit=part.string("unit"),
        format=part.string("format"),
        definition=part.string("definition"),
        source=part.string("source"),
        method=part.string("method"),
        owner=part.string("owner"),
        judgement=part.flag("judgement"),
        updated=part.string("updated"),
        not_before=part.string("not_before"),
        max_age=part.duration("max_age"),
        missing_values=part.strings("missing_values"),
        date_formats=part.string_or_strings("date_format"),
        lookup=part.pair("lookup"),
        by=part.string("by"),
        take=cast("None", take),
        of=part.string(take) if take else None,
    )


def _keyed(table: Table, tables: Mapping[str, Table]) -> Table:
    """Accounts made from another table have its account field as their key."""
    source = tables.get(table.derived_from or "")
    if source is None or not source.account:
        return table
    key = source.account
    template = source.fields.get(key) or Field(key, _UNTYPED)
    own = {} if key in table.fields else {key: Field(key, template.type, title=template.title)}
    return replace(table, key=table.key or key, fields={**own, **table.fields})


def _typed(table: Table, tables: Mapping[str, Table], written: Part) -> Table:
    fields = {
        key: _inherited(field, table, tables, typed="type" in written.part(key), seen=())
        for key, field in table.fields.items()
    }
    return replace(table, fields=fields)


def _origin(field: Field, table: Table) -> tuple[str, str] | None:
    if field.lookup:
        return field.lookup
    return (table.derived_from, field.of) if table.derived_from and field.of else None


def _inherited(
    field: Field, table: Table, tables: Mapping[str, Table], *, typed: bool, seen: tuple[tuple[str, str], ...]
) -> Field:
    """The field with what its origin says and it does not: type, values, unit, format. Chains are followed."""
    origin = _origin(field, table)
    source = tables.get(origin[0]) if origin else None
    if origin is None or source is None or origin in seen or origin[1] not in source.fields:
        return field
    first = source.fields[origin[1]]
    model = _inherited(first, source, tables, typed=first.type != _UNTYPED, seen=(*seen, origin))
    return replace(
        field,
        type=field.type if typed else model.type,
        values=field.values or model.values,
        unit=field.unit or model.unit,
        format=field.format or model.format,
    )
