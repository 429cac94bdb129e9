"""Accounts of a company that keeps no list of them: the distinct accounts of another table."""

from dataclasses import replace

import numpy as np
import pyarrow as pa

from ..expressions.alphabet import alphabetical
from ..expressions.arrays import array_of
from ..expressions.columns import Column, Condition, Dates, Floats, Index, Mask, Numbers, Texts, used_codes
from ..expressions.words import Integers, arrow_words, chosen_words
from ..findings import SiktaError
from ..rules.model import Field, Table
from .accounts import named
from .cleaning import CLEANERS, Conventions
from .contract import CleanTable
from .joining import take_or_missing
from .lookups import circle
from .raw import ArrowArray, RawColumn, numbered


def derive_accounts(table: Table, source: CleanTable, needed: frozenset[str]) -> CleanTable:
    """One row per account of the source, ascending by key, with the latest (or first) known value of each field."""
    keys = source.account if source.account is not None else Texts(np.full(source.size, -1, np.int32), ())
    usable = source.seen & ~keys.missing
    codes = used_codes(keys.codes[usable], len(keys.vocabulary))
    words = chosen_words(keys.vocabulary, codes)
    order = alphabetical(words)
    place = np.full(len(keys.vocabulary) + 1, -1, dtype=np.int64)
    place[codes[order]] = np.arange(len(codes))
    account_of = np.where(usable, place[keys.codes], -1)
    key = table.key or source.table.account or "account"
    names = named(chosen_words(words, order))
    columns: dict[str, Column] = {key: _typed(names, table.fields.get(key))}
    ids = {key: names}
    for name, field in table.fields.items():
        if field.take and name in needed:
            rows = _chosen(source, field, account_of, len(codes))
            columns[name] = take_or_missing(source.columns[_origin(field)], rows)
            if _origin(field) in source.ids:
                ids[name] = source.ids[_origin(field)].taken(rows)
    origin = replace(source.origin, table="accounts")
    derived = replace(table, key=key)
    return CleanTable(derived, origin, len(codes), numbered(len(codes)), columns, {}, None, None, ids=ids)


def _typed(names: Texts, field: Field | None) -> Column:
    """The accounts' keys as the values that their field declares."""
    if field is None or field.type == "text":
        return names
    return CLEANERS[field.type](RawColumn((_raw(names, field),)), field, Conventions()).column


def _raw(names: Texts, field: Field) -> ArrowArray:
    """The keys as a source would give them: whole numbers for a field of numbers, else texts."""
    words = names.vocabulary
    if isinstance(words, Integers) and field.type in ("integer", "number", "rating"):
        return array_of(words.array())
    return pa.DictionaryArray.from_arrays(array_of(names.codes), arrow_words(words))


def _origin(field: Field) -> str:
    return field.of or field.id


def _chosen(source: CleanTable, field: Field, account_of: Index, size: int) -> Index:
    """Each account's row of the source whose value counts, -1 where none is known.

    Of equally late rows the largest value counts, of equally early ones the smallest: row order does not matter.
    """
    name = _origin(field)
    column = source.columns.get(name)
    if column is None:
        raise SiktaError([circle([f"accounts.{field.id}", f"{source.table.id}.{name}"])])
    known = (account_of >= 0) & ~column.missing
    days = source.dates.values if source.dates is not None else np.zeros(source.size)
    if source.dates is not None:
        known &= ~np.isnan(days)
    rows = _last_rows(account_of, days, _ranks(column), known, latest=field.take == "last")
    chosen = np.full(size, -1, dtype=np.int64)
    chosen[account_of[rows]] = rows
    return chosen


def _last_rows(account_of: Index, days: Floats, ranks: Floats, known: Mask, *, latest: bool) -> Index:
    """The known rows of each account that come last by day, then by rank (first, where not `latest`).

    Rows that are equal in both come in the order of the source, so that the last of them counts (the first of them).
    """
    rows, size = np.flatnonzero(known), int(account_of.max(initial=-1)) + 1
    sign = 1 if latest else -1
    for measure in (days, ranks):
        measured = sign * measure[rows]
        best = np.full(size, -np.inf)
        np.maximum.at(best, account_of[rows], measured)
        rows = rows[measured == best[account_of[rows]]]
    return rows if latest else rows[::-1]


def _ranks(column: Column) -> Floats:
    """Numbers in the order of the values, texts in that of the alphabet."""
    match column:
        case Numbers(values) | Dates(values):
            return values
        case Condition(true, _):
            return true.astype(np.float64)
        case Texts(codes, vocabulary):
            rank = np.empty(len(vocabulary) + 1)
            rank[alphabetical(vocabulary)] = np.arange(len(vocabulary))
            rank[-1] = -1
            return rank[codes]
        case _:
            raise TypeError("data holds no lists")
