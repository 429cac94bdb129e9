"""Rows that do not count: whose account does not exist, that come after the day, that have no date; and their money."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from ..expressions.columns import Index, Mask, Texts
from ..findings.nearest import nearest
from .contract import CleanTable
from .money import Money, total
from .quality import Loss

_SHOWN = 5
_ALL_DIGITS_APART = "0 "


def losses_of(
    clean: CleanTable, account: Index | None, known: "KnownNames", money: Money, asked: Mapping[str, Mask]
) -> Iterator[Loss]:
    """Every loss of one table; `account` is each row's account, None for a table that is not linked.

    `asked` are the rows in which rules look at a field, where these are not all.
    """
    yield from _loss(clean, "after_as_of", clean.dates_name or "", clean.unseen, money)
    if clean.dates is not None:
        undated = clean.seen & clean.dates.missing
        dates = asked.get(clean.dates_name or "", clean.seen)
        for loss in _loss(clean, "no_date", clean.dates_name or "", undated, money):
            yield replace(loss, unasked=int((undated & ~dates).sum()))
    if account is not None:
        yield from _unlinked(clean, account, known, money)
    for field, unmatched in clean.unmatched.items():
        by = clean.table.fields[field].by or ""
        rows, written = unmatched.rows & clean.seen, clean.id_texts(by)
        yield from _loss(clean, "unmatched", field, rows, money, written, KnownNames(unmatched.keys))


class KnownNames:
    """The keys and names of accounts, to find the one that was probably meant."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = frozenset(names)
        self._bare = {name.strip(_ALL_DIGITS_APART): name for name in sorted(names)}

    def nearest(self, value: str) -> str:
        """The nearest known name, empty where none is close. Numbers are close only if they differ by leading zeros."""
        if value.replace(" ", "").isdigit():
            return self._bare.get(value.strip(_ALL_DIGITS_APART), "")
        return nearest(value, self._names) or ""


def _unlinked(clean: CleanTable, account: Index, known: KnownNames, money: Money) -> Iterator[Loss]:
    none = (account < 0) & clean.seen
    astray = clean.astray if clean.astray is not None else np.zeros(clean.size, dtype=np.bool_)
    keys = clean.account
    named = ~keys.missing if keys is not None else np.zeros(clean.size, dtype=np.bool_)
    own = clean.account_name or ""
    yield from _loss(clean, "orphan", own, none & named, money, keys, known)
    if clean.table.via:
        by = clean.table.via[1]
        yield from _loss(clean, "orphan", by, none & astray, money, clean.id_texts(by))
    yield from _loss(clean, "no_account", own, none & ~named & ~astray, money)


def _loss(
    clean: CleanTable,
    reason: str,
    field: str,
    rows: Mask,
    money: Money,
    values: Texts | None = None,
    known: KnownNames | None = None,
) -> Iterator[Loss]:
    if rows.any():
        examples = _commonest(values, rows, known) if values is not None else ()
        yield Loss(clean.table.id, reason, field, int(rows.sum()), total(money, rows), examples)


def _commonest(values: Texts, rows: Mask, known: KnownNames | None) -> tuple[tuple[str, int, str], ...]:
    """The commonest values of some rows with their number of rows; of equally common ones the first in the alphabet."""
    codes, counts = np.unique(values.codes[rows & ~values.missing], return_counts=True)
    pairs = zip(codes.tolist(), counts.tolist(), strict=True)
    ordered = sorted((-count, values.vocabulary[code]) for code, count in pairs)[:_SHOWN]
    return tuple((value, -count, known.nearest(value) if known else "") for count, value in ordered)
