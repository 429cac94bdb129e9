"""Parquet files: numbers, dates and booleans as they are."""

from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from ...findings import SiktaError
from ..raw import RawColumn, RawTable, Request, numbered
from . import faults
from .content import file_digest, reading
from .frames import nested
from .headers import check_headers
from .native import NestedValues, settle


def read_parquet(path: Path, request: Request) -> RawTable:
    """Read the needed columns. Raises SiktaError for a damaged file or columns of lists."""
    with reading(request.origin):
        try:
            with parquet.ParquetFile(path) as file:
                names = {name.strip(): name for name in file.schema_arrow.names}
                check_headers(tuple(name.strip() for name in file.schema_arrow.names), request)
                needed = {header: name for header, name in names.items() if header in request.needed}
                table = file.read(columns=list(needed.values()))
                size = file.metadata.num_rows
        except pa.ArrowException as error:
            raise SiktaError([faults.damaged(request.origin, "Parquet")]) from error
        digest = file_digest(path)
    columns = {header: _column(table, header, name, request) for header, name in needed.items()}
    return RawTable(request.origin, tuple(names), columns, numbered(size), digest, "Parquet")


def _column(table: Any, header: str, name: str, request: Request) -> RawColumn:
    try:
        return RawColumn((settle(table[name]),))
    except NestedValues as error:
        raise SiktaError([nested(request.origin, header, str(error))]) from error
