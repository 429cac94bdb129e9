"""Tables after the contract was applied: typed columns, and where each row came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..expressions.columns import Column, Index, Texts
from .joining import words


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


@dataclass(frozen=True, slots=True, eq=False)
class DataSet:
    """All tables of a ruleset. `keys` are the account keys in the order of the accounts table, sorted ascending."""

    tables: Mapping[str, DataTable]
    keys: Texts
    inputs: tuple[Input, ...]

    @property
    def accounts(self) -> DataTable:
        return self.tables["accounts"]
