"""A table of a database for each test, and results small enough to read."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tests.postgres_server import Server

Table = Any

RESULTS: Table = pa.table(
    {
        "id": ["00123", "B2", "C3"],
        "company": ['Ahoy "BV"', None, ""],
        "revenue": [1.5, None, -0.1],
        "orders": pa.array([3, 2**53, None], pa.int64()),
        "knocked_out": [True, False, None],
        "since": pa.array([19000, None, 20000], pa.int32()).cast(pa.date32()),
        "potential.low": [0.1 + 0.2, 1e-300, 1e300],
    }
)


@pytest.fixture
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of each kind of database in turn, without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'crm.db'}"
    server: Server = request.getfixturevalue("postgres")
    with server.connect() as connection:
        connection.execute("drop schema if exists public, sales cascade; create schema public")
    return server.address()


Ask = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture
def ask(address: str, tmp_path: Path, request: pytest.FixtureRequest) -> Ask:
    """Runs a statement and gives its rows."""

    def asking(statement: str) -> list[tuple[Any, ...]]:
        if address.startswith("sqlite"):
            connection = sqlite3.connect(tmp_path / "crm.db")
            try:
                with connection:
                    return connection.execute(statement).fetchall()
            finally:
                connection.close()
        server: Server = request.getfixturevalue("postgres")
        with server.connect() as session:
            cursor = session.execute(statement)
            return cursor.fetchall() if cursor.description else []

    return asking
