"""What the quality of the data gives reason to say: findings from counts, in words."""

from collections.abc import Iterator, Sequence

from ..findings import Finding
from ..rules.model import Field
from .cleaning.date_formats import likely_formats
from .quality import Example
from .readers.faults import listed
from .report import SHOWN, FieldCount
from .subject import Subject
from .wording import count_of

NOTABLE_SHARE = 0.01
_NUMBERS = ("integer", "number", "rating")
_MEANWHILE = "; until then they count as missing"


def no_rows(of: Subject) -> Finding:
    """A table in which nothing stands."""
    return of.origin.finding("W513", f"{of.origin.name} has no rows", fix="check that the export is complete")


def later(of: Subject) -> Finding:
    """A table in which every row that has a date lies after the day of the run: nothing else of it says anything."""
    which = f"{of.origin.name} with a date" if of.rows else of.origin.name
    counted = f"all {of.hidden:,} rows of {which} are" if of.hidden > 1 else f"the only row of {which} is"
    return of.origin.finding(
        "W515",
        f"{counted} dated after {of.as_of}, the day of the run",
        expected=f"rows of {of.as_of} and before",
        fix="look from a later day: as_of: in the ruleset, or --as-of",
    )


def on_field(of: Subject, count: FieldCount) -> Iterator[Finding]:
    """Warnings on one field of a table that has rows."""
    field = count.declared
    if count.invalid:  # even one, as it became missing
        yield _misfits(of, count)
    elif count.missing == count.rows:
        yield of.origin.finding(
            "W506",
            f"{field.id} is missing in every row of {of.origin.name}",
            field=field.id,
            fix="check the column, or take out what uses it",
        )
    if count.outdated >= NOTABLE_SHARE * count.rows and count.outdated:
        yield of.origin.finding(
            "W509",
            f"{field.id} is older than {field.max_age} in {count_of(count.outdated, count.rows)} of {of.origin.name}",
            field=field.id,
            fix=f"bring it up to date{f' ({field.owner})' if field.owner else ''}",
        )


def _misfits(of: Subject, count: FieldCount) -> Finding:
    field, examples = count.declared, count.examples()
    values = [example.value for example in examples]
    return of.origin.finding(
        "W501",
        f"{field.id} has a value that does not fit in {count_of(count.invalid, count.rows)} of {of.origin.name}",
        line=examples[0].line if examples else None,
        field=field.id,
        expected=expected(field),
        found=listed(values),
        fix=_advice(of, count, values),
    )


def expected(field: Field) -> str:
    """What a field takes, in words."""
    if field.values:
        return f"one of {listed(field.values)}"
    kind = {
        "integer": "a whole number",
        "number": "a number",
        "rating": "a rating",
        "boolean": "yes or no",
        "date": " or ".join(("a date such as 2026-01-31", *field.date_formats)),
    }.get(field.type, "a text")
    bounds = [
        f"{word} {bound:g}"
        for word, bound in (("from", field.min), ("up to", field.max))
        if bound is not None
    ]
    return " ".join((kind, *bounds))


def _advice(of: Subject, count: FieldCount, values: Sequence[str]) -> str:
    field = count.declared
    formats = likely_formats(count.refused_texts) if field.type == "date" else []
    if formats and not {*formats} & {*field.date_formats, *of.table.date_formats}:
        return _write_format(formats, field)
    if field.values:
        return f"correct them, or add them to the values or synonyms of {field.id}"
    if field.type in _NUMBERS and field.id in of.ids:
        return (
            f"write type: text for the field {field.id}: it names rows, and they are found by what is written"
        )
    if field.type in _NUMBERS and any("," in value or "." in value for value in values):
        return 'correct them, or write how the table puts numbers, such as decimal: "," and thousands: "."'
    return f"correct them where the data comes from{_MEANWHILE}"


def _write_format(formats: list[str], field: Field) -> str:
    advice = f"write date_format: {formats[0]} for the field {field.id}"
    if len(formats) == 1:
        return advice
    return f"{advice}, or {formats[1]}: both are possible here, and only who made the export knows which"


def refused_values(of: Subject, counts: Sequence[FieldCount]) -> Iterator[Finding]:
    """Every value that does not fit, for a strict run; at most so many per field, and how many more."""
    for count in counts:
        for example in count.refused[:SHOWN]:
            yield _refused(of, count, example)
        if count.invalid > SHOWN:
            name, line = count.declared.id, count.refused[SHOWN].line if count.refused else None
            more = f"{of.origin.name} has {count.invalid - SHOWN:,} more values that do not fit {name}"
            yield of.origin.finding("E515", more, line=line, field=name)


def _refused(of: Subject, count: FieldCount, example: Example) -> Finding:
    field, value, line = count.declared, example.value, example.line
    return of.origin.finding(
        "E515",
        f'{of.origin.name} {of.origin.counted} {of.origin.line(line)}, column "{field.header}": '
        f'"{value}" does not fit {field.id}',
        line=line,
        field=field.id,
        expected=expected(field),
        found=value,
        fix=_advice(of, count, [value]).removesuffix(_MEANWHILE),
    )
