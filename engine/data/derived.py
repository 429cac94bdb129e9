"""Accounts of a company that keeps no list of them: the distinct accounts of another table."""

from dataclasses import replace

import numpy as np

from ..expressions.columns import Column, Condition, Dates, Floats, Index, Mask, Numbers, Texts
from ..findings import SiktaError
from ..rules.model import Field, Table
from .contract import CleanTable
from .joining import take_or_missing
from .lookups import circle
from .raw import numbered


def derive_accounts(table: Table, source: CleanTable, needed: frozenset[str]) -> CleanTable:
    """One row per account of the source, ascending by key, with the latest (or first) known value of each field."""
    keys = source.account if source.account is not None else Texts(np.full(source.size, -1, np.int32), ())
    usable = source.seen & ~keys.missing
    codes = np.unique(keys.codes[usable])
    vocabulary = np.array(keys.vocabulary, dtype=object)[codes].tolist()
    order = np.array(sorted(range(len(codes)), key=vocabulary.__getitem__), dtype=np.int64)
    place = np.full(len(keys.vocabulary) + 1, -1, dtype=np.int64)
    place[codes[order]] = np.arange(len(codes))
    account_of = np.where(usable, place[keys.codes], -1)
    key = table.key or source.table.account or "account"
    columns: dict[str, Column] = {key: Texts.of([vocabulary[index] for index in order])}
    for name, field in table.fields.items():
        if field.take and name in needed:
            columns[name] = _taken(source, field, account_of, len(codes))
    origin = replace(source.origin, table="accounts")
    nothing = np.zeros(len(codes), dtype=np.bool_)
    derived = replace(table, key=key)
    return CleanTable(derived, origin, len(codes), numbered(len(codes)), columns, {}, None, nothing)


def _taken(source: CleanTable, field: Field, account_of: Index, size: int) -> Column:
    """Of equally late rows the largest value counts, of equally early ones the smallest: row order does not matter."""
    name = field.of or field.id
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
    return take_or_missing(column, chosen)


def _last_rows(account_of: Index, days: Floats, ranks: Floats, known: Mask, *, latest: bool) -> Index:
    """Per account the known row that comes last by day, then by rank (first, where not `latest`)."""
    rows = np.flatnonzero(known)
    ordered = rows[np.lexsort((ranks[rows], days[rows], account_of[rows]))]
    accounts = account_of[ordered]
    border = accounts[1:] != accounts[:-1]
    edge = np.append(border, True) if latest else np.insert(border, 0, True)
    last: Index = ordered[edge[: ordered.size]]
    return last


def _ranks(column: Column) -> Floats:
    """Numbers in the order of the values, texts in that of the alphabet."""
    match column:
        case Numbers(values) | Dates(values):
            return values
        case Condition(true, _):
            return true.astype(np.float64)
        case Texts(codes, vocabulary):
            order = sorted(range(len(vocabulary)), key=vocabulary.__getitem__)
            rank = np.empty(len(vocabulary) + 1)
            rank[order] = np.arange(len(vocabulary))
            rank[-1] = -1
            return rank[codes]
        case _:
            raise TypeError("data holds no lists")
