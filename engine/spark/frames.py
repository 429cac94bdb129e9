"""Tables that come by way of Spark: data frames that were handed over, and tables that Spark knows by name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

import pyarrow as pa

from ..data.raw import Origin, RawTable, numbered
from ..data.readers.nested import settled
from ..findings import SiktaError
from .following import met
from .house import House
from .portions import BLOCK
from .ranges import sample_of
from .sending import Keys, sent
from .wire import Message, batches, telling


@dataclass(frozen=True, eq=False)
class OfRows:
    """Work over the rows of a frame. `before` is the number of rows in the partitions before each."""

    house: House
    table: str
    before: Mapping[int, int] = field(default_factory=dict, kw_only=True)

    def __call__(self, given: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        yield from batches(self._messages(given))

    def _messages(self, given: Iterator[pa.RecordBatch]) -> Iterator[Message]:
        try:
            yield from self.messages(self._blocks(given))
        except SiktaError as error:
            yield telling(0, "unread", error.findings)

    def messages(self, blocks: Iterator[RawTable]) -> Iterator[Message]:
        """What becomes of the rows."""
        raise NotImplementedError

    def _blocks(self, given: Iterator[pa.RecordBatch]) -> Iterator[RawTable]:
        from pyspark import TaskContext

        context = TaskContext.get()
        before = self.before.get(context.partitionId() if context else 0, 0)
        for table in _larger(given):
            yield raw_of(table, self.house.origins[self.table], before)
            before += len(table)


@dataclass(frozen=True, eq=False)
class SendRows(OfRows):
    """Sends rows on to the bucket of their account."""

    def messages(self, blocks: Iterator[RawTable]) -> Iterator[Message]:
        return sent(blocks, Keys(self.house))


@dataclass(frozen=True, eq=False)
class MeetRows(OfRows):
    """Sends rows, or the keys of the rows that they belong to, to where equal keys meet."""

    meetings: int

    def messages(self, blocks: Iterator[RawTable]) -> Iterator[Message]:
        return met(blocks, self.house, self.meetings)


@dataclass(frozen=True, slots=True, eq=False)
class SampleRows:
    """Tells some of the accounts' keys of a frame."""

    house: House
    table: str

    def __call__(self, given: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        keys, origin = Keys(self.house), self.house.origins[self.table]
        raws = (raw_of(table, origin, 0) for table in _larger(given))
        yield from batches(telling(0, "sample", sample_of(keys.of(raw))) for raw in raws)


def raw_of(table: pa.Table, origin: Origin, before: int) -> RawTable:
    """Rows of Spark as a raw table, numbers, dates and booleans as they are."""
    headers = [name.strip() for name in table.column_names]
    columns = {header: settled(table.column(place), header, origin) for place, header in enumerate(headers)}
    return RawTable(origin, tuple(headers), columns, numbered(len(table), before + 1), "", DETAIL)


DETAIL = "data frame (Spark)"


def _larger(given: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Batches put together: the kernel likes its blocks larger than Spark's batches are."""
    waiting: list[pa.RecordBatch] = []
    for batch in given:
        waiting.append(batch)
        if sum(map(len, waiting)) >= BLOCK:
            yield pa.Table.from_batches(waiting)
            waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting)


def rows_before(frame: Any) -> dict[int, int]:
    """For each partition of a frame the rows of those before it, counted by Spark."""
    from pyspark.sql import functions as spark

    counted = frame.select(spark.spark_partition_id().alias("part")).groupBy("part").count().collect()
    counts = {row["part"]: row["count"] for row in counted}
    parts = sorted(counts)
    return dict(zip(parts, [0, *accumulate(counts[part] for part in parts)], strict=False))
