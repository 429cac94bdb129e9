"""Columns whose values are found in a column of another table that has each value once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ...findings.nearest import nearest
from ..guessing import Column, Drafted
from ..naming.words import ACCOUNT, parts_of, tells

_WITH_NAME, _WITHOUT_NAME = 0.5, 0.9
_DIFFERENT = 3
_MOST_NAMES = 2_000
_LINKABLE = ("text", "category", "integer")


@dataclass(frozen=True, eq=False)
class Link:
    """A column whose values are keys of another table: how many rows find theirs, and which values do not."""

    table: Drafted
    column: Column
    target: Drafted
    key: Column
    matched: int
    is_named: bool
    lost: tuple[tuple[str, int], ...]

    @property
    def share(self) -> float:
        """Of the rows that name anything, the part that finds it."""
        return self.matched / self.column.known if self.column.known else 0.0

    @property
    def unmatched(self) -> int:
        return self.column.known - self.matched

    def meant(self) -> str | None:
        """What the most frequent value that is not found was probably meant to be."""
        if not self.lost or self.key.distinct > _MOST_NAMES:
            return None
        return nearest(self.lost[0][0], self.key.texts.vocabulary)


def find_links(tables: Sequence[Drafted]) -> list[Link]:
    """Every link between two tables that values or names speak for."""
    return [
        link
        for target in tables
        for key in unique_columns(target)
        for table in tables
        if table is not target
        for column in linkable(table)
        if (link := link_between(table, column, target, key)) is not None and _is_likely(link)
    ]


def unique_columns(table: Drafted) -> list[Column]:
    """The columns that tell all rows apart, numbers with decimals and dates left out."""
    return [column for column in linkable(table) if column.is_unique]


def linkable(table: Drafted) -> list[Column]:
    return table.of_type(*_LINKABLE)


def link_between(table: Drafted, column: Column, target: Drafted, key: Column) -> Link | None:
    """The link of a column to a key; None where no value is found."""
    found = _found(column, key)
    matched = int(column.counts[found].sum())
    if not matched:
        return None
    order = sorted(np.flatnonzero(~found).tolist(), key=lambda code: (-int(column.counts[code]), code))
    lost = tuple((column.texts.vocabulary[code], int(column.counts[code])) for code in order[:3])
    return Link(table, column, target, key, matched, _is_named(column, target, key), lost)


def _found(column: Column, key: Column) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    keys = frozenset(key.texts.vocabulary)
    return np.array([text in keys for text in column.texts.vocabulary], dtype=np.bool_)


def _is_named(column: Column, target: Drafted, key: Column) -> bool:
    """Whether the column is called like the key, or like the table that it leads to."""
    if column.id == key.id and len(column.id) > len("name"):
        return True
    if set(_stems(parts_of(target.id))) & set(_stems(parts_of(column.header))):
        return True
    return tells(target.id, ACCOUNT) and names_account(column)


def _stems(parts: Iterable[str]) -> Iterator[str]:
    """Words in the singular, near enough: `categories` and `category` alike."""
    yield from (
        part.removesuffix("ies").removesuffix("es").removesuffix("s").removesuffix("y") for part in parts
    )


def names_account(column: Column) -> bool:
    """Whether a header says nothing but "account": customer, klantnummer, company name."""
    from ..naming.words import KEY, NAME

    parts = parts_of(column.header)
    return tells(column.header, ACCOUNT) and all(tells(part, f"{ACCOUNT} {KEY} {NAME}") for part in parts)


def _is_likely(link: Link) -> bool:
    if link.is_named:
        return link.share >= _WITH_NAME
    if all(text.isdigit() for text in link.column.texts.vocabulary[:100]):
        return False  # small numbers are found in any list of numbers
    return link.share >= _WITHOUT_NAME and link.column.distinct - len(link.lost) >= _DIFFERENT
