"""Mended files put in the place of the old ones, each whole or not at all."""

import os
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from pathlib import Path

from ..findings import Finding, Place, SiktaError
from ..rules.replacing import replace_text
from .rounds import Mended


def difference(mended: Mended, names: Mapping[Path, str]) -> str:
    """What mending changes, as a unified diff that `git apply` and `patch` take; `names` are what files are called."""
    return "".join(
        line
        for file, after in mended.after.items()
        for line in _difference(mended.before[file], after, names[file])
    )


def _difference(before: bytes, after: bytes, name: str) -> Iterator[str]:
    old, new = (text.decode("utf-8").splitlines(keepends=True) for text in (before, after))
    for line in unified_diff(old, new, f"a/{name}", f"b/{name}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def write(mended: Mended, names: Mapping[Path, str]) -> None:
    """Puts the mended files in place. Raises SiktaError, before any is touched, where one may not be written."""
    locked = [_locked(names[file]) for file in mended.after if not _is_writable(file)]
    if locked:
        raise SiktaError(locked)
    for file, text in mended.after.items():
        replace_text(file, text.decode("utf-8"))


def _is_writable(file: Path) -> bool:
    return bool(file.stat().st_mode & 0o222) and os.access(file, os.W_OK)


def _locked(name: str) -> Finding:
    return Finding(
        "E112",
        "the file is read-only, so nothing was mended",
        Place(name),
        fix="take its write protection off and try again, or mend it by hand",
    )
