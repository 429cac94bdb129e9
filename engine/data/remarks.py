"""What the quality of the data gives reason to say: findings from counts, in words."""

import datetime as dt
from collections.abc import Iterator

import numpy as np

from ..findings import Finding
from ..rules.model import Field
from .cleaning.date_formats import likely_formats
from .cleaning.states import trimmed
from .contract import CleanTable
from .lost_rows import loss_findings
from .quality import FieldQuality, Loss
from .readers.faults import listed
from .readers.native import kind_of
from .report import written
from .succession import dates_out_of_order
from .thousands import doubtful_points
from .wording import count_of

NOTABLE_SHARE = 0.01
_STRICT_SHOWN = 20
_MOST_TEXTS = 2_000
_NUMBERS = ("integer", "number", "rating")
_MEANWHILE = "; until then they count as missing"


def remarks(
    clean: CleanTable, qualities: list[FieldQuality], losses: list[Loss], currency: str, as_of: dt.date
) -> Iterator[Finding]:
    """Warnings on fields and rows of one table; money is in the ruleset's currency."""
    if _is_later(clean):
        yield _later(clean, as_of)
        return
    if not clean.seen.any():
        yield clean.origin.finding(
            "W513", f"{clean.origin.name} has no rows", fix="check that the export is complete"
        )
        return
    for quality in qualities:
        yield from _on_field(clean, quality)
    yield from doubtful_points(clean)
    yield from dates_out_of_order(clean)
    yield from loss_findings(clean, losses, currency)


def _is_later(clean: CleanTable) -> bool:
    """Whether every row that has a date lies after the day of the run; then nothing of the table says anything."""
    dated = ~clean.dates.missing if clean.dates is not None else clean.unseen
    return bool(dated.any() and clean.unseen[dated].all())


def _later(clean: CleanTable, as_of: dt.date) -> Finding:
    rows, without = int(clean.unseen.sum()), int(clean.seen.sum())
    which = f"{clean.origin.name} with a date" if without else clean.origin.name
    counted = f"all {rows:,} rows of {which} are" if rows > 1 else f"the only row of {which} is"
    return clean.origin.finding(
        "W515",
        f"{counted} dated after {as_of}, the day of the run",
        expected=f"rows of {as_of} and before",
        fix="look from a later day: as_of: in the ruleset, or --as-of",
    )


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
        fix=_advice(clean, field, values),
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


def _advice(clean: CleanTable, field: Field, values: list[str]) -> str:
    formats = likely_formats(_refused_texts(clean, field)[:_MOST_TEXTS]) if field.type == "date" else []
    if formats and not {*formats} & {*field.date_formats, *clean.table.date_formats}:
        return _write_format(formats, field)
    if field.values:
        return f"correct them, or add them to the values or synonyms of {field.id}"
    if field.type in _NUMBERS and field.id in clean.ids:
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


def _refused_texts(clean: CleanTable, field: Field) -> list[str]:
    """The different texts of a field that were refused, in order of their first row."""
    if clean.raw is None:
        return []
    invalid = clean.cleaned[field.id].invalid & clean.seen
    found: dict[str, None] = {}
    for part in clean.raw.columns[field.header].parts:
        if kind_of(part) == "text":
            texts, codes = trimmed(part, frozenset())
            used = dict.fromkeys(codes[invalid].tolist())
            found |= dict.fromkeys(text for code in used if code >= 0 and (text := texts[code].as_py()))
    return [*found]


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
        fix=_advice(clean, field, [value]).removesuffix(_MEANWHILE),
    )
