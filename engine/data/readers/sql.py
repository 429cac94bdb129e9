"""Queries: one SELECT over a database whose address stands in the environment, never in a file or a message."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from ...findings import Finding, SiktaError
from ..raw import Origin, RawTable, Request, numbered
from .fingerprint import fingerprint
from .headers import check_headers
from .native import from_values

_NAMED = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_ASIDE = re.compile(r"""--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]""", re.DOTALL)
_CHANGES = re.compile(
    r"\b(insert|update|delete|merge|replace|drop|alter|create|truncate|grant|revoke|call|exec|execute|into)\b\s",
    re.IGNORECASE,
)
_BATCH = 50_000


def read_query(request: Request, environment: Mapping[str, str]) -> RawTable:
    """Run the table's query and take the needed columns; whatever it did is rolled back.

    Raises SiktaError where the address is not set, the query is not one SELECT, or the database refuses.
    """
    sql = request.table.sql or ""
    _refuse_unless_select(sql, request.origin)
    engine = _engine(request, environment)
    try:
        with _told_apart(engine.url, request.origin), engine.connect() as connection:
            headers, values = _run(connection, sql, request)
    finally:
        engine.dispose()
    columns = {header: from_values(column) for header, column in values.items()}
    size = len(next(iter(values.values()), []))
    detail = f"query ({engine.dialect.name})"
    return RawTable(request.origin, headers, columns, numbered(size), fingerprint(columns), detail)


def _refuse_unless_select(sql: str, origin: Origin) -> None:
    bare = _ASIDE.sub(" ", sql).strip().removesuffix(";")
    if not re.match(r"(select|with)\b", bare, re.IGNORECASE) or ";" in bare or _CHANGES.search(bare):
        raise SiktaError([_no_select(origin)])


def _engine(request: Request, environment: Mapping[str, str]) -> sa.Engine:
    named = _NAMED.fullmatch((request.table.connection or "").strip())
    if named is None:
        raise SiktaError([_not_in_environment(request.origin)])
    address = environment.get(named[1])
    if not address:
        raise SiktaError([_not_set(request.origin, named[1])])
    try:
        return sa.create_engine(address)
    except (SQLAlchemyError, ImportError, ValueError) as error:
        raise SiktaError([_no_engine(request.origin, named[1])]) from error


def _run(
    connection: sa.Connection, sql: str, request: Request
) -> tuple[tuple[str, ...], dict[str, list[Any]]]:
    """The headers and the values by column; nothing that the query did is kept."""
    result = connection.execution_options(stream_results=True).exec_driver_sql(sql)
    headers = tuple(str(name).strip() for name in list(result.keys()))
    check_headers(headers, request)
    values = _values(result, headers, request)
    connection.rollback()
    return headers, values


def _values(
    result: "sa.CursorResult[Any]", headers: tuple[str, ...], request: Request
) -> dict[str, list[Any]]:
    """The values by column, batch by batch."""
    places = {header: place for place, header in enumerate(headers) if header in request.needed}
    values: dict[str, list[Any]] = {header: [] for header in places}
    for batch in result.partitions(_BATCH):
        columns = list(zip(*batch, strict=True))
        for header, place in places.items():
            values[header].extend(columns[place])
    return values


@contextmanager
def _told_apart(address: sa.URL, origin: Origin) -> Iterator[None]:
    """Turn what the database says into a finding, without anything of its address."""
    try:
        yield
    except SQLAlchemyError as error:
        said = str(getattr(error, "orig", None) or type(error).__name__).partition("\n")[0][:200]
        secrets = (
            address.render_as_string(hide_password=False),
            address.password,
            address.host,
            address.username,
        )
        for secret in (*secrets, address.database):
            if secret:
                said = said.replace(str(secret), "…")
        raise SiktaError([_refused(origin, said)]) from None


def _no_select(origin: Origin) -> Finding:
    return origin.finding(
        "E513",
        f"{origin.name} is not one SELECT",
        expected="one statement that begins with SELECT or WITH and changes nothing",
        fix="leave out everything else; let the database's owner make a view for what is more",
    )


def _not_in_environment(origin: Origin) -> Finding:
    return origin.finding(
        "E513",
        f"{origin.name} does not say which environment variable holds the address of its database",
        expected="connection: ${CRM_URL}",
        fix="put the address, with its password, into an environment variable and name that",
    )


def _not_set(origin: Origin, name: str) -> Finding:
    return origin.finding(
        "E513",
        f"{origin.name} needs the environment variable {name}, which is not set",
        expected=f"the address of the database in {name}",
        fix=f'set it before the run, such as export {name}="postgresql://…", or hand over a data frame',
    )


def _no_engine(origin: Origin, name: str) -> Finding:
    return origin.finding(
        "E513",
        f"{origin.name} cannot use the address in {name}",
        expected="an address such as postgresql://user:password@host/database, and the driver for it installed",
        fix="check the address, and install the driver of your database (psycopg, pymysql, pyodbc …)",
    )


def _refused(origin: Origin, said: str) -> Finding:
    return origin.finding(
        "E513",
        f"{origin.name} was refused by the database",
        expected="a query that the database runs",
        found=said,
        fix="try the query in the database's own program",
    )
