"""What a folder of results holds: the list that a run leaves in it, and what others put beside."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from .failures import foreign_files, foreign_folder, not_a_folder

LIST = ".sikta-files"
"""The hidden file in a folder of results that lists what the run wrote, one path a line."""

RECORD = "run.json"

LARGEST_RECORD = 64 * 1024 * 1024
"""A run.json beyond this is not read, and so not taken for one of ours."""

_SHOWN = 3
_OF_THE_SYSTEM = {"Thumbs.db", "desktop.ini"}


def write_list(folder: Path) -> None:
    """Leave the list of all files of the folder in it."""
    (folder / LIST).write_text(
        "".join(f"{name}\n" for name in sorted(files(folder))), encoding="utf-8", newline="\n"
    )


def files(folder: Path) -> Iterator[str]:
    """The paths of all files below a folder, with forward slashes; links are not followed."""
    for path, _, names in os.walk(folder, onerror=_raise):
        for name in names:
            yield (Path(path) / name).relative_to(folder).as_posix()


def _raise(error: OSError) -> None:
    """A folder that cannot be looked into is not empty."""
    raise error


def check_replaceable(target: Path, shown: str) -> None:
    """Nothing, or an empty folder, or one that a run left; else SiktaError: E604, E605 or E606."""
    if not target.exists():
        return
    if not target.is_dir():
        raise not_a_folder(shown)
    found = sorted(name for name in files(target) if _of_people(name))
    if not found:
        return
    written = _written(target)
    if written is None and not _is_record(target / RECORD):
        raise foreign_folder(shown, _examples(found))
    others = [name for name in found if written is not None and name not in written]
    if others:
        raise foreign_files(shown, _examples(others))


def _of_people(name: str) -> bool:
    """Hidden files and those that the system strews around are nobody's work."""
    last = name.rpartition("/")[2]
    return not last.startswith(".") and last not in _OF_THE_SYSTEM


def _written(target: Path) -> set[str] | None:
    try:
        return set((target / LIST).read_text(encoding="utf-8").splitlines())
    except (FileNotFoundError, UnicodeDecodeError):
        return None


def _is_record(path: Path) -> bool:
    """Whether a file is the record of a run of sikta."""
    try:
        if path.stat().st_size > LARGEST_RECORD:
            return False
        record = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError, RecursionError):
        return False
    program = record.get("program") if isinstance(record, dict) else None
    return isinstance(program, dict) and program.get("name") == "sikta"


def _examples(names: list[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
