"""The columns of the results as those of a table in a database."""

from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from .target import Target

MARK = "Written by sikta"
"""How a table that a run made can be told from others: PostgreSQL keeps it as a comment, SQLite in the table's text."""

_TYPES: tuple[tuple[Callable[[Any], bool], type[sa.types.TypeEngine[Any]]], ...] = (
    (pa.types.is_boolean, sa.Boolean),
    (pa.types.is_integer, sa.BigInteger),
    (pa.types.is_floating, sa.Double),
    (pa.types.is_date, sa.Date),
)


def shaped(schema: Any, target: Target) -> sa.Table:
    """The table for columns of Arrow: typed, the first of them its primary key."""
    columns = [
        sa.Column(field.name, _type(field.type), primary_key=not place, autoincrement=False)
        for place, field in enumerate(schema)
    ]
    return sa.Table(target.name, sa.MetaData(), *columns, schema=target.schema, comment=MARK)


def _type(kind: Any) -> sa.types.TypeEngine[Any]:
    return next((of() for fits, of in _TYPES if fits(kind)), sa.Text())


def is_ours(connection: sa.Connection, target: Target) -> bool:
    """Whether an earlier run made the table."""
    if connection.dialect.name == "sqlite":
        made = sa.text("SELECT sql FROM sqlite_master WHERE name = :name")
        return MARK in (connection.execute(made, {"name": target.name}).scalar() or "")
    comment = sa.inspect(connection).get_table_comment(target.name, target.schema)
    return bool(comment["text"] == MARK)


def same_types(shape: sa.Table, found: Mapping[str, Any], connection: sa.Connection) -> bool:
    """Whether the columns of a table that a run made are of the kinds that the results have now."""

    def spelled(kind: Any) -> str:
        return str(kind.compile(connection.dialect))

    return all(spelled(column.type) == spelled(found[column.name]) for column in shape.columns)
