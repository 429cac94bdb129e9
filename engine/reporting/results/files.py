"""The table of accounts in its formats, written stretch by stretch."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as arrow_parquet

from .arrow import Table, uncoded
from .defusing import defused

ROW_GROUP = 131_072
_BATCH = 16_384
"""Values that are encoded at a time."""


class AccountsFile(Protocol):
    """A file that takes the accounts in stretches."""

    def write(self, table: Table) -> None: ...

    def close(self) -> None: ...


class ParquetFile:
    """Typed columns; text as it is, as no spreadsheet runs it here. A stretch is a row group.

    Columns of few different values are written as codes into them; the values of the columns named in `many` are not
    looked at for that. A quick compression is used: the accounts are written while the next ones are computed.
    """

    def __init__(self, path: Path, *, many: Collection[str] = (), raw: bool = False) -> None:  # noqa: ARG002
        self._file = path.open("wb")
        self._many = frozenset(many)
        self._writer: Any = None

    def write(self, table: Table) -> None:
        if self._writer is None:
            self._writer = self._begun(table.schema)
        if table.schema != self._writer.schema:
            table = table.cast(self._writer.schema)
        self._writer.write_table(table, row_group_size=ROW_GROUP)

    def _begun(self, schema: pa.Schema) -> Any:
        few = [field.name for field in schema if field.name not in self._many]
        return arrow_parquet.ParquetWriter(
            self._file,
            schema,
            compression="snappy",
            use_dictionary=few,
            write_batch_size=_BATCH,
            store_schema=False,  # a reader gets texts, not codes
        )

    def close(self) -> None:
        try:
            if self._writer is not None:
                self._writer.close()
        finally:
            self._file.close()


class CsvFile:
    """UTF-8 without a mark, commas, text in quotes, a missing value as nothing at all, numbers in their shortest form."""

    def __init__(self, path: Path, *, many: Collection[str] = (), raw: bool = False) -> None:  # noqa: ARG002
        self._file = path.open("wb")
        self._raw = raw
        self._writer: Any = None

    def write(self, table: Table) -> None:
        plain = uncoded(table) if self._raw else uncoded(defused(table))
        if self._writer is None:
            options = arrow_csv.WriteOptions(quoting_style="needed")
            self._writer = arrow_csv.CSVWriter(self._file, plain.schema, write_options=options)
        self._writer.write_table(plain)

    def close(self) -> None:
        try:
            if self._writer is not None:
                self._writer.close()
        finally:
            self._file.close()


Opener: TypeAlias = Callable[..., AccountsFile]
STREAMED: Mapping[str, tuple[str, Opener]] = {
    "csv": ("accounts.csv", CsvFile),
    "parquet": ("accounts.parquet", ParquetFile),
}
"""The formats that take any number of accounts, each with its file."""
