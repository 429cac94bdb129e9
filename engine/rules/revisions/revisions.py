"""Rulesets by the name of a folder, or of a version in the history of a git repository."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from ..nodes import Scalar
from ..reading import read_document
from .extracting import extract
from .version import FILE, Version, find_version

_MOST_BASES = 10


@contextmanager
def ruleset_at(written: str, beside: Path | None = None) -> Iterator[Path]:
    """The folder or file of a ruleset, for as long as the context lasts.

    `written` is a path, taken as it is; else a git revision such as `main`, `HEAD~3` or `v1.2`, which means the ruleset
    `beside` as it was then, or a revision with a folder or file, such as `main:rulesets/x`. Files of a revision are
    written to a temporary folder, data files left out; the repository is only read. Raises SiktaError where there is no
    such ruleset.
    """
    if is_path(written):
        yield Path(written)
        return
    version = find_version(written, beside)
    with TemporaryDirectory(prefix="sikta-") as folder:
        # One level deeper, so that a ruleset at the repository's top has no neighbours to build on.
        top = Path(folder).resolve() / "repository"
        yield _written_out(version, top)


def describe(written: str, beside: Path | None = None) -> str:
    """What to call a ruleset in a report: a path as it was written, a revision as `main (3f2a1c9)`.

    Raises SiktaError as `ruleset_at`.
    """
    return written if is_path(written) else find_version(written, beside).label


def is_path(written: str) -> bool:
    """Whether a ruleset was named by a path, not by a version: a file, or a folder with a ruleset in it."""
    path = Path(written)
    return path.is_file() or (path / FILE).is_file()


def _written_out(version: Version, top: Path) -> Path:
    """The ruleset's folder with those that it builds on, written below `top`; gives its folder or file."""
    folder, file = version.folder, version.path if version.is_file else version.path / FILE
    root = folder.parent
    extract(version, folder, top)
    for _ in range(_MOST_BASES):
        base = _base(top / file)
        target = None if base is None else _seen_from(file.parent, base)
        if target is None or not target.is_relative_to(root) or target == root:
            break
        file = target if target.suffix in {".yaml", ".yml"} else target / FILE
        if not (top / file).exists():
            extract(version, file.parent, top)
    return top / version.path


def _base(file: Path) -> str | None:
    """What a ruleset extends."""
    root = read_document(file, file.name).root if file.is_file() else None
    node = root.get("extends") if root else None
    return node.text if isinstance(node, Scalar) else None


def _seen_from(folder: PurePosixPath, written: str) -> PurePosixPath | None:
    """A path of the repository seen from a folder of it; None where it leads out."""
    steps = os.path.normpath(folder / written).replace(os.sep, "/")
    return None if steps.startswith(("..", "/")) else PurePosixPath(steps)
