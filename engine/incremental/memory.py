"""The memory of a run: two files in its folder, by which a later run knows what has changed."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path

import pyarrow as pa
from pyarrow import ipc

from ... import __version__
from ..data.raw import RawColumn
from ..data.readers.fingerprint import Fingerprint
from ..data.tables import DataSet
from ..expressions.columns import Texts
from ..expressions.words import arrow_rows
from ..plan.plan import Plan
from .columns import Array
from .reasons import Reason
from .record import Record, from_json

MEMORY, ACCOUNTS = "memory.json", "memory.arrow"
LARGEST = 64 * 1024 * 1024
"""A record beyond this is not read, and so taken for damaged."""

KEY = "key"
OF = b"sikta.run"
"""The name under which the file of accounts says to which run it belongs."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What a run left behind: its record, and columns of its accounts in the order of their keys.

    `sizes` are the numbers of accounts in each block of the file.
    """

    record: Record
    path: Path
    names: frozenset[str]
    sizes: tuple[int, ...]

    def columns(self, names: Iterable[str]) -> Mapping[str, Array]:
        """Some columns of all accounts."""
        return self.rows(names, 0, sum(self.sizes))

    def rows(self, names: Iterable[str], first: int, end: int) -> Mapping[str, Array]:
        """Some columns of the accounts from one row to before another."""
        wanted = list(dict.fromkeys(names))
        starts = [0, *accumulate(self.sizes)]
        blocks = [
            number for number, start in enumerate(starts[:-1]) if start < end and starts[number + 1] > first
        ]
        with _opened(self.path, wanted) as file:
            batches = [file.get_batch(number) for number in blocks]
            table = pa.Table.from_batches(batches, file.schema)
        before = starts[blocks[0]] if blocks else 0
        return {name: table[name].slice(first - before, end - first) for name in wanted}


@contextmanager
def _opened(path: Path, names: Sequence[str] | None = None) -> Iterator[ipc.RecordBatchFileReader]:
    """The file of accounts, of which only some columns are read; a run may write over it while it is built upon."""
    with pa.OSFile(str(path)) as source:
        schema = ipc.open_file(source).schema
        fields = None if names is None else [schema.get_field_index(name) for name in names]
        yield ipc.open_file(source, options=ipc.IpcReadOptions(included_fields=fields))


def remembered(folder: Path, plan: Plan, as_of: date, *, strict: bool) -> Memory | Reason:
    """The memory in a run's folder, or why nothing in it holds for this run."""
    path = folder / MEMORY
    if not path.is_file():
        return Reason("no memory", str(folder))
    try:
        return _fitting(_memory(folder), plan, as_of, strict=strict)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, pa.ArrowException):
        return Reason("damaged", str(folder))


def _memory(folder: Path) -> Memory:
    path = folder / MEMORY
    if path.stat().st_size > LARGEST:
        raise ValueError("too long")
    record = from_json(path.read_text(encoding="utf-8"))
    with _opened(folder / ACCOUNTS) as file:
        if (file.schema.metadata or {}).get(OF) != seal(record.sources):
            raise ValueError("not of one run")
        sizes = tuple(file.get_batch(number).num_rows for number in range(file.num_record_batches))
        return Memory(record, folder / ACCOUNTS, frozenset(file.schema.names), sizes)


def seal(sources: Mapping[str, str]) -> bytes:
    """What stands in the file of accounts, so that it is known to belong to the record."""
    return hashlib.sha256(json.dumps(dict(sorted(sources.items()))).encode()).hexdigest().encode()


def _fitting(memory: Memory, plan: Plan, as_of: date, *, strict: bool) -> Memory | Reason:
    record = memory.record
    if record.program != __version__:
        return Reason("another version", record.program)
    if record.ruleset != plan.ruleset.digest:
        return Reason("other rules")
    if record.as_of != as_of.isoformat():
        return Reason("another day", record.as_of, as_of.isoformat())
    if record.strict != strict:
        return Reason("strict")
    return memory


def names_digest(data: DataSet, plan: Plan) -> str:
    """The hash of the accounts' keys and names, of which the one is told that a row with an unknown account may have meant."""
    name = plan.ruleset.accounts.name
    named = data.accounts.columns.get(name) if name else None
    columns = {KEY: data.keys, **({"name": named} if isinstance(named, Texts) else {})}
    fingerprint = Fingerprint()
    fingerprint.add(
        {
            id: RawColumn((arrow_rows(each.vocabulary, each.codes).dictionary_encode(),))
            for id, each in columns.items()
        },
        len(data.keys),
    )
    return fingerprint.hexdigest()
