"""Queries: one SELECT over a database whose address stands in the environment, never in a file or a message."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

import sqlalchemy as sa

from ...findings import Finding, SiktaError
from ..raw import Origin, RawColumn, RawTable, Request, Scan, numbered
from .address import engine_at, told_apart
from .digest import RowDigest
from .headers import check_headers
from .native import from_values
from .nested import nested

_ASIDE = re.compile(r"""--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]""", re.DOTALL)
_CHANGES = re.compile(
    r"\b(insert|update|delete|merge|replace|drop|alter|create|truncate|grant|revoke|call|exec|execute|into)\b\s",
    re.IGNORECASE,
)
_BATCH = 50_000
_NESTED = (bytes, bytearray, memoryview, list, tuple, dict, set)


def scan_query(request: Request, environment: Mapping[str, str]) -> Scan:
    """Run the table's query and take the needed columns in blocks; whatever it did is rolled back.

    Raises SiktaError where the address is not set, the query is not one SELECT, or the database refuses.
    """
    sql = request.table.sql or ""
    _refuse_unless_select(sql, request.origin)
    say, otherwise = _about(request.origin), ", or hand over a data frame"
    query = _Query(engine_at(request.table.connection, environment, say, otherwise), sql, request)
    rows = RowDigest(query.blocks)
    return Scan(request.origin, query.headers, rows.blocks, rows, None, query.detail)


def _refuse_unless_select(sql: str, origin: Origin) -> None:
    bare = _ASIDE.sub(" ", sql).strip().removesuffix(";")
    if not re.match(r"(select|with)\b", bare, re.IGNORECASE) or ";" in bare or _CHANGES.search(bare):
        raise SiktaError([_no_select(origin)])


class _Query:
    """A query that runs once to know its columns, and the same run gives the rows when they are first asked for."""

    def __init__(self, engine: sa.Engine, sql: str, request: Request) -> None:
        self._engine, self._sql, self._request = engine, sql, request
        self.detail = f"query ({engine.dialect.name})"
        self._waiting: Iterator[RawTable] | None = self._run()
        self.headers: tuple[str, ...] = next(self._waiting).headers

    def blocks(self) -> Iterator[RawTable]:
        """The rows, from the run that waits or from another one."""
        running, self._waiting = self._waiting, None
        if running is None:
            running = self._run()
            next(running)
        return running

    def _run(self) -> Iterator[RawTable]:
        """First a block that tells the columns, then those of rows. Nothing that the query did is kept."""
        origin = self._request.origin
        try:
            with told_apart(self._engine.url, _refused(origin)), self._engine.connect() as connection:
                with closing(_executed(connection, self._sql)) as result:
                    headers = tuple(str(name).strip() for name in list(result.keys()))
                    check_headers(headers, self._request)
                    yield RawTable(origin, headers, {}, numbered(0), "", self.detail)
                    first = 1
                    for size, columns in _batches(result, headers, self._request):
                        yield RawTable(origin, headers, columns, numbered(size, first), "", self.detail)
                        first += size
                connection.rollback()
        finally:
            self._engine.dispose()


def _executed(connection: sa.Connection, sql: str) -> "sa.CursorResult[Any]":
    """The rows stay with the database until they are fetched, and PostgreSQL is told that nothing may change."""
    told = {"postgresql_readonly": True} if connection.dialect.name == "postgresql" else {}
    reading = connection.execution_options(stream_results=True, yield_per=_BATCH, **told)
    return reading.exec_driver_sql(sql)


def _batches(
    result: "sa.CursorResult[Any]", headers: tuple[str, ...], request: Request
) -> Iterator[tuple[int, dict[str, RawColumn]]]:
    """The needed columns batch by batch, with the number of rows of each; at least one."""
    places = {header: place for place, header in enumerate(headers) if header in request.needed}
    some = False
    for batch in result.partitions(_BATCH):
        columns = list(zip(*batch, strict=True))
        some = True
        yield (
            len(batch),
            {header: _column(columns[place], header, request) for header, place in places.items()},
        )
    if not some:
        yield 0, {header: from_values([]) for header in places}


def _column(values: Sequence[Any], header: str, request: Request) -> RawColumn:
    nesting = [kind.__name__ for kind in set(map(type, values)) if issubclass(kind, _NESTED)]
    if nesting:
        raise SiktaError([nested(request.origin, header, min(nesting))])
    return from_values(values)


def _about(origin: Origin) -> Any:
    def say(wrong: str, *, expected: str, fix: str) -> Finding:
        return origin.finding("E513", f"{origin.name} {wrong}", expected=expected, fix=fix)

    return say


def _no_select(origin: Origin) -> Finding:
    return origin.finding(
        "E513",
        f"{origin.name} is not one SELECT",
        expected="one statement that begins with SELECT or WITH and changes nothing",
        fix="leave out everything else; let the database's owner make a view for what is more",
    )


def _refused(origin: Origin) -> Any:
    def build(said: str) -> Finding:
        return origin.finding(
            "E513",
            f"{origin.name} was refused by the database",
            expected="a query that the database runs",
            found=said,
            fix="try the query in the database's own program",
        )

    return build
