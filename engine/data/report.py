"""The quality of each field: how many values are missing, refused, mended, outdated. Counted block by block."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ..expressions.columns import Index, Mask
from ..rules.model import Field
from .cleaning import Cleaned
from .cleaning.states import trimmed
from .contract import CleanTable
from .freshness import outdated
from .judged import Judged
from .money import Sum
from .quality import AccountFaults, Example, FieldQuality
from .raw import Origin, RawTable
from .readers.native import kind_of

SHOWN = 20
"""Refused values of a field that a strict run names."""

_EXAMPLES = 5
_LOOKED_AT = max(SHOWN + 1, _EXAMPLES * _EXAMPLES)
_MOST_TEXTS = 2_000


@dataclass(slots=True, eq=False)
class FieldCount:
    """One field of one table, over the blocks that were added in the order of the source; rows after the day aside.

    `carried` is the money of rows whose value does not fit, None where the table has none.
    `refused` are the first rows whose value does not fit, as it stands there. `texts` are different refused texts of a
    date, in order of their first row, to find the format that they are in.
    """

    table: str
    declared: Field
    carried: Sum | None
    rows: int = 0
    missing: int = 0
    invalid: int = 0
    mended: int = 0
    outdated: int = 0
    unasked: int = 0
    refused: list[Example] = field(default_factory=list)
    texts: dict[str, None] = field(default_factory=dict)

    def add(self, block: Judged) -> None:
        """Count the rows of the next block."""
        clean, name = block.clean, self.declared.id
        missing = block.seen(clean.columns[name].missing)
        self.rows += block.rows_seen
        self.missing += int(np.count_nonzero(missing))
        self.unasked += block.unasked(name, missing) if missing.any() else 0
        old = outdated(clean, self.declared, block.by.as_of)
        self.outdated += 0 if old is None else int(np.count_nonzero(block.seen(old)))
        cleaned = clean.cleaned.get(name)
        if cleaned is not None:
            self.mended += int(np.count_nonzero(block.seen(cleaned.mended)))
            self._refuse(block, block.seen(cleaned.invalid))

    def _refuse(self, block: Judged, rows: Mask) -> None:
        count = int(np.count_nonzero(rows))
        if not count:
            return
        self.invalid += count
        money = block.money(rows)
        if self.carried is not None and money is not None:
            self.carried.add(money)
        self._remember(block.clean, rows)

    def _remember(self, clean: CleanTable, rows: Mask) -> None:
        if clean.raw is None:
            return
        for row in np.flatnonzero(rows)[: _LOOKED_AT - len(self.refused)].tolist():
            self.refused.append(Example(int(clean.lines[row]), written(clean.raw, self.declared, row)))
        if self.declared.type == "date" and len(self.texts) < _MOST_TEXTS:
            self.texts |= _refused_texts(clean.raw, self.declared, rows)

    @property
    def refused_texts(self) -> list[str]:
        """Different refused texts of a date, as many as are worth looking at."""
        return list(self.texts)[:_MOST_TEXTS]

    def quality(self, origin: Origin) -> FieldQuality:
        """The field's line of the report; its examples stand where the origin says."""
        return FieldQuality(
            table=self.table,
            field=self.declared.id,
            rows=self.rows,
            missing=self.missing,
            invalid=self.invalid,
            standardised=self.mended,
            outdated=self.outdated,
            judgement=self.declared.judgement,
            examples=tuple(_placed(example, origin) for example in self.examples()),
            money=self.carried.total() if self.carried is not None else None,
            unasked=self.unasked,
        )

    def examples(self) -> tuple[Example, ...]:
        """The first rows, in order of line, with different refused values."""
        found: dict[str, Example] = {}
        for example in self.refused[: _EXAMPLES * _EXAMPLES]:
            found.setdefault(example.value, example)
        return tuple(found.values())[:_EXAMPLES]


def field_counts(clean: CleanTable, *, measured: bool = False) -> list[FieldCount]:
    """A count for each field that was read, in the order of the ruleset; `measured` where rows carry money."""
    fields = [field for name, field in clean.table.fields.items() if name in clean.columns]
    return [FieldCount(clean.table.id, field, Sum() if measured else None) for field in fields]


def _placed(example: Example, origin: Origin) -> Example:
    """An example with its file, and its line in there, where a table stands in several files."""
    if not origin.parts:
        return example
    name, line = origin.at(example.line)
    return Example(line, example.value, name)


def written(raw: RawTable, field: Field, row: int) -> str:
    """A value as it stands in the source."""
    return raw.columns[field.header].written(row)


def _refused_texts(raw: RawTable, field: Field, rows: Mask) -> dict[str, None]:
    """The different texts of a field in some rows, in order of their first row."""
    found: dict[str, None] = {}
    for part in raw.columns[field.header].parts:
        if kind_of(part) == "text":
            texts, codes = trimmed(part, frozenset())
            used = dict.fromkeys(codes[rows].tolist())
            found |= dict.fromkeys(text for code in used if code >= 0 and (text := texts[code].as_py()))
    return found


def account_faults(accounts: CleanTable, order: Index, as_of: dt.date) -> AccountFaults:
    """Per field of the accounts which of them have a fault, in the order of the accounts.

    A mask in which nobody has it takes no room: one value stands for all accounts, and cannot be written to.
    """
    fields = {name: field for name, field in accounts.table.fields.items() if name in accounts.columns}
    return AccountFaults(
        missing={name: _or_none(accounts.columns[name].missing, order) for name in fields},
        outdated={name: _or_none(outdated(accounts, field, as_of), order) for name, field in fields.items()},
        invalid={name: _or_none(_invalid(accounts.cleaned, name), order) for name in fields},
    )


def _invalid(cleaned: Mapping[str, Cleaned], name: str) -> Mask | None:
    return cleaned[name].invalid if name in cleaned else None


def _or_none(rows: Mask | None, order: Index) -> Mask:
    """The rows in their order; none of them where there is no mask."""
    if rows is None or not rows.any():
        return np.broadcast_to(np.False_, len(order))
    return rows[order]
