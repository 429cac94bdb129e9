"""The files of a version, taken out of the history into a folder of their own."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ...findings import Finding, SiktaError
from . import faults
from .git import ask
from .version import Version

_LARGEST = 1_000_000
"""Bytes; a larger file is data, which is not taken from the history. YAML is read whatever its size, up to its own limit."""

_MOST = 5_000
_RULES = (".yaml", ".yml")
_LINK = "120000"


@dataclass(frozen=True, slots=True)
class _Stored:
    """A file of a version: what git calls its content, its size in bytes, and its path in the repository."""

    content: str
    size: int
    path: PurePosixPath


def extract(version: Version, folder: PurePosixPath, top: Path) -> None:
    """Write what a folder of a version holds below `top`, at the same path; data files are left out.

    A link becomes a copy of the file that it leads to within the repository; one that leads elsewhere is left out.
    """
    files = sorted(_listed(version, folder), key=lambda file: (file.path.suffix not in _RULES, file.path))
    wanted = [file for file in files if _is_wanted(file)][:_MOST]
    for file, content in zip(wanted, _contents(version, wanted), strict=True):
        if content is not None:
            target = top / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def _is_wanted(file: _Stored) -> bool:
    steps_up = {"..", "."} & {*file.path.parts}
    drive = os.name == "nt" and any("\\" in part or ":" in part for part in file.path.parts)
    return not steps_up and not drive and (file.size <= _LARGEST or file.path.suffix in _RULES)


def _listed(version: Version, folder: PurePosixPath) -> Iterator[_Stored]:
    below = () if folder == PurePosixPath() else ("--", f"{folder}/")
    found = ask(version.near, "ls-tree", "-r", "-z", "-l", "--full-tree", version.commit, *below)
    if not found.good:
        raise SiktaError([_lost(version, found.said)])
    for line in found.output.split(b"\0"):
        told, _, name = line.partition(b"\t")
        if name:
            mode, kind, content, size = told.decode("ascii").split()
            path = PurePosixPath(os.fsdecode(name))
            if kind == "blob" and mode == _LINK and "\n" not in str(path):
                yield _Stored(f"{version.commit}:{path}", 0, path)
            elif kind == "blob" and mode != _LINK:
                yield _Stored(content, int(size) if size.isdecimal() else 0, path)


def _contents(version: Version, files: list[_Stored]) -> Iterator[bytes | None]:
    """What the files hold, in their order; None for a link that leads nowhere or out of the repository."""
    asked = b"".join(os.fsencode(f"{file.content}\n") for file in files)
    found = ask(version.near, "cat-file", "--batch", "--follow-symlinks", given=asked)
    rest = memoryview(found.output)
    for file in files:
        head, rest = _line(rest)
        words = head.split(b" ")
        if len(words) == 3 and words[1] == b"blob":  # noqa: PLR2004 - name, kind and size
            size = int(words[2])
            yield bytes(rest[:size])
            rest = rest[size + 1 :]
        elif ":" in file.content:
            yield None
            rest = _without_target(words, rest)
        else:
            raise SiktaError([_lost(version, found.said)])


def _line(rest: memoryview) -> tuple[bytes, memoryview]:
    end = bytes(rest[:8192]).find(b"\n")
    return (bytes(rest[:end]), rest[end + 1 :]) if end >= 0 else (b"", rest)


def _without_target(words: list[bytes], rest: memoryview) -> memoryview:
    """What follows the answer about a link: for all but a missing one, the place that it leads to."""
    told = words[0] in (b"symlink", b"dangling", b"loop", b"notdir") and len(words) == 2  # noqa: PLR2004
    return rest[int(words[1]) + 1 :] if told else rest


def _lost(version: Version, said: str) -> Finding:
    partial = ask(version.near, "config", "--get-regexp", r"^remote\..*\.promisor$").good
    return faults.incomplete(version.written) if partial else faults.no_answer(said or "an object is missing")
