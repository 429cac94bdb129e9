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
        path = path.resolve()  # a link stays a link: what it leads to gets the text
        _refuse(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        _fill_and_move(handle, Path(name), path, text)
    except OSError as error:
        raise SiktaError([_not_writable(path, error)]) from error


def _refuse(path: Path) -> None:
    """Raises OSError where something stands that is no ordinary file, or one that nobody is to change."""
    if path.exists() and not path.is_file():
        raise OSError(0, "something that is no ordinary file has that name")
    if path.exists() and not (path.stat().st_mode & 0o222 and os.access(path, os.W_OK)):
        raise PermissionError(13, "the file is marked as read-only")


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
