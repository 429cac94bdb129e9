"""Clean data in a database, and what is computed from it, column after column."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from .expressions import NotInSqlError, Sql
from .functions import MACROS

COLUMN = {
    "number": pa.float64(),
    "integer": pa.float64(),
    "rating": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
SQL_TYPE = {"number": "DOUBLE", "integer": "DOUBLE", "rating": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


class Database:
    """Tables by id with the type of each column, and `accounts`, which grows by a column for whatever is computed."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(config={"threads": "1"})
        self.connection.execute(MACROS)
        self.kinds: dict[str, dict[str, str]] = {}
        self.constants: Mapping[str, Any] = {}
        self.left_out: dict[str, str] = {}
        self.key = ""
        self._waiting: list[str] = []
        self._lifted: dict[str, str] = {}

    def begin(self, as_of: dt.date, constants: Mapping[str, Any]) -> None:
        """Forget the last ruleset."""
        self._waiting = []
        for table in self.kinds:
            self.connection.execute(f'drop table "{table}"')
        self.connection.execute(f"create or replace macro as_of() as date '{as_of}'")
        self.kinds, self.constants, self.left_out, self._lifted = {}, constants, {}, {}

    def load(self, table: str, columns: Mapping[str, Iterable[Any]], types: Mapping[str, str]) -> None:
        """A table of plain values, None for missing; types as the ruleset declares them."""
        arrow = {
            name: pa.array(list(values), COLUMN.get(types[name], pa.string()))
            for name, values in columns.items()
        }
        self.connection.register("given", pa.table(arrow))
        self.connection.execute(f'create table "{table}" as from given')
        self.connection.unregister("given")
        self.kinds[table] = {name: SQL_TYPE.get(types[name], "VARCHAR") for name in columns}

    def change(self, table: str, query: str, **kinds: str) -> None:
        """A table replaced by what a query over it gives, with the kinds of its new columns."""
        self.settle()
        self.connection.execute(f'create or replace table "{table}" as {query}')
        self.kinds[table] |= kinds

    def add(self, name: str, sql: str, kind: str) -> None:
        """A column more for the accounts."""
        self.add_all({name: sql}, kind)

    def add_all(self, columns: Mapping[str, str], kind: str) -> None:
        """Columns for the accounts that do not need each other."""
        written = ", ".join(f'{sql} as "{name}"' for name, sql in columns.items())
        self._waiting.append(written)
        self.kinds["accounts"] |= dict.fromkeys(columns, kind)

    def settle(self) -> None:
        """The columns that wait to be added, each of which may need those before it, in one statement."""
        steps = [f"(select *, {written} from step{number})" for number, written in enumerate(self._waiting)]
        if steps:
            names = [f"step{number + 1} as {step}" for number, step in enumerate(steps)]
            chain = ", ".join(["step0 as (from accounts)", *names])
            self._waiting = []
            self.connection.execute(f"create or replace table accounts as with {chain} from step{len(steps)}")

    def over(self, table: str) -> Sql:
        """Expressions over the rows of a table."""
        return Sql(self.kinds[table], self.constants)

    def over_accounts(self) -> Sql:
        return Sql(self.kinds["accounts"], self.constants, self._lift, self.left_out)

    def of_accounts(self, text: Any) -> str:
        return self.over_accounts().of(text)

    def condition(self, entry: Mapping[str, Any], key: str) -> str:
        """A condition of the accounts, true where none is written."""
        return self.of_accounts(entry[key]) if key in entry else "true"

    def _lift(self, sql: str) -> str:
        """A part of an expression as a column of its own."""
        if sql.startswith('"') and sql.count('"') == 2:
            return sql
        if sql not in self._lifted:
            self._lifted[sql] = f"lifted {len(self._lifted)}"
            self.add(self._lifted[sql], sql, "")
        return f'"{self._lifted[sql]}"'

    def columns(self, names: Iterable[str]) -> dict[str, list[Any]]:
        """Those of the named columns that the accounts have, by ascending key."""
        self.settle()
        there = [name for name in names if name in self.kinds["accounts"]]
        wanted = ", ".join(f'"{name}"' for name in there) or "null"
        rows = self.connection.execute(f"select {wanted} from accounts order by {self.key}").fetchall()
        return {name: [row[place] for row in rows] for place, name in enumerate(there)}


def number(value: Any, constants: Mapping[str, Any]) -> float:
    """A number as a ruleset has it: written out, as a percentage, or by the name of a parameter."""
    if isinstance(value, str) and value.endswith("%"):
        return float(f"{value.rstrip('%').strip()}e-2")
    found = constants[value] if isinstance(value, str) else value
    if isinstance(found, str | list):
        raise NotInSqlError(f"{value} is no number")
    return float(found)
