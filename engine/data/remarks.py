"""What the quality of the data gives reason to say: findings from counts, in words."""

from collections.abc import Iterator

import numpy as np

from ..findings import Finding
from ..rules.model import Field
from .cleaning import likely_format
from .contract import CleanTable
from .lost_rows import loss_findings
from .quality import FieldQuality, Loss
from .readers.faults import listed
from .report import written
from .wording import count_of

NOTABLE_SHARE = 0.01
_STRICT_SHOWN = 20


def remarks(
    clean: CleanTable, qualities: list[FieldQuality], losses: list[Loss], currency: str
) -> Iterator[Finding]:
    """Warnings on fields and rows of one table; money is in the ruleset's currency."""
    if not clean.seen.any():
        yield clean.origin.finding(
            "W513", f"{clean.origin.name} has no rows", fix="check that the export is complete"
        )
        return
    for quality in qualities:
        yield from _on_field(clean, quality)
    yield from loss_findings(clean, losses, currency)


def _on_field(clean: CleanTable, quality: FieldQuality) -> Iterator[Finding]:
    field = clean.table.fields[quality.field]
    if quality.invalid:  # even one, as it became missing
        yield _misfits(clean, field, quality)
    elif quality.missing == quality.rows:
        yield clean.origin.finding(
            "W506",
            f"{field.id} is missing in every row of {clean.origin.name}",
            field=field.id,
            fix="check the column, or take out what uses it",
        )
    if quality.outdated >= NOTABLE_SHARE * quality.rows and quality.outdated:
        yield clean.origin.finding(
            "W509",
            f"{field.id} is older than {field.max_age} in {count_of(quality.outdated, quality.rows)} of {clean.origin.name}",
            field=field.id,
            fix=f"bring it up to date{f' ({field.owner})' if field.owner else ''}",
        )


def _misfits(clean: CleanTable, field: Field, quality: FieldQuality) -> Finding:
    values = [example.value for example in quality.examples]
    return clean.origin.finding(
        "W501",
        f"{field.id} has a value that does not fit in {count_of(quality.invalid, quality.rows)} of {clean.origin.name}",
        line=quality.examples[0].line if quality.examples else None,
        field=field.id,
        expected=expected(field),
        found=listed(values),
        fix=_advice(field, values),
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


def _advice(field: Field, values: list[str]) -> str:
    pattern = likely_format(values) if field.type == "date" else None
    if pattern and pattern not in field.date_formats:
        return f"write date_format: {pattern} for the field {field.id}"
    if field.values:
        return f"correct them, or add them to the values or synonyms of {field.id}"
    if field.type in ("integer", "number", "rating") and any(
        "," in value or "." in value for value in values
    ):
        return 'correct them, or write how the table puts numbers, such as decimal: "," and thousands: "."'
    return "correct them where the data comes from; until then they count as missing"


def refused_values(clean: CleanTable) -> Iterator[Finding]:
    """Every value that does not fit, for a strict run; at most so many per field, and how many more."""
    for name, cleaned in clean.cleaned.items():
        rows = np.flatnonzero(cleaned.invalid & clean.seen)
        field = clean.table.fields[name]
        for row in rows[:_STRICT_SHOWN].tolist():
            yield _refused(clean, field, row)
        if rows.size > _STRICT_SHOWN:
            more = f"{clean.origin.name} has {rows.size - _STRICT_SHOWN:,} more values that do not fit {name}"
            yield clean.origin.finding("E515", more, line=int(clean.lines[rows[_STRICT_SHOWN]]), field=name)


def _refused(clean: CleanTable, field: Field, row: int) -> Finding:
    line = int(clean.lines[row])
    value = written(clean.raw, field, row) if clean.raw else ""
    return clean.origin.finding(
        "E515",
        f'{clean.origin.name} {clean.origin.counted} {line}, column "{field.header}": "{value}" does not fit {field.id}',
        line=line,
        field=field.id,
        expected=expected(field),
        found=value,
        fix=_advice(field, [value]),
    )
