"""All results of a run into one folder."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from types import MappingProxyType

import pyarrow.csv as arrow_csv
import pyarrow.parquet as arrow_parquet

from ...analysis.segments import profile_segments
from ...evaluation.results import Results
from ...findings import Finding
from ...plan.plan import Plan
from .accounts import accounts_table
from .arrow import Table
from .defusing import defused
from .quality import losses_table, quality_table
from .record import run_record
from .segments import segments_table
from .shapes import Shapes, shapes_of
from .workbook import ROWS, write_workbook

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
) -> tuple[Finding, ...]:
    """The tables of accounts, segments, quality and losses in each format, and run.json, into an existing folder.

    `raw` leaves text as it is where a spreadsheet would run it. `finished` is the time to record, if any. Returns what
    there is to say about the writing. Raises KeyError for a format that `FORMATS` does not have, OSError as the
    system gives it.
    """
    profiles = profile_segments(results)
    tables = {
        "accounts": accounts_table(results, plan),
        "segments": segments_table(results, profiles),
        "quality": quality_table(results.quality),
        "losses": losses_table(results.quality),
    }
    shapes = {name: shapes_of(table, results, plan) for name, table in tables.items()}
    found = tuple(finding for name in formats for finding in FORMATS[name](tables, folder, raw, shapes))
    (folder / "run.json").write_text(
        run_record(results, profiles, found, finished), encoding="utf-8", newline="\n"
    )
    return found


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
