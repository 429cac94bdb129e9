"""All results of a run into one folder."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as arrow_parquet

from ...analysis.census import Census
from ...evaluation.results import Results, Told
from ...findings import Finding
from ...plan.plan import Plan
from .accounts import coded_table, columns_of
from .arrow import Table, uncoded
from .behind import Behind
from .defusing import defused
from .files import STREAMED, AccountsFile
from .quality import losses_table, quality_table
from .record import run_record
from .segments import segments_table
from .shapes import ROWS, Shapes, shapes_of

WORKBOOK = "results.xlsx"

AllShapes = Mapping[str, Shapes]
Writer = Callable[[Mapping[str, Table], Path, bool, AllShapes], tuple[Finding, ...]]
_PLAIN: AllShapes = MappingProxyType({})


def write_results(
    results: Results,
    plan: Plan,
    folder: Path,
    *,
    formats: Collection[str] = ("csv", "parquet", "xlsx"),
    raw: bool = False,
    finished: str | None = None,
    columns: Collection[str] | None = None,
) -> tuple[Finding, ...]:
    """The tables of accounts, segments, quality and losses in each format, and run.json, into an existing folder.

    `raw` leaves text as it is where a spreadsheet would run it. `finished` is the time to record, if any. `columns` are
    those of the accounts that are wanted, all where it is left out. Returns what there is to say about the writing.
    Raises KeyError for a format that `FORMATS` does not have, OSError as the system gives it.
    """
    return write_stretches(
        results, [results], plan, folder, formats=formats, raw=raw, finished=finished, columns=columns
    )


def write_stretches(
    run: Told,
    stretches: Iterable[Results],
    plan: Plan,
    folder: Path,
    *,
    formats: Collection[str] = ("csv", "parquet", "xlsx"),
    raw: bool = False,
    finished: str | None = None,
    columns: Collection[str] | None = None,
    census: Census | None = None,
) -> tuple[Finding, ...]:
    """The same for accounts that come in stretches, each of which is written while the next one is made.

    `run` is asked what it has found when all stretches are through; they join the `census`.
    """
    writers = {name: FORMATS[name] for name in formats}
    census, sheet = census or Census(), _Sheet(wanted="xlsx" in formats)
    with ExitStack() as stack:
        files = list(_opened(stack, folder, plan, formats, raw=raw))
        behind = stack.enter_context(Behind[Table](lambda table: _write_to(files, table)))
        for results in stretches:
            table = coded_table(results, plan, columns)
            behind.put(table)
            sheet.add(table)
            census.add(results)
    tables = {
        "segments": segments_table(run, census.profiles()),
        "quality": quality_table(run.quality),
        "losses": losses_table(run.quality),
    }
    every = {"accounts": sheet.table(), **tables}
    shapes = {name: shapes_of(table, plan) for name, table in every.items()} if sheet.wanted else _PLAIN
    found = tuple(
        finding
        for name, write in writers.items()
        for finding in write(tables if name in STREAMED else every, folder, raw, shapes)
    )
    (folder / "run.json").write_text(run_record(run, census, found, finished), encoding="utf-8", newline="\n")
    return found


def _opened(
    stack: ExitStack, folder: Path, plan: Plan, formats: Collection[str], *, raw: bool
) -> Iterator[AccountsFile]:
    many = [column.name for column in columns_of(plan) if column.many]
    for name in formats:
        if name in STREAMED:
            title, opener = STREAMED[name]
            file = opener(folder / title, many=many, raw=raw)
            stack.callback(file.close)
            yield file


def _write_to(files: Iterable[AccountsFile], table: Table) -> None:
    for file in files:
        file.write(table)


class _Sheet:
    """The accounts for a sheet, held as long as they fit on it; after that only how many they are."""

    def __init__(self, *, wanted: bool) -> None:
        self.wanted = wanted
        self._tables: list[Table] = []
        self._rows = 0

    def add(self, table: Table) -> None:
        self._rows += table.num_rows
        if self.wanted:
            self._tables = [*self._tables, table] if self._rows < ROWS else []

    def table(self) -> Table:
        if self._tables:
            return pa.concat_tables([uncoded(table) for table in self._tables])
        return pa.table({"": pa.nulls(self._rows)})


def write_csv(
    tables: Mapping[str, Table],
    folder: Path,
    raw: bool,
    shapes: AllShapes = _PLAIN,  # noqa: ARG001
) -> tuple[Finding, ...]:
    """UTF-8 without a mark, commas, text in quotes, a missing value as nothing at all, numbers in their shortest form."""
    options = arrow_csv.WriteOptions(quoting_style="needed")
    for name, table in tables.items():
        with (folder / f"{name}.csv").open("wb") as file:
            arrow_csv.write_csv(table if raw else defused(table), file, options)
    return ()


def write_parquet(
    tables: Mapping[str, Table],
    folder: Path,
    raw: bool,  # noqa: ARG001
    shapes: AllShapes = _PLAIN,  # noqa: ARG001
) -> tuple[Finding, ...]:
    """Typed columns; text as it is, as no spreadsheet runs it here."""
    for name, table in tables.items():
        with (folder / f"{name}.parquet").open("wb") as file:
            arrow_parquet.write_table(table, file, compression="zstd")
    return ()


def write_xlsx(
    tables: Mapping[str, Table], folder: Path, raw: bool, shapes: AllShapes = _PLAIN
) -> tuple[Finding, ...]:
    """One workbook with a sheet per table; a table that does not fit on a sheet is left out, with a finding."""
    from .workbook import write_workbook  # XlsxWriter is imported where a workbook is asked for

    fitting = {
        name: table if raw else defused(table) for name, table in tables.items() if table.num_rows < ROWS
    }
    write_workbook(fitting, folder / WORKBOOK, shapes)
    return tuple(_too_long(name, table) for name, table in tables.items() if name not in fitting)


FORMATS: Mapping[str, Writer] = {"csv": write_csv, "parquet": write_parquet, "xlsx": write_xlsx}
"""The formats that results can be written in."""


def _too_long(name: str, table: Table) -> Finding:
    return Finding(
        code="W601",
        message=f"the sheet {name} is not in {WORKBOOK}: it does not fit",
        expected=f"at most {ROWS - 1:,} rows on a sheet",
        found=f"{table.num_rows:,} rows",
        fix=f"use {name}.csv or {name}.parquet, which hold all of them",
    )
