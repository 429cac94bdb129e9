"""What the quality of the data gives reason to say: findings from counts, in words."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from ..findings import Finding
from ..rules.model import Field
from .cleaning import likely_format
from .contract import CleanTable
from .quality import FieldQuality, Loss
from .readers.faults import listed
from .report import written

NOTABLE_SHARE = 0.01
_STRICT_SHOWN = 20


def remarks(clean: CleanTable, qualities: list[FieldQuality], losses: list[Loss]) -> Iterator[Finding]:
    """Warnings on fields and rows of one table."""
    if not clean.seen.any():
        yield clean.origin.finding(
            "W513", f"{clean.origin.name} has no rows", fix="check that the export is complete"
        )
        return
    for quality in qualities:
        yield from _on_field(clean, quality)
    for loss in losses:
        yield LOSSES[loss.reason](clean, loss)


def _on_field(clean: CleanTable, quality: FieldQuality) -> Iterator[Finding]:
    field = clean.table.fields[quality.field]
    if quality.invalid >= NOTABLE_SHARE * quality.rows and quality.invalid:
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


def count_of(count: int, rows: int) -> str:
    """Format a count and its share, such as `12 of 400 rows (3%)`."""
    return (
        f"{count:,} of {rows:,} rows ({count / rows:.0%})"
        if count * 100 >= rows
        else f"{count:,} of {rows:,} rows"
    )


def _carrying(loss: Loss) -> str:
    return "" if not loss.money else f", which carry {loss.money:,.2f}"


def _examples(loss: Loss) -> str:
    shown = (
        f'"{value}" ({rows}{f", perhaps {near}" if near else ""})' for value, rows, near in loss.examples
    )
    return ", ".join(shown)


def _orphans(clean: CleanTable, loss: Loss) -> Finding:
    rows = count_of(loss.rows, int(clean.seen.sum()))
    return clean.origin.finding(
        "W502",
        f"{loss.field} names nothing that exists in {rows} of {clean.origin.name}{_carrying(loss)}",
        field=loss.field,
        found=_examples(loss),
        fix="add what is missing, or correct the names; until then these rows count for no account",
    )


def _no_account(clean: CleanTable, loss: Loss) -> Finding:
    rows = count_of(loss.rows, int(clean.seen.sum()))
    return clean.origin.finding(
        "W503", f"{loss.field} is missing in {rows} of {clean.origin.name}{_carrying(loss)}", field=loss.field
    )


def _no_date(clean: CleanTable, loss: Loss) -> Finding:
    rows = count_of(loss.rows, int(clean.seen.sum()))
    return clean.origin.finding(
        "W504",
        f"{loss.field} is missing in {rows} of {clean.origin.name}{_carrying(loss)}",
        field=loss.field,
        fix="rows without a date are in no period",
    )


def _after(clean: CleanTable, loss: Loss) -> Finding:
    return clean.origin.finding(
        "N502",
        f"{clean.origin.name} has {loss.rows:,} rows dated after the day of the model{_carrying(loss)}; they are not seen",
        field=loss.field,
    )


def _unmatched(clean: CleanTable, loss: Loss) -> Finding:
    rows = count_of(loss.rows, int(clean.seen.sum()))
    return clean.origin.finding(
        "W505",
        f"{loss.field} is not found for {rows} of {clean.origin.name}{_carrying(loss)}",
        field=loss.field,
        found=_examples(loss),
        fix="add these to the reference table, or correct them",
    )


LOSSES: Mapping[str, Callable[[CleanTable, Loss], Finding]] = {
    "orphan": _orphans,
    "no_account": _no_account,
    "no_date": _no_date,
    "after_as_of": _after,
    "unmatched": _unmatched,
}


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
