"""A file that a CRM takes in: only the accounts that are in another segment than before."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pyarrow import csv

from ..findings import Finding, SiktaError
from ..findings.refusals import refusal
from ..reporting.results.defusing import defused
from .changes import Changes

_LONGEST_HEADER = 100_000


@contextmanager
def put_in_place(path: Path) -> Iterator[Path]:
    """A new file beside `path` to write to, which takes its name when the block ends without an error.

    Raises SiktaError (E622) where the file cannot be written; what stood there before is then still whole. A file that
    is there and holds something else, such as the data that a run reads, is left alone.
    """
    if path.exists() and not _holds_changes(path):
        raise SiktaError([_something_else(path)])
    new = path.with_name(f".{path.name}.sikta-{secrets.token_hex(4)}")
    try:
        yield new
        if new.exists():
            new.replace(path)
    except OSError as error:
        if error.filename is not None and Path(os.fsdecode(error.filename)) in (new, path):
            raise SiktaError([_unwritable(path, error)]) from error
        raise
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)


def write_upsert(changes: Changes, path: Path, *, raw: bool = False) -> None:
    """UTF-8, commas; texts that a spreadsheet would run are made harmless unless `raw`. Raises OSError."""
    table = changes.table if raw else defused(changes.table)
    with path.open("wb") as file:
        csv.write_csv(table, file, csv.WriteOptions(quoting_style="needed"))


def _holds_changes(path: Path) -> bool:
    """Whether a file begins as those of an earlier run do, or is empty."""
    try:
        with path.open("rb") as file:
            head = file.readline(_LONGEST_HEADER)
    except OSError:
        return True  # what is wrong with it is told when it is written
    return not head or b'"change"' in head.rstrip().split(b",")


def _something_else(path: Path) -> Finding:
    return Finding(
        "E622",
        f"{path} holds something else than changed accounts, and is left alone",
        expected="a new file, or one that an earlier run wrote with --upsert",
        fix="give another file with --upsert, or take that one away first",
    )


def _unwritable(path: Path, error: OSError) -> Finding:
    return Finding(
        "E622",
        f"the changed accounts cannot be written to {path}; what stood there before is still whole",
        expected="a file in a folder that is there, where you may write",
        found=refusal(error),
        fix="give another file with --upsert",
    )
