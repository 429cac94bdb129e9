"""Tables and their fields: the contract that data has to meet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from .texts import Duration, Text

FieldType: TypeAlias = Literal["text", "category", "integer", "number", "rating", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table: what it holds, what it is called in the source, where it comes from.

    `min` and `max` are inclusive (a rating's `scale` fills them). `synonyms` map a written value to a declared one.
    `date_formats` are patterns of YYYY, MM, M, DD, D beside ISO. `lookup` takes the value from another table
    (`table`, `field`) by the field named `by` of this table. `take` is for accounts derived from another
    table: which row's value counts (`last` or `first` by date) and of which field (`of`). `not_before` names the date field
    of the same row that a date may not precede, such as the opening of a deal for its closing.
    """

    id: str
    type: FieldType
    title: Text = Text()
    column: str | None = None
    values: tuple[str, ...] = ()
    synonyms: Mapping[str, str] = field(default_factory=dict)
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    format: str | None = None
    definition: str | None = None
    source: str | None = None
    method: str | None = None
    owner: str | None = None
    judgement: bool = False
    updated: str | None = None
    not_before: str | None = None
    max_age: Duration | None = None
    missing_values: tuple[str, ...] = ()
    date_formats: tuple[str, ...] = ()
    lookup: tuple[str, str] | None = None
    by: str | None = None
    take: Literal["last", "first"] | None = None
    of: str | None = None

    @property
    def header(self) -> str:
        """The column's name in the source."""
        return self.column or self.id


@dataclass(frozen=True, slots=True)
class Table:
    """A source of rows. Exactly one of `file`, `sql`, `derived_from` is set, or none for a frame handed over.

    `account` names the field that links a row to an account, `via` the (table, field) through whose row the
    account and the date are taken. `date` is the field that time windows look at. `parent` is the field with
    the account above in the corporate group. `numbers_declared` tells whether the ruleset itself says how the source
    writes numbers, so that a point is a point.
    """

    id: str
    fields: Mapping[str, Field]
    title: Text = Text()
    file: str | None = None
    sheet: str | None = None
    sql: str | None = None
    connection: str | None = None
    derived_from: str | None = None
    key: str | None = None
    name: str | None = None
    parent: str | None = None
    account: str | None = None
    via: tuple[str, str] | None = None
    date: str | None = None
    delimiter: str | None = None
    encoding: str | None = None
    decimal: str = "."
    thousands: str = ""
    numbers_declared: bool = False
    missing_values: tuple[str, ...] = ()
    date_formats: tuple[str, ...] = ()
