"""Tables after the contract was applied: typed columns, and where each row came from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from ..expressions.columns import Column, Index, Texts
from .joining import words

BLOCK = 131_072
"""Rows of a block, as a rule: its columns stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Input:
    """What was read, for the record of a run: no path of the machine, only the name in the ruleset."""

    table: str
    source: str
    digest: str
    rows: int
    columns: tuple[str, ...]
    detail: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class DataTable:
    """One table: `columns` by field id, all of `size` rows, in the order of the source.

    `account` is each row's row number in the accounts table, -1 where the row belongs to none; None for
    the accounts table itself and for reference tables. `lines` is each row's line in its file (or row of its sheet),
    for messages. `dates` is the name of the date column that windows look at (also when taken `via` another table,
    then it is added to `columns` under that table's field name, prefixed by the table: `orders.order_date`).
    `ids` are the fields by which rows are found or find others, as texts.
    """

    id: str
    columns: Mapping[str, Column]
    size: int
    lines: Index
    account: Index | None = None
    dates: str | None = None
    ids: Mapping[str, Texts] = field(default_factory=dict)

    def id_texts(self, name: str) -> Texts:
        """A field as the texts by which rows are found, whatever its type."""
        return self.ids[name] if name in self.ids else words(self.columns[name])

    def blocks(self, rows: int = BLOCK) -> Iterator["DataTable"]:
        """The table in stretches of so many rows, as views; one of no rows where it has none."""
        if self.size <= rows:
            yield self
            return
        for start in range(0, self.size, rows):
            yield self.stretch(slice(start, min(start + rows, self.size)))

    def stretch(self, rows: slice) -> "DataTable":
        """Some rows that follow each other, as views."""
        columns = {name: column.take(rows) for name, column in self.columns.items()}
        ids = {name: texts.take(rows) for name, texts in self.ids.items()}
        account = None if self.account is None else self.account[rows]
        size = rows.stop - rows.start
        return DataTable(self.id, columns, size, self.lines[rows], account, self.dates, ids)


@dataclass(frozen=True, slots=True, eq=False)
class StreamedTable:
    """A linked table that is not held: its rows are read, cleaned and linked anew whenever somebody walks through them.

    `size` is the number of rows in the source, None where that is not known beforehand; rows dated after the day are
    in it, though no block has them. Each block is a table whose texts may have a vocabulary of their own. `blocks`
    raises SiktaError with the faults of all tables that are streamed, not of this one alone.
    """

    id: str
    dates: str | None
    size: int | None
    blocks: Callable[[], Iterator[DataTable]]


Linked: TypeAlias = DataTable | StreamedTable


@dataclass(frozen=True, slots=True, eq=False)
class DataSet:
    """All tables of a ruleset. `keys` are the account keys in the order of the accounts table, sorted ascending.

    `read` is what was read, or what tells it once everything is.
    """

    tables: Mapping[str, Linked]
    keys: Texts
    read: tuple[Input, ...] | Callable[[], tuple[Input, ...]]

    @property
    def accounts(self) -> DataTable:
        return self.held("accounts")

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What was read; streamed tables that nobody walked through are read now."""
        return self.read() if callable(self.read) else self.read

    def held(self, name: str) -> DataTable:
        """A table that is in memory: the accounts, and whatever other tables refer to."""
        table = self.tables[name]
        if not isinstance(table, DataTable):
            raise TypeError(f"{name} is streamed")
        return table
