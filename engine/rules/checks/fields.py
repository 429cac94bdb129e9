"""Fields: bounds in order, values and synonyms that agree, lookups that lead somewhere."""

from collections import Counter
from collections.abc import Iterator

from ...findings import Finding
from ...findings.nearest import nearest
from ..model import Field, Table
from .look import Look
from .tables import without_key

_NUMBERS = ("integer", "number", "rating")


def check_fields(look: Look) -> Iterator[Finding]:
    for table in look.ruleset.tables.values():
        for field in table.fields.values():
            path = f"tables.{table.id}.fields.{field.id}"
            yield from _bounds(look, field, path)
            yield from _values(look, field, path)
            yield from _synonyms(look, field, path)
            yield from _neighbours(look, table, field, path)
            yield from _lookup(look, table, field, path)


def _bounds(look: Look, field: Field, path: str) -> Iterator[Finding]:
    written = f"{path}.scale" if f"{path}.scale" in look.ruleset.positions.places else f"{path}.max"
    if field.min is not None and field.max is not None and field.min >= field.max:
        yield Finding(
            "E413",
            f'no value of "{field.id}" can be at least {field.min:g} and at most {field.max:g}',
            look.place(written),
            path=written,
            expected="the smaller number first",
            fix="exchange the two",
        )
    if (field.min is not None or field.max is not None) and field.type not in _NUMBERS:
        written = next(
            (key for key in ("scale", "min", "max") if f"{path}.{key}" in look.ruleset.positions.places), ""
        )
        yield _not_for_type(look, field, f"{path}.{written}", "bounds", "number")
    if field.type == "rating" and field.min is None and field.max is None:
        yield Finding(
            "E202",
            f'the rating "{field.id}" does not say from what to what it runs',
            look.key_place(path),
            path=path,
            fix="add scale: [1, 5], say",
        )


def _not_for_type(look: Look, field: Field, path: str, what: str, type_: str) -> Finding:
    return Finding(
        "E207",
        f'"{field.id}" has {what}, but is a {field.type}',
        look.key_place(path),
        path=path,
        fix=f"write type: {type_}, or delete the {what}",
    )


def _values(look: Look, field: Field, path: str) -> Iterator[Finding]:
    counts = Counter(value.casefold() for value in field.values)
    twice = [value for value in field.values if counts[value.casefold()] > 1]
    if twice:
        yield Finding(
            "E409",
            f'"{field.id}" has a value more than once: {", ".join(twice)}; upper and lower case count as the same',
            look.place(f"{path}.values.{field.values.index(twice[-1])}"),
            path=f"{path}.values",
            fix="delete one of them",
        )
    if field.values and field.type not in ("category", "text"):
        yield _not_for_type(look, field, f"{path}.values", "values", "category")


def _synonyms(look: Look, field: Field, path: str) -> Iterator[Finding]:
    for word, value in field.synonyms.items():
        if field.values and value not in field.values:
            near = nearest(value, field.values)
            yield Finding(
                "E409",
                f'the synonym "{word}" stands for "{value}", which is not a value of "{field.id}"',
                look.place(f"{path}.synonyms.{word}"),
                path=f"{path}.synonyms.{word}",
                expected=f"one of {', '.join(field.values)}",
                fix=f'did you mean "{near}"?' if near else "",
                repair=look.respelt(f"{path}.synonyms.{word}", value, field.values),
            )


def _neighbours(look: Look, table: Table, field: Field, path: str) -> Iterator[Finding]:
    """Fields of the same table that this one names."""
    where = f'in "{table.id}"'
    yield from look.missing_name(field.updated, table.fields, "field", f"{path}.updated", where=where)
    yield from look.missing_name(field.by, table.fields, "field", f"{path}.by", where=where)
    yield from look.missing_name(field.not_before, table.fields, "field", f"{path}.not_before", where=where)
    told = f'"{field.updated}" says when "{field.id}" was brought up to date'
    yield from _is_date(look, table.fields.get(field.updated or ""), told, f"{path}.updated")
    if field.not_before is not None:
        path = f"{path}.not_before"
        first = table.fields.get(field.not_before)
        yield from _is_date(look, first, f'"{field.not_before}" has to come before "{field.id}"', path)
        yield from _is_date(look, field, f'"{field.id}" may not lie before "{field.not_before}"', path)


def _is_date(look: Look, named: Field | None, told: str, path: str) -> Iterator[Finding]:
    if named is not None and named.type != "date":
        yield Finding(
            "E203",
            f"{told}, but its type is {named.type}",
            look.place(path),
            path=path,
            fix="name a field of type date",
        )


def _lookup(look: Look, table: Table, field: Field, path: str) -> Iterator[Finding]:
    if field.lookup:
        yield from found_by_lookup(look, field.lookup, f"{path}.lookup")
    if field.take and field.of:
        source = look.ruleset.tables.get(table.derived_from or "")
        if source is not None:
            yield from look.missing_name(
                field.of, source.fields, "field", f"{path}.{field.take}", where=f'in "{source.id}"'
            )
        elif not table.derived_from:
            message = f'"{field.take}" is for accounts that are made from another table'
            yield Finding(
                "E207",
                message,
                look.key_place(f"{path}.{field.take}"),
                path=path,
                fix="add from: to the table",
            )


def found_by_lookup(look: Look, target: tuple[str, str], path: str) -> Iterator[Finding]:
    """Findings when a `table.field` to look up in does not exist or has no key."""
    table, field = target
    yield from look.missing_name(table, look.ruleset.tables, "table", path)
    other = look.ruleset.tables.get(table)
    if other is not None:
        yield from look.missing_name(field, other.fields, "field", path, where=f'in "{table}"')
        yield from without_key(look, other, path)
