"""Keys of a linked table that stand for rows of more than one account, such as a contact who is at two companies."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..expressions.columns import Index, Texts
from ..expressions.words import arrow_rows, arrow_words, whole_number
from ..findings import Finding
from .contract import CleanTable
from .marks import Marks, marks_of
from .raw import Origin
from .readers.faults import listed

_LINES = 8
_NUMBERS = ("integer", "number", "rating")


@dataclass(slots=True, eq=False)
class SharedKeys:
    """The keys of a table with their accounts, over its blocks, as marks of 64 bits each.

    Where some key seems to have several accounts, the blocks are looked at once more for what stands in its rows; in
    a `part` of a table, which others will join, for what stands in all rows. Where `numeric`, keys are told in the order
    of their numbers, else in that of the alphabet.
    """

    key: str
    numeric: bool
    part: bool = False
    marks: list[tuple[Marks, Marks]] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)

    def add(self, clean: CleanTable) -> None:
        """Take in the keys of the next block."""
        keys, accounts = clean.id_texts(self.key), clean.account
        rows = _keyed(clean, keys)
        if accounts is not None and rows.size:
            self.marks.append((_marks(keys, rows), _marks(accounts, rows)))

    def look_again(self, blocks: Callable[[], Iterator[CleanTable]]) -> None:
        """Take what stands in the rows of suspected keys; `blocks` gives those that were added, if need be."""
        suspects = _every(self.marks) if self.part else _suspects(self.marks)
        self.marks = []
        for clean in blocks() if suspects.size else ():
            keys, accounts = clean.id_texts(self.key), clean.account
            rows = _keyed(clean, keys)
            if accounts is not None and rows.size:
                rows = rows[np.isin(_marks(keys, rows), suspects)]
                self.rows.append(_written(clean, keys, accounts, rows))

    def join(self, other: "SharedKeys") -> None:
        """Take in the rows of another part of the table."""
        self.rows += other.rows

    def findings(self, origin: Origin) -> Iterator[Finding]:
        """A warning that names the first keys."""
        rows = self._shared()
        if not len(rows):
            return
        keys = sorted(rows["key"].unique().to_pylist(), key=self._order)
        first = rows.filter(pc.equal(rows["key"], keys[0]))["line"].to_pylist()
        yield origin.finding(
            "W512",
            f"{origin.name} links {len(keys)} {self.key} values to more than one account: {listed(keys)}",
            line=first[1],
            field=self.key,
            found=f'"{keys[0]}" stands at {_at(origin, first)}',
            fix="every row counts for its own account; take out those that are wrong",
        )

    def _shared(self) -> Any:
        """The rows whose key has more than one account."""
        if not self.rows:
            return ()
        rows = pa.concat_tables(self.rows)
        accounts = rows.group_by("key").aggregate([("account", "count_distinct")])
        shared = accounts.filter(pc.greater(accounts["account_count_distinct"], 1))["key"]
        return rows.filter(pc.is_in(rows["key"], value_set=shared.combine_chunks()))

    def _order(self, key: str) -> tuple[bool, float, str]:
        number = _number(key) if self.numeric else None
        return (number is None, number or 0.0, key)


def shared_keys(clean: CleanTable, *, part: bool) -> SharedKeys | None:
    """What watches the keys of a table, or of a part of it; None for one without keys or accounts."""
    key = clean.table.key
    if key is None or clean.account is None:
        return None
    declared = clean.table.fields.get(key)
    return SharedKeys(key, declared is not None and declared.type in _NUMBERS, part)


def _keyed(clean: CleanTable, keys: Texts) -> Index:
    """The rows that are seen and have a key."""
    return np.flatnonzero(clean.seen & ~keys.missing)


def _marks(texts: Texts, rows: Index) -> Marks:
    """A mark for what stands in each of some rows; a missing text has one of its own."""
    codes = texts.codes[rows]
    if len(texts.vocabulary) > len(rows):
        return marks_of(arrow_rows(texts.vocabulary, codes).fill_null(""))
    return np.append(marks_of(arrow_words(texts.vocabulary)), np.uint64(0))[codes]


def _every(marks: list[tuple[Marks, Marks]]) -> Marks:
    return np.unique(np.concatenate([keys for keys, _ in marks])) if marks else np.zeros(0, dtype=np.uint64)


def _suspects(marks: list[tuple[Marks, Marks]]) -> Marks:
    """The marks of keys that stand with different accounts."""
    if not marks:
        return np.zeros(0, dtype=np.uint64)
    keys, accounts = (np.concatenate(each) for each in zip(*marks, strict=True))
    order = np.argsort(keys, kind="stable")
    keys, accounts = keys[order], accounts[order]
    return np.unique(keys[1:][(keys[1:] == keys[:-1]) & (accounts[1:] != accounts[:-1])])


def _written(clean: CleanTable, keys: Texts, accounts: Texts, rows: Index) -> Any:
    """Some rows as they are told: key, account (empty where there is none) and line."""
    return pa.table(
        {
            "key": arrow_rows(keys.vocabulary, keys.codes[rows]),
            "account": arrow_rows(accounts.vocabulary, accounts.codes[rows]).fill_null(""),
            "line": clean.lines[rows],
        }
    )


def _number(word: str) -> float | None:
    """The number that is written like this, None where it would be written in another way."""
    whole = whole_number(word)
    if whole is not None:
        return float(whole)
    try:
        number = float(word)
    except ValueError:
        return None
    return number if repr(number) == word else None


def _at(origin: Origin, lines: list[int]) -> str:
    """Where rows stand, such as `lines 3, 9 and 4 more`."""
    shown = ", ".join(origin.line(line) for line in lines[:_LINES])
    more = f" and {len(lines) - _LINES} more" if len(lines) > _LINES else ""
    return f"{origin.counted}{'s' if len(lines) > 1 else ''} {shown}{more}"
