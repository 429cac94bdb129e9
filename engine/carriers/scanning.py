"""Rows of Parquet files as Arrow record batches, by each library's own reader."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from .carrier import ArrowBatch, Since
from .gaps import ROWS, as_dictionaries, day_from
from .limits import Limits


def from_arrow(files: Sequence[Path], columns: Sequence[str], since: Since | None) -> Iterator[ArrowBatch]:
    """By pyarrow, which maps the files into memory; row groups that end before the day are not read."""
    wanted = list(dict.fromkeys([*columns, *([since[0]] if since else [])]))
    for path in files:
        with parquet.ParquetFile(path, memory_map=True) as file:
            groups = [group for group in range(file.num_row_groups) if not _is_before(file, group, since)]
            for batch in file.iter_batches(ROWS, row_groups=groups, columns=wanted):
                kept = batch if since is None else batch.filter(_looked_at(batch[since[0]], since[1]))
                yield as_dictionaries(kept.select(list(columns)))


def _is_before(file: Any, group: int, since: Since | None) -> bool:
    """Whether all rows of a row group are dated, before the first day that is looked at."""
    if since is None:
        return False
    about = file.metadata.row_group(group)
    place = file.schema_arrow.get_field_index(since[0])
    statistics = about.column(place).statistics
    if statistics is None or not statistics.has_min_max or statistics.null_count != 0:
        return False
    return bool(statistics.max < day_from(since[1]))


def _looked_at(days: Any, first: int) -> Any:
    return pc.fill_null(
        pc.greater_equal(days, pa.scalar(day_from(first), pa.date32()).cast(days.type)), fill_value=True
    )


def from_polars(files: Sequence[Path], columns: Sequence[str], since: Since | None) -> Iterator[ArrowBatch]:
    """By Polars, which reads on all cores; the filter and the columns go into its scan."""
    import polars as pl

    scan = pl.scan_parquet([str(path) for path in files], glob=False)
    if since is not None:
        day = pl.col(since[0])
        scan = scan.filter(day.is_null() | (day >= day_from(since[1])))
    # In memory: the batches of its streaming engine cost a multiple of this, as its documentation says.
    frame = scan.select(columns).collect()
    for piece in frame.iter_slices(ROWS):
        yield from (as_dictionaries(batch) for batch in piece.to_arrow().to_batches())


def from_duckdb(
    files: Sequence[Path], columns: Sequence[str], since: Since | None, limits: Limits
) -> Iterator[ArrowBatch]:
    """By DuckDB, within its limit of memory; the filter and the columns go into its scan."""
    import duckdb

    from .on_disk import settings

    with (
        TemporaryDirectory(prefix="sikta-scan-", dir=limits.spill) as spill,
        duckdb.connect(config=settings(limits, Path(spill))) as connection,
    ):
        rows = connection.read_parquet([str(path) for path in files])
        if since is not None:
            name = _quoted(since[0])
            rows = rows.filter(f"{name} is null or {name} >= date '{day_from(since[1])}'")
        chosen = rows.project(", ".join(map(_quoted, columns)))
        for batch in pa.RecordBatchReader.from_stream(chosen):
            yield as_dictionaries(batch)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
