"""Results into a table of a database, in one transaction: all of them or, whatever happens, none."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeAlias

import sqlalchemy as sa

from ..data.readers.address import engine_at, told_apart
from ..findings import Finding, SiktaError
from .loading import load_rows
from .shape import MARK, is_ours, same_types, shaped
from .target import Target

Table: TypeAlias = Any  # pyarrow has no types of its own

_LONGEST_NAME = {"postgresql": 63, "sqlite": 10_000}
"""The databases that results are written to, whose transactions hold tables too, and the longest name they know."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a table took in: how many rows, and what there is to say about it."""

    table: str
    rows: int
    findings: tuple[Finding, ...] = ()


def deliver(blocks: Iterable[Table], target: Target, environment: Mapping[str, str]) -> Delivered:
    """Fill the table with the blocks, of which the first column is the key; what stood in it is gone afterwards.

    A table with the same columns keeps its permissions, indexes and views: its rows are replaced. One that an earlier
    run made with other columns is made anew beside it and takes its place at the end. Everything happens in one
    transaction: readers see the old rows until all new ones are there, and a connection that is lost leaves the old
    ones. Runs that write to one table at the same time do so one after the other. Raises SiktaError.
    """
    engine = engine_at(target.connection, environment, target.say)
    if engine.dialect.name not in _LONGEST_NAME:
        raise SiktaError([target.other_database(engine.dialect.name)])
    first, rest = _first_of(blocks)
    shape = shaped(first.schema, target)
    _refuse_long_names(shape, engine, target)
    try:
        with (
            told_apart(engine.url, target.refused, driver=engine.dialect.loaded_dbapi.Error),
            _transaction(engine) as connection,
        ):
            _take_turns(connection, target)
            return _replace(connection, shape, chain([first], rest), target)
    finally:
        engine.dispose()


def _first_of(blocks: Iterable[Table]) -> tuple[Table, Iterator[Table]]:
    rest = iter(blocks)
    return next(rest), rest


def _refuse_long_names(shape: sa.Table, engine: sa.Engine, target: Target) -> None:
    most = _LONGEST_NAME[engine.dialect.name]
    long = [name for name in (shape.name, *shape.columns.keys()) if len(name.encode()) > most]
    if long:
        raise SiktaError([target.too_long(long, most)])


def _transaction(engine: sa.Engine) -> Any:
    """SQLite begins one when it is told to, and not by itself before the first change."""
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _leave_beginning_to_us)
        sa.event.listen(engine, "begin", _begin_to_write)
    return engine.begin()


def _leave_beginning_to_us(connection: Any, _: Any) -> None:
    connection.isolation_level = None


def _begin_to_write(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _take_turns(connection: sa.Connection, target: Target) -> None:
    """Wait for another run that writes to the same table; SQLite has one writer anyhow."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL lock_timeout = '60s'")
        connection.exec_driver_sql("SET LOCAL client_encoding = 'UTF8'")
        key = sa.func.hashtextextended(f"sikta {target.table}", 0)
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(key)))


def _replace(
    connection: sa.Connection, shape: sa.Table, blocks: Iterable[Table], target: Target
) -> Delivered:
    inspector = sa.inspect(connection)
    if not inspector.has_table(target.name, target.schema):
        _create(connection, shape)
        return Delivered(target.table, load_rows(connection, shape, blocks))
    found = {column["name"]: column["type"] for column in inspector.get_columns(target.name, target.schema)}
    ours = is_ours(connection, target)
    if set(found) == set(shape.columns.keys()) and (not ours or same_types(shape, found, connection)):
        _empty(connection, shape)
        return Delivered(target.table, load_rows(connection, shape, blocks))
    if not ours:
        expected = shape.columns.keys()
        absent, more = (
            [each for each in expected if each not in found],
            [each for each in found if each not in expected],
        )
        raise SiktaError([target.not_ours(absent, more)])
    return Delivered(target.table, _rebuild(connection, shape, blocks), (target.made_anew(),))


def _create(connection: sa.Connection, shape: sa.Table) -> None:
    """Make the table, and mark it as one that a run may make anew."""
    made = str(sa.schema.CreateTable(shape).compile(dialect=connection.dialect))
    connection.exec_driver_sql(made.replace("(", f"( /* {MARK} */", 1))
    if connection.dialect.supports_comments:
        connection.execute(sa.schema.SetTableComment(shape))


def _empty(connection: sa.Connection, shape: sa.Table) -> None:
    """Take the rows away; who reads the table goes on seeing them until the new ones are there."""
    if connection.dialect.name == "postgresql":
        name = connection.dialect.identifier_preparer.format_table(shape)
        connection.exec_driver_sql(f"LOCK TABLE {name} IN SHARE ROW EXCLUSIVE MODE")
    connection.execute(sa.delete(shape))


def _rebuild(connection: sa.Connection, shape: sa.Table, blocks: Iterable[Table]) -> int:
    """A new table beside the old one, which takes its place when it is full."""
    new = shape.to_metadata(sa.MetaData(), name=f"sikta_{secrets.token_hex(8)}")
    _create(connection, new)
    rows = load_rows(connection, new, blocks)
    connection.execute(sa.schema.DropTable(shape))
    names = connection.dialect.identifier_preparer
    renamed = f"ALTER TABLE {names.format_table(new)} RENAME TO {names.quote(shape.name)}"
    connection.exec_driver_sql(renamed)
    return rows
