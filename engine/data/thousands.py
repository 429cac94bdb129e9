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
            examples = _examples(clean, field, np.flatnonzero(clean.seen & ~cleaned.invalid))
            if examples:
                yield _doubt(clean, field, examples)


def _examples(clean: CleanTable, field: Field, fitting: Index) -> dict[str, int]:
    """Some values with a point and the row of each; none where a point of the field cannot stand for thousands."""
    if clean.raw is None:
        return {}
    missing = frozenset((*clean.table.missing_values, *field.missing_values))
    (part,) = clean.raw.columns[field.header].parts
    texts, codes = trimmed(part, missing)
    pointed = {code: text for code, text in enumerate(texts.to_pylist()) if text and "." in text}
    pointed = {code: pointed[code] for code in np.intersect1d(codes, list(pointed)).tolist()}
    if not all(_GROUPS.fullmatch(_AROUND.sub("", text)) for text in pointed.values()):
        return {}
    of_fitting = codes[fitting]
    first, rows = np.unique(of_fitting[np.isin(of_fitting, list(pointed))], return_index=True)
    rows = fitting[np.isin(of_fitting, list(pointed))][rows]
    shown = sorted(zip(rows.tolist(), first.tolist(), strict=True))[:_SHOWN]
    return {pointed[code]: int(clean.lines[row]) for row, code in shown}


def _doubt(clean: CleanTable, field: Field, examples: dict[str, int]) -> Finding:
    read = in_a_row([f"{float(_AROUND.sub('', text)):.15g}" for text in examples])
    return clean.origin.finding(
        "W514",
        f"{field.id} looks as if the point separates thousands ({', '.join(examples)}): "
        f"{'these were' if len(examples) > 1 else 'this was'} read as {read}",
        line=min(examples.values()),
        field=field.id,
        fix=f'write decimal: "," and thousands: "." for the table {clean.table.id}; or decimal: "." to keep it',
    )
