"""Numbers such as 1.234, in which the point may stand for thousands and not before decimals."""

import re
from collections.abc import Iterator

import numpy as np

from ..expressions.columns import Index
from ..findings import Finding
from ..rules.model import Field
from .cleaning.states import trimmed
from .contract import CleanTable
from .wording import in_a_row

_NUMBERS = ("integer", "number", "rating")
_AROUND = re.compile(r"^[^\d.,]+|[^\d.,]+$")  # signs, units and blanks
_GROUPS = re.compile(r"[1-9]\d{0,2}(\.\d{3})+", re.ASCII)
_SHOWN = 2


def doubtful_points(clean: CleanTable) -> Iterator[Finding]:
    """A warning for each field of a text file whose every point stands before three digits, and was read as decimal.

    Silent where the ruleset says how the table writes numbers.
    """
    if clean.raw is None or clean.origin.counted != "line" or clean.table.numbers_declared:
        return
    for name, cleaned in clean.cleaned.items():
        field = clean.table.fields[name]
        if field.type in _NUMBERS:
            rows = _examples(clean, field, np.flatnonzero(clean.seen & ~cleaned.invalid))
            if rows:
                yield _doubt(clean, field, rows)


def _examples(clean: CleanTable, field: Field, fitting: Index) -> dict[str, int]:
    """Some values with a point and the first row of each; none where a point of the field cannot stand for thousands."""
    if clean.raw is None:
        return {}
    missing = frozenset((*clean.table.missing_values, *field.missing_values))
    (part,) = clean.raw.columns[field.header].parts
    texts, codes = trimmed(part, missing)
    used = np.unique(codes[codes >= 0]).tolist()
    pointed = {code: text for code in used if "." in (text := texts[code].as_py() or "")}
    if not all(_GROUPS.fullmatch(_AROUND.sub("", text)) for text in pointed.values()):
        return {}
    rows = fitting[np.isin(codes[fitting], list(pointed))]
    first = np.sort(np.unique(codes[rows], return_index=True)[1])[:_SHOWN]
    return {pointed[int(codes[row])]: int(row) for row in rows[first]}


def _doubt(clean: CleanTable, field: Field, rows: dict[str, int]) -> Finding:
    values = clean.columns[field.id].values  # type: ignore[union-attr]  # a column of numbers
    read = in_a_row([f"{values[row]:.15g}" for row in rows.values()])
    return clean.origin.finding(
        "W514",
        f"{field.id} looks as if the point separates thousands ({', '.join(rows)}): "
        f"{'these were' if len(rows) > 1 else 'this was'} read as {read}",
        line=int(clean.lines[min(rows.values())]),
        field=field.id,
        fix=f'write decimal: "," and thousands: "." for the table {clean.table.id}; or decimal: "." to keep it',
    )
