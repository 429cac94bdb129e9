"""Numbers such as 1.234, in which the point may stand for thousands and not before decimals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow.compute as pc

from ..expressions.arrays import filled, values_of
from ..expressions.columns import Numbers
from ..findings import Finding
from ..rules.model import Field, Table
from .cleaning.states import trimmed
from .contract import CleanTable
from .raw import ArrowArray, Origin
from .wording import in_a_row

_NUMBERS = ("integer", "number", "rating")
_AROUND = re.compile(r"^[^\d.,]+|[^\d.,]+$")  # signs, units and blanks
_GROUPS = re.compile(r"[1-9]\d{0,2}(\.\d{3})+", re.ASCII)
_SHOWN = 2


@dataclass(slots=True, eq=False)
class PointedNumbers:
    """A field of numbers in a text file, over its blocks: whether every point in it could stand for thousands.

    `read` are the first different values with a point that were read as decimals: line, and what was read.
    """

    declared: Field
    possible: bool = True
    read: dict[str, tuple[int, float]] = field(default_factory=dict)

    def add(self, clean: CleanTable) -> None:
        """Look at the next block; one point that cannot stand for thousands settles it."""
        if not self.possible or clean.raw is None:
            return
        missing = frozenset((*clean.table.missing_values, *self.declared.missing_values))
        (part,) = clean.raw.columns[self.declared.header].parts
        texts, codes = trimmed(part, missing)
        pointed = _pointed(texts, codes)
        self.possible = all(_GROUPS.fullmatch(_AROUND.sub("", text)) for text in pointed.values())
        if pointed and self.possible and len(self.read) < _SHOWN:
            self._remember(clean, codes, pointed)

    def _remember(self, clean: CleanTable, codes: ArrowArray, pointed: dict[int, str]) -> None:
        values = clean.columns[self.declared.id]
        if not isinstance(values, Numbers):
            return
        fitting = np.flatnonzero(clean.seen & ~clean.cleaned[self.declared.id].invalid)
        rows = fitting[np.isin(codes[fitting], list(pointed))]
        first = np.sort(np.unique(codes[rows], return_index=True)[1])
        for row in rows[first].tolist():
            if len(self.read) == _SHOWN:
                break
            read = int(clean.lines[row]), float(values.values[row])
            self.read.setdefault(pointed[int(codes[row])], read)


def pointed_fields(clean: CleanTable) -> list[PointedNumbers]:
    """The fields of a text file that may be misread; none where the ruleset says how the table writes numbers."""
    if clean.raw is None or clean.origin.counted != "line" or clean.table.numbers_declared:
        return []
    fields = (clean.table.fields[name] for name in clean.cleaned)
    return [PointedNumbers(field) for field in fields if field.type in _NUMBERS]


def _pointed(texts: ArrowArray, codes: ArrowArray) -> dict[int, str]:
    """The texts with a point that stand in some row, by their code."""
    with_point = np.flatnonzero(values_of(filled(pc.match_substring(texts, "."), False)))
    used = np.zeros(len(texts) + 1, dtype=np.bool_)
    used[codes] = True
    return {code: texts[code].as_py() for code in with_point[used[with_point]].tolist()}


def doubtful_points(counts: list[PointedNumbers], origin: Origin, table: Table) -> Iterator[Finding]:
    """A warning for each field whose every point stands before three digits, and was read as decimal."""
    for count in counts:
        if count.possible and count.read:
            yield _doubt(count.declared, count.read, origin, table)


def _doubt(field: Field, read: dict[str, tuple[int, float]], origin: Origin, table: Table) -> Finding:
    values = in_a_row([f"{value:.15g}" for _, value in read.values()])
    return origin.finding(
        "W514",
        f"{field.id} looks as if the point separates thousands ({', '.join(read)}): "
        f"{'these were' if len(read) > 1 else 'this was'} read as {values}",
        line=min(line for line, _ in read.values()),
        field=field.id,
        fix=f'write decimal: "," and thousands: "." for the table {table.id}; or decimal: "." to keep it',
    )
