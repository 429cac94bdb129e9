"""Whether a ruleset on the disk is as its repository knows it."""

import hashlib
import os
from pathlib import Path

from ...findings import SiktaError
from .git import ask

_RULES = (".yaml", ".yml")


def is_uncommitted(folder: Path) -> bool:
    """Whether rules below a folder differ from the latest version in the history; False where there is no history.

    Files are compared by their content as it lies on the disk: `git status` would run the filters that a repository's
    own configuration names. So a file whose line ends git turns counts as another.
    """
    try:
        known = _committed(folder)
    except SiktaError:
        return False
    return known is not None and known != _on_disk(folder, "sha1" if _is_sha1(known) else "sha256")


def _committed(folder: Path) -> dict[str, str] | None:
    """The name that git gives to the content of each file with rules, by its path; None without a history."""
    found = ask(folder, "ls-tree", "-r", "-z", "HEAD")
    if not found.good:
        return None
    entries = (entry.partition(b"\t") for entry in found.output.split(b"\0") if entry)
    files = {os.fsdecode(path): told.split()[2].decode("ascii") for told, _, path in entries}
    return {path: name for path, name in files.items() if path.endswith(_RULES)}


def _on_disk(folder: Path, algorithm: str) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.suffix in _RULES and path.is_file())
    ours = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: _content_name(path.read_bytes(), algorithm) for name, path in ours.items()}


def _content_name(content: bytes, algorithm: str) -> str:
    """What git calls a content: a digest of its length and its bytes."""
    return hashlib.new(algorithm, b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _is_sha1(known: dict[str, str]) -> bool:
    return all(len(name) == 40 for name in known.values())  # noqa: PLR2004 - hexadecimal digits
