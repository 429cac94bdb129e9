"""What an earlier run found out about the accounts, from the folder that it left."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv, parquet

from ..findings import Finding, SiktaError

Table: TypeAlias = Any  # pyarrow has no types of its own

_DEFUSED = r"^'([=+\-@\t\r])"
"""How a file for spreadsheets spells a text that one would run."""


def read_previous(folder: Path, columns: Sequence[str], wanted: Sequence[str]) -> Table:
    """The accounts of a run: the key, which comes first in its files, and those of `columns` that they have.

    Those of `wanted` have to be there. Raises SiktaError where the folder holds no accounts with these columns.
    """
    path = next((path for name in _READERS if (path := folder / name).is_file()), None)
    if path is None:
        raise SiktaError([_no_run(folder)])
    try:
        table = _READERS[path.name](path, columns)
    except (pa.ArrowException, OSError) as error:
        raise SiktaError([_unreadable(folder, path.name)]) from error
    absent = [name for name in wanted if name not in table.column_names]
    if absent:
        raise SiktaError([_without(folder, path.name, absent)])
    return table


def refuse_other_rules(folder: Path, name: str) -> None:
    """Raises SiktaError where a run tells that it is of a ruleset of another name: its segments mean something else."""
    try:
        found = json.loads((folder / "run.json").read_text(encoding="utf-8"))["ruleset"]["name"]
    except (OSError, ValueError, KeyError, TypeError):
        return  # a folder with the accounts alone will do
    if found != name:
        raise SiktaError([_of_other_rules(folder, str(found), name)])


def _of_parquet(path: Path, columns: Sequence[str]) -> Table:
    with parquet.ParquetFile(path) as file:
        names = file.schema_arrow.names
        return file.read(columns=[name for name in names if name == names[0] or name in columns])


def _of_csv(path: Path, columns: Sequence[str]) -> Table:
    """Texts as texts; a key is spelt as before it was made harmless for spreadsheets."""
    with csv.open_csv(path) as head:
        names = head.schema.names
    numbers = csv.ConvertOptions(
        include_columns=[name for name in names if name == names[0] or name in columns],
        column_types={names[0]: pa.string()},
        strings_can_be_null=False,
    )
    table = csv.read_csv(
        path, parse_options=csv.ParseOptions(newlines_in_values=True), convert_options=numbers
    )
    return table.set_column(0, names[0], pc.replace_substring_regex(table[names[0]], _DEFUSED, r"\1"))


_READERS = {"accounts.parquet": _of_parquet, "accounts.csv": _of_csv}


def _no_run(folder: Path) -> Finding:
    return Finding(
        "E621",
        f'"{folder}" holds no accounts of an earlier run to compare with',
        expected="the folder that a run wrote, with accounts.parquet or accounts.csv in it",
        fix="name the folder that was given with --out to the run before; the first run has none to compare with",
    )


def _of_other_rules(folder: Path, found: str, name: str) -> Finding:
    return Finding(
        "E621",
        f'the run in "{folder}" is one of other rules',
        expected=f'a run of the ruleset "{name}"',
        found=f'"{found}"',
        fix="name the folder that was given with --out to the run before",
    )


def _unreadable(folder: Path, name: str) -> Finding:
    return Finding(
        "E621",
        f'{name} in "{folder}" is damaged',
        expected="the file as a run wrote it",
        fix="take the folder of another run",
    )


def _without(folder: Path, name: str, absent: Sequence[str]) -> Finding:
    return Finding(
        "E621",
        f'the run in "{folder}" cannot be compared with: its {name} has no column {", ".join(absent)}',
        expected="a run of the same rules, with these columns",
        fix="take the folder of a run that has them, or compare another segmentation: --segmentation",
    )
