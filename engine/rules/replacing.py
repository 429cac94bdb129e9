"""A file's text replaced in one step: whoever looks sees the old text or the new one, never a half."""

import os
import shutil
import tempfile
from pathlib import Path

from ..findings import Finding, Place, SiktaError
from ..findings.refusals import refusal


def replace_text(path: Path, text: str) -> None:
    """Put a text in the place of a file's; its permissions stay, a new file gets the usual ones.

    Folders that are not there yet are made. Line endings are written as they stand in the text. Raises SiktaError
    (E112) where that is not allowed.
    """
    try:
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(13, "the file is marked as read-only")
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        _fill_and_move(handle, Path(name), path, text)
    except OSError as error:
        raise SiktaError([_not_writable(path, error)]) from error


def _fill_and_move(handle: int, draft: Path, path: Path, text: str) -> None:
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        if path.exists():
            shutil.copymode(path, draft)
        else:
            draft.chmod(0o644)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _not_writable(path: Path, error: OSError) -> Finding:
    return Finding(
        "E112",
        f"{path.name} cannot be written: {refusal(error)}",
        Place(path.as_posix(), folder=Path()),
        expected="a file and a folder that you may change",
        fix="ask for the right to write there, or work on a copy; nothing was changed",
    )
