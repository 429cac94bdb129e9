"""The accounts in their order: ascending by key."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..expressions.alphabet import alphabetical
from ..expressions.columns import Index, Texts
from ..expressions.words import chosen_words
from ..findings import Finding
from .contract import CleanTable


@dataclass(frozen=True, slots=True, eq=False)
class Roster:
    """The accounts' keys, sorted by code point; `order` are their rows in the source."""

    keys: Texts
    order: Index


def call_roll(accounts: CleanTable) -> tuple[Roster, list[Finding]]:
    """Sort the accounts by key. Without a key the number of the line stands in, padded with zeros so that it sorts."""
    rows = np.flatnonzero(accounts.seen)
    if accounts.table.key is None:
        return _by_line(accounts, rows)
    texts = accounts.id_texts(accounts.table.key)
    codes = texts.codes if len(rows) == len(texts) else texts.codes[rows]
    keys = chosen_words(texts.vocabulary, codes.astype(np.int64))
    order = alphabetical(keys)
    return Roster(named(chosen_words(keys, order)), rows[order]), []


def named(words: Sequence[str]) -> Texts:
    """One row per word."""
    return Texts(np.arange(len(words), dtype=np.int32), words)


def _by_line(accounts: CleanTable, rows: Index) -> tuple[Roster, list[Finding]]:
    """By the line of the file or the row of the sheet: the number that stands beside it where the file is opened.

    A source without a line of headers (Parquet, a data frame) is numbered as if it had one, so that an export of it
    calls its accounts the same.
    """
    counted, lines = accounts.origin.counted, accounts.lines
    lines = lines + 1 if lines.min(initial=2) == 1 else lines
    width = len(str(int(lines.max(initial=0))))
    note = accounts.origin.finding(
        "N504",
        f"{accounts.origin.name} has no key, so each account is called by the number of its {counted}",
        expected="a column that names each account",
        fix='write "key: …" for the table, so that an account keeps its name when rows move',
    )
    return Roster(Texts.of([f"{line:0{width}d}" for line in lines[rows].tolist()]), rows), [note]
