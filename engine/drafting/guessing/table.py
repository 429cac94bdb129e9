"""A file with the guesses for its columns."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from ..files import Opened
from ..naming.ids import free_id, id_of, ids_of
from .column import Column
from .kinds import guess_column, looks_numeric
from .numbers import Notation, notation_of


@dataclass(frozen=True, eq=False)
class Drafted:
    """A file as a table of the draft: its id, its columns by id, and how it writes its numbers."""

    id: str
    opened: Opened
    columns: dict[str, Column]
    notation: Notation

    @property
    def name(self) -> str:
        """The file's name, with the sheet where one was named."""
        return (
            self.opened.name
            if self.opened.given.sheet is None
            else f"{self.opened.name}#{self.opened.given.sheet}"
        )

    @property
    def rows(self) -> int:
        return len(self.opened.raw)

    @property
    def currency(self) -> str | None:
        return next(
            (column.guess.currency for column in self.columns.values() if column.guess.currency), None
        )

    def of_type(self, *types: str) -> list[Column]:
        return [column for column in self.columns.values() if column.guess.type in types and column.known]

    def with_id(self, id_: str) -> "Drafted":
        return replace(self, id=id_)


def guess_table(opened: Opened, taken: Collection[str]) -> Drafted:
    """Look at every column of a file; the table's id is made of the file's name, unlike those that are taken."""
    plain = {
        header: Column(header, id_, opened.raw.columns[header])
        for header, id_ in ids_of(opened.headers).items()
    }
    numeric = [column for column in plain.values() if column.is_written and looks_numeric(column)]
    notation = notation_of(numeric, opened.delimiter)
    guessed = {column.id: guess_column(column, notation) for column in plain.values()}
    return Drafted(_table_id(opened, taken), opened, guessed, notation)


def _table_id(opened: Opened, taken: Collection[str]) -> str:
    stem = opened.given.sheet or opened.name.partition(".")[0]
    return free_id(id_of(stem, f"table_{len(taken) + 1}"), taken)
