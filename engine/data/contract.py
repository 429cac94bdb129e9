"""The contract applied to a raw table: every declared field cleaned to its type."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from ..expressions.columns import Column, Dates, Index, Mask, Texts
from ..rules.model import Field, Table
from .cleaning import CLEANERS, Cleaned, Conventions
from .ids import id_texts
from .joining import words
from .key_index import KeyIndex
from .raw import Origin, RawColumn, RawTable
from .readers.native import kind_of

_NUMBERS = ("integer", "number", "rating")


@dataclass(frozen=True, slots=True, eq=False)
class Unmatched:
    """Rows for which a lookup found nothing, and the keys that it could have found."""

    rows: Mask
    keys: Texts


@dataclass(frozen=True, slots=True, eq=False)
class CleanTable:
    """A table whose columns fit the contract, all rows of the source still there.

    `raw` is None for accounts derived from another table. `account` (key of an account) and `dates` are what links a
    row and places it in time, its own or taken via another table. `hidden` marks rows dated after the day the model
    looks from, which take no part in anything; None where there are none. `astray` marks rows whose `via` row does not exist. `ids` are the fields
    by which rows are found or find others, as texts whatever their type.
    """

    table: Table
    origin: Origin
    size: int
    lines: Index
    columns: Mapping[str, Column]
    cleaned: Mapping[str, Cleaned]
    raw: RawTable | None
    hidden: Mask | None
    account: Texts | None = None
    account_name: str | None = None
    dates: Dates | None = None
    dates_name: str | None = None
    astray: Mask | None = None
    unmatched: Mapping[str, Unmatched] = field(default_factory=dict)
    ids: Mapping[str, Texts] = field(default_factory=dict)
    _found: dict[bool, KeyIndex] = field(default_factory=dict, init=False, repr=False)

    @property
    def unseen(self) -> Mask:
        return np.zeros(self.size, dtype=np.bool_) if self.hidden is None else self.hidden

    @property
    def seen(self) -> Mask:
        return np.ones(self.size, dtype=np.bool_) if self.hidden is None else ~self.hidden

    def with_column(self, name: str, column: Column) -> "CleanTable":
        return replace(self, columns={**self.columns, name: column})

    def without_source(self) -> "CleanTable":
        """The same without what its source gave: enough to link other rows to."""
        return replace(self, raw=None, cleaned={})

    def id_texts(self, name: str | None) -> Texts:
        """What a field says to find a row by, as texts; all missing where there is no such field."""
        if name in self.ids:
            return self.ids[name or ""]
        column = self.columns.get(name or "")
        return words(column) if column is not None else Texts(np.full(self.size, -1, np.int32), ())

    def rows_by_key(self, *, seen: bool) -> KeyIndex:
        """The rows by the table's key, those that are `seen` or all; made once, however often it is asked."""
        if seen not in self._found:
            self._found[seen] = KeyIndex(self.id_texts(self.table.key), self.seen if seen else None)
        return self._found[seen]

    def texts(self, name: str | None) -> Texts | None:
        """A column of texts; None where there is no such column, or it holds something else."""
        column = self.columns.get(name) if name else None
        return column if isinstance(column, Texts) else None


def own_fields(table: Table) -> dict[str, Field]:
    """The fields that stand in the source itself, not taken from another table."""
    return {name: of for name, of in table.fields.items() if of.lookup is None and of.take is None}


def apply_contract(
    raw: RawTable, table: Table, needed: frozenset[str], currency: str, linking: frozenset[str] = frozenset()
) -> CleanTable:
    """Clean the needed fields of a table; those that are `linking` are kept as texts too."""
    fields = {name: of for name, of in own_fields(table).items() if name in needed}
    styles = {name: _conventions(of, table, currency) for name, of in fields.items()}
    cleaned = {
        name: CLEANERS[of.type](raw.columns[of.header], of, styles[name]) for name, of in fields.items()
    }
    columns = {name: result.column for name, result in cleaned.items()}
    size = len(raw)
    ids = {
        name: id_texts(raw.columns[of.header], cleaned[name], of, styles[name])
        for name, of in fields.items()
        if name in linking
    }
    kept = replace(raw, columns=dict(_asked_again(raw, fields, cleaned)))
    clean = CleanTable(table, raw.origin, size, raw.lines, columns, cleaned, kept, None, ids=ids)
    dates = columns.get(table.date) if table.date else None
    return replace(
        clean,
        account=clean.id_texts(table.account) if table.account in columns else None,
        account_name=table.account,
        dates=dates if isinstance(dates, Dates) else None,
        dates_name=table.date,
    )


def _asked_again(
    raw: RawTable, fields: Mapping[str, Field], cleaned: Mapping[str, Cleaned]
) -> Iterator[tuple[str, RawColumn]]:
    """The columns that somebody may look at after they were cleaned: values that did not fit, numbers written as texts."""
    for name, of in fields.items():
        column = raw.columns[of.header]
        written = of.type in _NUMBERS and any(kind_of(part) == "text" for part in column.parts)
        if written or not cleaned[name].sound:
            yield of.header, column


def _conventions(of: Field, table: Table, currency: str) -> Conventions:
    return Conventions(
        decimal=table.decimal,
        thousands=table.thousands,
        missing_values=frozenset((*table.missing_values, *of.missing_values)),
        date_formats=(*of.date_formats, *table.date_formats),
        currency=currency,
    )


def hide_after(clean: CleanTable, as_of: dt.date) -> CleanTable:
    """Mark the rows dated after the day the model looks from."""
    if clean.dates is None:
        return clean
    last = np.datetime64(as_of, "D").astype(np.int64)
    if not np.fmax.reduce(clean.dates.values, initial=-np.inf) > last:
        return clean
    after = clean.dates.values > last
    return replace(clean, hidden=after if clean.hidden is None else clean.hidden | after)
