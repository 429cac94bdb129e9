"""A file that describes the columns of the others: what it says becomes their definitions."""

from dataclasses import dataclass, replace

from ..guessing import Column, Drafted
from .scheme import Scheme

_MOST_ROWS = 2_000
_MOSTLY = 0.7


@dataclass(frozen=True)
class Descriptions:
    """What a file says of columns, by table and field; `file` is its table, None where no file does that."""

    file: str | None = None
    of: dict[tuple[str, str], str] | None = None

    @property
    def text(self) -> str:
        return " ".join((self.of or {}).values())


def descriptions_in(scheme: Scheme) -> Descriptions:
    """Look through the files that are left out for one with a column of column names and a column of texts."""
    headers = {
        column.header.casefold() for seat in scheme.seats.values() for column in seat.table.columns.values()
    }
    for seat in scheme.of_role("left out"):
        texts = seat.table.of_type("text", "category")
        named = next((column for column in texts if _are_in(column, headers)), None)
        told = max(texts, key=lambda column: sum(map(len, column.texts.vocabulary)), default=None)
        if named and told and named is not told and seat.table.rows <= _MOST_ROWS:
            return Descriptions(seat.id, _matched(scheme, seat.table, named, told))
    return Descriptions()


def with_descriptions(scheme: Scheme, described: Descriptions) -> Scheme:
    """The scheme in which the file that describes the columns says so."""
    if described.file is None:
        return scheme
    told = replace(scheme.seats[described.file], why="what it says of columns became their definitions")
    return replace(scheme, seats={**scheme.seats, described.file: told})


def _are_in(column: Column, headers: set[str]) -> bool:
    return sum(text.casefold() in headers for text in column.texts.vocabulary) >= _MOSTLY * column.distinct


def _matched(scheme: Scheme, table: Drafted, named: Column, told: Column) -> dict[tuple[str, str], str]:
    """Each description for the columns of that name, in the table that the row names where it names one."""
    stems = {seat.table.opened.name.partition(".")[0].casefold(): seat for seat in scheme.seats.values()}
    of_table = next(
        (column for column in table.of_type("text", "category") if _are_in(column, set(stems))), None
    )
    lists = [column.texts.to_list() for column in (named, told, of_table or named)]
    found: dict[tuple[str, str], str] = {}
    for name, text, where in zip(*lists, strict=True):
        seats = (
            [stems[(where or "").casefold()]]
            if of_table and (where or "").casefold() in stems
            else scheme.seats.values()
        )
        for seat in seats:
            for column in seat.table.columns.values():
                if name and text and column.header.casefold() == name.casefold():
                    found[seat.id, column.id] = " ".join(text.split())
    return found
