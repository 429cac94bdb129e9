"""What workers hand on: rows of four plain columns, whose payload is a block of many rows or a report."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import pyarrow as pa

SCHEMA = "bucket int, kind string, place long, payload binary"
_ARROW = pa.schema(
    [("bucket", pa.int32()), ("kind", pa.string()), ("place", pa.int64()), ("payload", pa.binary())]
)


@dataclass(frozen=True, slots=True)
class Message:
    """One row: for which bucket, of what kind, its place among those of its kind, and what it brings."""

    bucket: int
    kind: str
    place: int
    payload: bytes

    def opened(self) -> Any:
        """What was pickled into it."""
        return pickle.loads(self.payload)  # noqa: S301  written by this run's own workers


def telling(bucket: int, kind: str, what: object, place: int = 0) -> Message:
    """A message that brings an object."""
    return Message(bucket, kind, place, pickle.dumps(what, protocol=pickle.HIGHEST_PROTOCOL))


def batches(messages: Iterable[Message]) -> Iterator[pa.RecordBatch]:
    """Messages as Arrow batches, one each: their payloads may be large."""
    for message in messages:
        values = ([message.bucket], [message.kind], [message.place], [message.payload])
        yield pa.RecordBatch.from_arrays(
            [pa.array(value, field.type) for value, field in zip(values, _ARROW, strict=True)], schema=_ARROW
        )


def messages(batches: Iterable[pa.RecordBatch]) -> Iterator[Message]:
    """Arrow batches as messages."""
    for batch in batches:
        for row in batch.to_pylist():
            yield Message(**row)


class Work(Protocol):
    """What a worker does with the messages of a partition."""

    def __call__(self, messages: Iterator[Message], /) -> Iterator[Message]: ...


@dataclass(frozen=True, slots=True)
class OverMessages:
    """Work as Spark wants it: from batches to batches."""

    work: Work

    def __call__(self, given: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        yield from batches(self.work(messages(given)))


def collected(frame: Any) -> list[Message]:
    """Every message of a frame, on the driver."""
    table: pa.Table = frame.toArrow()
    return list(messages(table.to_batches()))


Sender = Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]
