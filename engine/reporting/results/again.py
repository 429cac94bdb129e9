"""The table of accounts once more, block by block, as a run has just written it."""

from collections.abc import Collection, Iterator
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from ...evaluation.results import Results
from ...plan.plan import Plan
from .accounts import accounts_table
from .arrow import Table

_ROWS = 2**17


def accounts_in(
    folder: Path, results: Results, plan: Plan, columns: Collection[str] | None = None
) -> Iterator[Table]:
    """From the Parquet file in a run's folder, which takes little memory; else made again. At least one block."""
    path = folder / "accounts.parquet"
    if not path.is_file():
        yield accounts_table(results, plan, columns)
        return
    yield from accounts_written(folder)


def accounts_written(folder: Path) -> Iterator[Table]:
    """The accounts in the Parquet file of a run's folder."""
    path = folder / "accounts.parquet"
    with parquet.ParquetFile(path) as file:
        if not file.metadata.num_rows:
            yield file.schema_arrow.empty_table()
        for batch in file.iter_batches(_ROWS):
            yield pa.Table.from_batches([batch])
