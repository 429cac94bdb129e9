"""DuckDB: rows in a database file, so that more of them can be sorted than fit in memory."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa

from ..expressions.columns import Index
from ..findings import Finding, SiktaError
from .carrier import Values
from .limits import LEAST, Limits

SHARE = 3
"""DuckDB gets one part in so many of the memory; the others are for columns, tallies and results."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def with_room(limits: Limits) -> Iterator[None]:
    """Turns what DuckDB or the system says of too little room into a finding, and its stop into that of the keyboard."""
    import duckdb

    try:
        yield
    except (duckdb.InterruptException, RuntimeError) as error:
        if isinstance(error, RuntimeError) and str(error) != "Query interrupted":
            raise
        raise KeyboardInterrupt from error
    except (duckdb.OutOfMemoryException, duckdb.IOException, OSError) as error:
        raise SiktaError([_no_room(limits, error)]) from error


def _no_room(limits: Limits, error: Exception) -> Finding:
    folder = "the system's folder for temporary files" if limits.spill is None else str(limits.spill)
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    if isinstance(error, OSError) and error.errno not in _FULL:
        return Finding(
            code="E553",
            message=f"rows that have to be seen together cannot be put into {folder}",
            expected="a folder in which you may write",
            found=said,
            fix="name another folder with --spill",
        )
    return Finding(
        code="E553",
        message="there is no room for rows that have to be seen together",
        expected=f"room in {folder}, and {limits.available / 10**9:,.1f} GB of memory that are enough",
        found=(said.splitlines() or [""])[0],
        fix="name a folder with more room with --spill, or give more memory with --memory 8GB",
    )


@dataclass(slots=True, eq=False)
class _Database:
    """A database in a folder of its own, there as long as some store is open."""

    limits: Limits
    folder: "TemporaryDirectory[str] | None" = None
    connection: Any = None
    opened: int = 0
    users: int = 0

    def open(self, kind: str) -> str:
        """The name of a new table for values of a kind."""
        import duckdb

        if self.folder is None:
            if self.limits.spill is not None:
                self.limits.spill.mkdir(parents=True, exist_ok=True)
            self.folder = TemporaryDirectory(prefix="sikta-rows-", dir=self.limits.spill)
            spill = Path(self.folder.name)
            self.connection = duckdb.connect(str(spill / "rows.duckdb"), config=settings(self.limits, spill))
        self.opened += 1
        self.users += 1
        name = f"rows_{self.opened}"
        self.connection.execute(f"create table {name} (account bigint, value {kind})")
        return name

    def close(self) -> None:
        """One store less; with the last one the folder goes."""
        self.users -= 1
        if self.users == 0 and self.folder is not None:
            self.connection.close()
            self.folder.cleanup()
            self.connection = self.folder = None


def settings(limits: Limits, spill: Path) -> dict[str, str | bool | int | float | list[str]]:
    """How DuckDB is started: it keeps to its share of the memory and puts what does not fit into `spill`."""
    memory = max(limits.available // SHARE, LEAST // 2)
    return {"memory_limit": f"{memory // 10**6}MB", "temp_directory": str(spill)}


@dataclass(slots=True, eq=False)
class OnDisk:
    """A store that is a table of a database file."""

    database: _Database
    table: str = ""

    def add(self, account: Index, values: Values) -> None:
        with with_room(self.database.limits):
            self.table = self.table or self.database.open("bigint" if values.dtype.kind == "i" else "double")
            connection = self.database.connection
            connection.register("block", pa.table({"account": account, "value": values}))
            connection.table("block").insert_into(self.table)
            connection.unregister("block")

    def sorted(self) -> Iterator[tuple[Index, Values]]:
        if not self.table:
            return
        query = f"select account, value from {self.table} order by account, value"  # noqa: S608 - our own name
        # DuckDB's own names for this differ from version to version; the Arrow stream of a relation does not.
        with with_room(self.database.limits):
            for batch in pa.RecordBatchReader.from_stream(self.database.connection.sql(query)):
                account, values = map(np.asarray, batch.columns)
                yield account, values

    def close(self) -> None:
        if self.table:
            self.database.connection.execute(f"drop table {self.table}")
            self.database.close()
            self.table = ""


@dataclass(frozen=True, slots=True)
class DuckDB:
    """DuckDB with a limit on its memory; its file lies in the spill folder and goes when it is no longer needed."""

    limits: Limits = Limits()
    name: str = "duckdb"
    _database: list[_Database] = field(default_factory=list)

    def store(self) -> OnDisk:
        if not self._database:
            self._database.append(_Database(self.limits))
        return OnDisk(self._database[0])
