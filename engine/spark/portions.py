"""Portions of sources: what one task of the cluster reads, by the readers that a run in process has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from pyarrow import parquet

from ..data.contract import own_fields
from ..data.raw import Origin, RawTable, Request, numbered
from ..data.readers.nested import settled
from ..data.readers.row_groups import runs_since
from ..data.sources import open_sources
from .house import House

MOST_ROWS = 4_000_000
"""Rows of one task: a range's share of them waits in memory until it is sent on."""

BLOCK = 1_000_000
"""Rows that are read and sent at a time."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Row groups of a Parquet file, the first of them after `before` rows; a whole source where there are none."""

    table: str
    groups: tuple[int, ...] = ()
    before: int = 0


def portions_of(name: str, house: House, tasks: int) -> list[Portion]:
    """A source in about as many portions as there are tasks to be run; only a single Parquet file can be cut."""
    table = house.ruleset.tables[name]
    path = house.folder / (house.origins[name].name if table.file else "")
    if name in house.frames or path.suffix.lower() != ".parquet" or not path.is_file():
        return [Portion(name)]
    with parquet.ParquetFile(path) as file:
        metadata, names = file.metadata, {written.strip(): written for written in file.schema_arrow.names}
    sizes = [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]
    runs, _ = runs_since(metadata, names, _request(name, house))
    rows = max(min(sum(sizes) // tasks, MOST_ROWS), 1)
    found = [portion for run in runs for portion in _cut(name, sizes, run.groups, rows)]
    return found or [Portion(name)]


def _request(name: str, house: House) -> Request:
    table = house.ruleset.tables[name]
    declared = frozenset(field.header for field in own_fields(table).values())
    return Request(table, house.origins[name], declared, headers_of(name, house), house.since.get(name))


def headers_of(name: str, house: House, fields: frozenset[str] | None = None) -> frozenset[str]:
    """The columns to read of a source, all that are needed or those of some fields."""
    wanted = house.needed[name] if fields is None else fields
    own = own_fields(house.ruleset.tables[name])
    return frozenset(field.header for id_, field in own.items() if id_ in wanted)


def _cut(table: str, sizes: Sequence[int], groups: Sequence[int], rows: int) -> Iterator[Portion]:
    """Groups that follow one another, so many that each portion has some rows."""
    before = [0, *accumulate(sizes)]
    start = groups[0]
    for number in groups:
        if before[number + 1] - before[start] >= rows or number == groups[-1]:
            yield Portion(table, tuple(range(start, number + 1)), before[start])
            start = number + 1


def read(portion: Portion, house: House, fields: frozenset[str] | None = None) -> Iterator[RawTable]:
    """The rows of a portion in blocks, all needed columns or those of some fields.

    Raises SiktaError as reading in process does.
    """
    if portion.groups:
        yield from _groups(portion, house, headers_of(portion.table, house, fields))
        return
    name = portion.table
    alone = replace(house.ruleset, tables={name: house.ruleset.tables[name]})
    frames = {name: house.frames[name]} if name in house.frames else {}
    needed = {name: house.needed[name] if fields is None else fields}
    scan = open_sources(alone, needed, house.folder, frames, house.environment, house.since)[name]
    yield from scan.blocks()


def _groups(portion: Portion, house: House, headers: frozenset[str]) -> Iterator[RawTable]:
    origin, before = house.origins[portion.table], portion.before
    with _opened(house.folder / origin.name) as file:
        names = {written.strip(): written for written in file.schema_arrow.names}
        wanted = {header: written for header, written in names.items() if header in headers}
        for batch in file.iter_batches(BLOCK, row_groups=portion.groups, columns=list(wanted.values())):
            columns = {
                header: settled(batch.column(written), header, origin) for header, written in wanted.items()
            }
            yield RawTable(origin, tuple(names), columns, numbered(len(batch), before + 1), "", "Parquet")
            before += len(batch)


def _opened(path: Path) -> parquet.ParquetFile:
    """A file whose texts are read as codes."""
    schema = parquet.read_schema(path)
    texts = [name for name in schema.names if str(schema.field(name).type) in ("string", "large_string")]
    return parquet.ParquetFile(path, memory_map=True, read_dictionary=texts)


def origin_of(table: str) -> Origin:
    """What a table of Spark is called."""
    return Origin(table, f"the data frame for {table}", is_file=False, counted="row")
