"""Where the data files of a draft lie: copied into its folder, or left where they are."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ...data.readers import READERS
from ...findings import Finding, SiktaError
from ...rules.merging import Escape, confined
from ..files import Given
from ..naming.ids import id_of

LARGEST = 200 * 2**20
"""Files above so many bytes are not copied: a ruleset is sent around and kept in git."""

_USUAL = re.compile(r"\w[\w .()+&-]*")


@dataclass(frozen=True)
class Copies:
    """How the ruleset names each file, and which are copied to where in its folder.

    `data` is the folder that has to be given with --data, None where the files lie in the ruleset's own. `large` are
    the names of files that were too large to copy.
    """

    paths: Mapping[Given, str]
    files: Mapping[str, Path] = field(default_factory=dict)
    data: Path | None = None
    large: tuple[str, ...] = ()

    def only(self, used: frozenset[str]) -> "Copies":
        """Without the copies of files that the ruleset does not read."""
        return replace(self, files={name: path for name, path in self.files.items() if name in used})


def plan_copies(files: Sequence[Given], folder: Path, *, copy: bool) -> Copies:
    """Decide for all files together: a run looks for all of them in one place. Raises SiktaError where it cannot."""
    home = folder.resolve()
    outside = [given for given in files if not given.path.resolve().is_relative_to(home)]
    if not outside:
        return Copies({given: _named(given, home) for given in files})
    large = tuple(dict.fromkeys(given.path.name for given in outside if given.path.stat().st_size > LARGEST))
    if copy and not large:
        return _copied(files, home, outside)
    return _left(files, large)


def _copied(files: Sequence[Given], home: Path, outside: Sequence[Given]) -> Copies:
    paths: dict[Given, str] = {}
    copies: dict[str, Path] = {}
    for given in files:
        source = given.path.resolve()
        if given not in outside:
            paths[given] = _named(given, home)
            continue
        target = next((name for name, held in copies.items() if held == source), None)
        target = target or _free(f"data/{_usual(given.path.name)}", copies)
        copies[target] = source
        paths[given] = target
    return Copies(paths, copies)


def _usual(name: str) -> str:
    """The file's name, or a plain one where it holds signs that a path in a ruleset cannot have."""
    stem, ending = _cut(name)
    return name if _USUAL.fullmatch(stem) and ".." not in name else f"{id_of(stem, 'table')}{ending}"


def _cut(name: str) -> tuple[str, str]:
    """A name without the ending by which its reader is found, and that ending."""
    ending = max((ending for ending in READERS if name.lower().endswith(ending)), key=len, default="")
    size = len(name) - len(ending)
    return name[:size], name[size:]


def _free(path: str, taken: Mapping[str, Path]) -> str:
    used = {name.casefold() for name in taken}
    stem, ending = _cut(path)
    numbers = (f"{stem}-{number}{ending}" for number in range(2, len(taken) + 3))
    return next(name for name in (path, *numbers) if name.casefold() not in used)


def _left(files: Sequence[Given], large: tuple[str, ...]) -> Copies:
    """All files named from the folder that holds them all."""
    parents = [given.path.resolve().parent for given in files]
    try:
        common = Path(os.path.commonpath(parents))
    except ValueError as error:  # on different drives
        raise SiktaError([_apart()]) from error
    return Copies({given: _named(given, common) for given in files}, {}, common, large)


def _named(given: Given, folder: Path) -> str:
    """A file as the ruleset names it: below the folder, with forward slashes."""
    written = given.path.resolve().relative_to(folder).as_posix()
    try:
        confined(folder, written, folder)
    except Escape as error:
        raise SiktaError([_odd_name(written)]) from error
    return written


def _odd_name(written: str) -> Finding:
    return Finding(
        "E963",
        f'a ruleset cannot name the file "{written}"',
        expected="a name of letters, digits, blanks, points, dashes and underscores",
        found=written,
        fix="give the file a plain name, or leave --no-copy out",
    )


def _apart() -> Finding:
    return Finding(
        "E963",
        "the files lie on different drives, and a run looks for all of them in one folder",
        expected="files that have a folder in common",
        fix="leave --no-copy out, or bring the files together first",
    )
