"""Results of any size in a folder: accounts as files that the workers write, all else by the driver."""

from pathlib import Path

from pyarrow import parquet

from ..reporting.output import OutputFolder
from ..reporting.results import losses_table, quality_table, run_record, segments_table
from .evaluation import SparkResults, Whole
from .run import Frame

ACCOUNTS = "accounts.parquet"
"""The folder of the accounts' files; whoever reads Parquet reads it as one table."""


def write_parts(found: SparkResults, target: Path) -> Whole:
    """Accounts, segments, quality and losses as Parquet, and run.json, into a folder that appears whole or not at all.

    The folder has to be one that workers see too. Gives what the accounts tell as a whole.
    """
    with OutputFolder(target) as folder:
        (folder / ACCOUNTS).mkdir()
        files, whole = found.written((folder / ACCOUNTS).resolve())
        kept = {file.name: f"part-{number:05d}.parquet" for number, file in enumerate(files)}
        for path in (folder / ACCOUNTS).iterdir():
            if path.name in kept:
                path.rename(path.with_name(kept[path.name]))
            else:
                path.unlink()  # of a try that was given up, or came twice
        _write_tables(folder, whole)
    return whole


def write_table(found: SparkResults, name: str, target: Path) -> Whole:
    """The accounts into a table of Spark, in place of what it holds; segments, quality and losses into a folder."""
    frame: Frame = found.frame()
    with OutputFolder(target) as folder:
        whole = found.whole()
        _write_tables(folder, whole)
        frame.write.mode("overwrite").saveAsTable(name)
    return whole


def _write_tables(folder: Path, whole: Whole) -> None:
    profiles = whole.census.profiles()
    tables = {
        "segments": segments_table(whole, profiles),
        "quality": quality_table(whole.quality),
        "losses": losses_table(whole.quality),
    }
    for name, table in tables.items():
        parquet.write_table(table, folder / f"{name}.parquet", compression="zstd")
    (folder / "run.json").write_text(run_record(whole, whole.census), encoding="utf-8", newline="\n")
