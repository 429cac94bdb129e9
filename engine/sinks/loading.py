"""Rows into a table: as one stream where the database has such, else in batches."""

import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa
from pyarrow import csv

_BATCH = 10_000


def load_rows(connection: sa.Connection, table: sa.Table, blocks: Iterable[Any]) -> int:
    """Add the rows of every block to an empty table; gives how many they are."""
    return LOADERS.get(connection.dialect.driver, _in_batches)(connection, table, blocks)


def _copied(connection: sa.Connection, table: sa.Table, blocks: Iterable[Any]) -> int:
    """With COPY, which takes text as it comes: numbers in their shortest exact form, nothing for a missing value."""
    names = connection.dialect.identifier_preparer
    columns = ", ".join(names.quote(name) for name in list(table.columns.keys()))
    statement = f"COPY {names.format_table(table)} ({columns}) FROM STDIN (FORMAT csv)"
    rows = 0
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for block in blocks:
            for batch in _without_nul(block).to_batches(_BATCH):
                copy.write(_as_csv(batch))
            rows += block.num_rows
    return rows


def _as_csv(batch: Any) -> bytes:
    text = io.BytesIO()
    csv.write_csv(batch, text, csv.WriteOptions(include_header=False, quoting_style="needed"))
    return text.getvalue()


def _in_batches(connection: sa.Connection, table: sa.Table, blocks: Iterable[Any]) -> int:
    insert = sa.insert(table).compile(dialect=connection.dialect)
    rows = 0
    for block in blocks:
        for batch in _without_dates(block).to_batches(_BATCH):
            columns = [column.to_pylist() for column in batch.columns]
            connection.exec_driver_sql(str(insert), list(zip(*columns, strict=True)))
        rows += block.num_rows
    return rows


def _without_nul(block: Any) -> Any:
    """Text with the sign for a character that cannot be shown in place of NUL, which PostgreSQL has no place for."""
    return _with(block, pa.types.is_string, lambda texts: pc.replace_substring(texts, "\0", "\ufffd"))


def _without_dates(block: Any) -> Any:
    """Days as text, 2026-06-30: SQLite has no kind of its own for them."""
    return _with(block, pa.types.is_date, lambda days: days.cast(pa.string()))


def _with(block: Any, fits: Callable[[Any], bool], change: Callable[[Any], Any]) -> Any:
    columns = zip(block.column_names, block.itercolumns(), strict=True)
    return pa.table({name: change(column) if fits(column.type) else column for name, column in columns})


LOADERS: Mapping[str, Callable[[sa.Connection, sa.Table, Iterable[Any]], int]] = {
    "psycopg": _copied,
    "pysqlite": _in_batches,
}
"""By the driver of the database."""
