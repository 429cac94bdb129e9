"""The contract applied to a raw table: every declared field cleaned to its type."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from ..expressions.columns import Column, Dates, Index, Mask, Texts
from ..rules.model import Field, Table
from .cleaning import CLEANERS, Cleaned, Conventions
from .raw import Origin, RawTable


@dataclass(frozen=True, slots=True, eq=False)
class Unmatched:
    """Rows for which a lookup found nothing, and the keys that it could have found."""

    rows: Mask
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CleanTable:
    """A table whose columns fit the contract, all rows of the source still there.

    `raw` is None for accounts derived from another table. `account` (key of an account) and `dates` are what links a
    row and places it in time, its own or taken via another table. `unseen` marks rows dated after the day the model
    looks from; they take no part in anything. `astray` marks rows whose `via` row does not exist.
    """

    table: Table
    origin: Origin
    size: int
    lines: Index
    columns: Mapping[str, Column]
    cleaned: Mapping[str, Cleaned]
    raw: RawTable | None
    unseen: Mask
    account: Texts | None = None
    account_name: str | None = None
    dates: Dates | None = None
    dates_name: str | None = None
    astray: Mask | None = None
    unmatched: Mapping[str, Unmatched] = field(default_factory=dict)

    @property
    def seen(self) -> Mask:
        return ~self.unseen

    def with_column(self, name: str, column: Column) -> "CleanTable":
        return replace(self, columns={**self.columns, name: column})

    def texts(self, name: str | None) -> Texts | None:
        """A column of texts; None where there is no such column, or it holds something else."""
        column = self.columns.get(name) if name else None
        return column if isinstance(column, Texts) else None


def own_fields(table: Table) -> dict[str, Field]:
    """The fields that stand in the source itself, not taken from another table."""
    return {name: of for name, of in table.fields.items() if of.lookup is None and of.take is None}


def apply_contract(raw: RawTable, table: Table, needed: frozenset[str], currency: str) -> CleanTable:
    """Clean the needed fields of a table."""
    fields = {name: of for name, of in own_fields(table).items() if name in needed}
    cleaned = {name: _clean(raw, of, table, currency) for name, of in fields.items()}
    columns = {name: result.column for name, result in cleaned.items()}
    size = len(raw)
    unseen = np.zeros(size, dtype=np.bool_)
    clean = CleanTable(table, raw.origin, size, raw.lines, columns, cleaned, raw, unseen)
    dates = columns.get(table.date) if table.date else None
    account = clean.texts(table.account)
    return replace(
        clean,
        account=account,
        account_name=table.account,
        dates=dates if isinstance(dates, Dates) else None,
        dates_name=table.date,
    )


def _clean(raw: RawTable, of: Field, table: Table, currency: str) -> Cleaned:
    conventions = Conventions(
        decimal=table.decimal,
        thousands=table.thousands,
        missing_values=frozenset((*table.missing_values, *of.missing_values)),
        date_formats=(*of.date_formats, *table.date_formats),
        currency=currency,
    )
    return CLEANERS[of.type](raw.columns[of.header], of, conventions)


def hide_after(clean: CleanTable, as_of: dt.date) -> CleanTable:
    """Mark the rows dated after the day the model looks from."""
    if clean.dates is None:
        return clean
    with np.errstate(invalid="ignore"):
        after = clean.dates.values > np.datetime64(as_of, "D").astype(np.int64)
    return replace(clean, unseen=clean.unseen | after)
