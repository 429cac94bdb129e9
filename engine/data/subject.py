"""What a remark on a table is about: where it comes from, its contract, and how many rows it has."""

import datetime as dt
from dataclasses import dataclass

from ..rules.model import Table
from .raw import Origin


@dataclass(frozen=True, slots=True)
class Subject:
    """A table as messages speak of it.

    `rows` are those that count, `hidden` those dated after `as_of`. `ids` are the fields by which rows are found or
    find others.
    """

    table: Table
    origin: Origin
    ids: frozenset[str]
    as_of: dt.date
    rows: int = 0
    hidden: int = 0
