"""The memory of a run: two files in its folder, by which a later run knows what has changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from ... import __version__
from ..data.readers.content import file_digest
from ..data.readers.fingerprint import Fingerprint
from ..data.raw import RawColumn
from ..data.tables import DataSet
from ..expressions.columns import Texts
from ..expressions.words import arrow_rows
from ..plan.plan import Plan
from .columns import Array
from .reasons import Reason
from .record import Record, from_json

MEMORY, ACCOUNTS = "memory.json", "memory.parquet"
LARGEST = 64 * 1024 * 1024
"""A record beyond this is not read, and so taken for damaged."""

KEY = "key"


@dataclass(frozen=True, slots=True)
class Memory:
    """What a run left behind: its record, and columns of its accounts in the order of their keys."""

    record: Record
    path: Path
    names: frozenset[str]

    def columns(self, names: Iterable[str]) -> Mapping[str, Array]:
        """Some columns of all accounts."""
        wanted = list(dict.fromkeys(names))
        with parquet.ParquetFile(self.path) as file:
            table = file.read(columns=wanted)
        return {name: table[name] for name in wanted}

    def rows(self, names: Iterable[str], first: int, end: int) -> Mapping[str, Array]:
        """Some columns of the accounts from one row to before another."""
        wanted = list(dict.fromkeys(names))
        with parquet.ParquetFile(self.path) as file:
            groups, before = _groups(file.metadata, first, end)
            table = file.read_row_groups(groups, columns=wanted).slice(first - before, end - first)
        return {name: table[name] for name in wanted}


def _groups(metadata: parquet.FileMetaData, first: int, end: int) -> tuple[list[int], int]:
    """The groups of rows that hold some rows, and how many rows come before them."""
    groups, before, start = list[int](), 0, 0
    for number in range(metadata.num_row_groups):
        size = metadata.row_group(number).num_rows
        if start < end and start + size > first:
            before = before if groups else start
            groups.append(number)
        start += size
    return groups, before


def remembered(folder: Path, plan: Plan, as_of: date, *, strict: bool) -> Memory | Reason:
    """The memory in a run's folder, or why nothing in it holds for this run."""
    path = folder / MEMORY
    if not path.is_file():
        return Reason("no memory", str(folder))
    try:
        return _fitting(Memory(_record(path), folder / ACCOUNTS, _names(folder)), plan, as_of, strict=strict)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, pa.ArrowException):
        return Reason("damaged", str(folder))


def _record(path: Path) -> Record:
    if path.stat().st_size > LARGEST:
        raise ValueError("too long")
    record = from_json(path.read_text(encoding="utf-8"))
    if record.accounts != file_digest(path.with_name(ACCOUNTS)):
        raise ValueError("not of one run")
    return record


def _names(folder: Path) -> frozenset[str]:
    return frozenset(parquet.read_schema(folder / ACCOUNTS).names)


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
