"""The quality of each field: how many values are missing, refused, mended, outdated."""

import datetime as dt
from collections.abc import Mapping

import numpy as np

from ..expressions.columns import Index, Mask
from ..rules.model import Field
from .cleaning import Cleaned
from .contract import CleanTable
from .freshness import outdated
from .money import Money, total
from .quality import AccountFaults, Example, FieldQuality
from .raw import RawTable

_SHOWN = 5


def field_qualities(
    clean: CleanTable, as_of: dt.date, money: Money, asked: Mapping[str, Mask]
) -> list[FieldQuality]:
    """One line per field that was read, in the order of the ruleset; rows after the day do not count.

    `asked` are the rows in which rules look at a field, where these are not all.
    """
    fields = (field for name, field in clean.table.fields.items() if name in clean.columns)
    return [_quality(clean, field, as_of, money, asked.get(field.id)) for field in fields]


def _quality(
    clean: CleanTable, field: Field, as_of: dt.date, money: Money, asked: Mask | None
) -> FieldQuality:
    missing = clean.columns[field.id].missing & clean.seen
    seen = clean.seen
    cleaned = clean.cleaned.get(field.id)
    invalid = seen & cleaned.invalid if cleaned else np.zeros(clean.size, dtype=np.bool_)
    return FieldQuality(
        table=clean.table.id,
        field=field.id,
        rows=int(seen.sum()),
        missing=int(missing.sum()),
        invalid=int(invalid.sum()),
        standardised=int((cleaned.mended & seen).sum()) if cleaned else 0,
        outdated=int((outdated(clean, field, as_of) & seen).sum()),
        judgement=field.judgement,
        examples=_examples(clean, field, invalid),
        money=total(money, invalid),
        unasked=0 if asked is None else int((missing & ~asked).sum()),
    )


def _examples(clean: CleanTable, field: Field, invalid: Mask) -> tuple[Example, ...]:
    """The first rows, in order of line, with different refused values."""
    if clean.raw is None or not invalid.any():
        return ()
    found: dict[str, int] = {}
    for row in np.flatnonzero(invalid)[: _SHOWN * _SHOWN].tolist():
        found.setdefault(written(clean.raw, field, row), int(clean.lines[row]))
    return tuple(Example(line, value) for value, line in list(found.items())[:_SHOWN])


def written(raw: RawTable, field: Field, row: int) -> str:
    """A value as it stands in the source."""
    return raw.columns[field.header].written(row)


def account_faults(accounts: CleanTable, order: Index, as_of: dt.date) -> AccountFaults:
    """Per field of the accounts which of them have a fault, in the order of the accounts."""
    fields = {name: field for name, field in accounts.table.fields.items() if name in accounts.columns}
    return AccountFaults(
        missing={name: accounts.columns[name].missing[order] for name in fields},
        outdated={name: outdated(accounts, field, as_of)[order] for name, field in fields.items()},
        invalid={name: _invalid(accounts.cleaned, name, accounts.size)[order] for name in fields},
    )


def _invalid(cleaned: Mapping[str, Cleaned], name: str, size: int) -> Mask:
    return cleaned[name].invalid if name in cleaned else np.zeros(size, dtype=np.bool_)
