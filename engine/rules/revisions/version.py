"""A version of a ruleset that somebody named, found in the history of a repository."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ...findings import Finding, SiktaError
from ...findings.nearest import nearest
from . import faults
from .git import ask

FILE = "ruleset.yaml"
_WRITTEN = re.compile(r"((?:[^:{}]|\{[^{}]*\})+)(?::(.*))?", re.DOTALL)
_HASH = re.compile(r"[0-9a-f]{4,64}")
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Version:
    """A commit of the repository that `near` is in; `path` is the ruleset's folder or file in it, empty for its top.

    `written` is how it was called.
    """

    near: Path
    commit: str
    written: str
    path: PurePosixPath

    @property
    def folder(self) -> PurePosixPath:
        return self.path.parent if self.is_file else self.path

    @property
    def is_file(self) -> bool:
        return self.path.suffix in {".yaml", ".yml"}

    @property
    def label(self) -> str:
        """What to call it in a report: its name and its short hash."""
        short = self.commit[:7]
        return short if _HASH.fullmatch(self.written) else f"{self.written} ({short})"


def find_version(written: str, beside: Path | None) -> Version:
    """The version that `REVISION` or `REVISION:FOLDER` means; without a folder, that of the ruleset `beside`.

    A folder is seen from the top of the repository, as git does, or from the folder that one is in. Raises SiktaError
    where there is none.
    """
    match = _WRITTEN.fullmatch(written)
    name, path = (match[1], match[2]) if match else (written, None)
    near = _repository(written, beside, alone=path is None)
    if name.startswith("-") or match is None:
        raise SiktaError([faults.no_version(written, None)])
    commit = _commit(near, name)
    place = _beside(near, beside, name) if path is None else _named(near, commit, path)
    version = Version(near, commit, name, place)
    if not _is_there(version):
        raise SiktaError(
            [faults.no_ruleset(name, "" if place == PurePosixPath() else str(place), _others(version))]
        )
    return version


def _repository(written: str, beside: Path | None, *, alone: bool) -> Path:
    """A folder in the repository: that of the ruleset to compare with, else the one that we are in.

    A version `alone` is one of the ruleset to compare with, wherever we are.
    """
    own = _folder(beside)
    for folder in (own,) if own and alone else (own, Path()):
        if folder is not None and ask(folder, "rev-parse", "--git-dir").good:
            return folder
    raise SiktaError([faults.no_repository(written, own or Path())])


def _folder(ruleset: Path | None) -> Path | None:
    if ruleset is None or not ruleset.exists():
        return None
    return ruleset if ruleset.is_dir() else ruleset.parent


def _commit(near: Path, name: str) -> str:
    found = ask(near, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found.good:
        return found.text
    names = _names(near)
    same = next((known for known in names if known.rpartition("/")[2] == name), None)
    close = same or nearest(name, names)
    if ask(near, "rev-parse", "--is-shallow-repository").text == "true":
        raise SiktaError([faults.shallow(name, close)])
    raise SiktaError([_too_far_back(near, name) or faults.no_version(name, close)])


def _too_far_back(near: Path, name: str) -> Finding | None:
    """`HEAD~9` in a history of three versions."""
    base = re.split("[~^]", name)[0]
    count = (
        ask(near, "rev-list", "--count", "--first-parent", "--end-of-options", base) if base != name else None
    )
    return faults.too_far_back(name, base, int(count.text)) if count and count.good else None


def _names(near: Path) -> list[str]:
    """The branches and tags of a repository."""
    found = ask(near, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes")
    return [name for name in found.text.splitlines() if name]


def _beside(near: Path, beside: Path | None, name: str) -> PurePosixPath:
    """The place in the repository of the ruleset to compare with, which is on the disk."""
    if beside is None and not (near / FILE).is_file():
        raise SiktaError([faults.which_ruleset(name)])
    prefix = ask(near, "rev-parse", "--show-prefix")
    if beside is not None and (_folder(beside) != near or not prefix.good):
        raise SiktaError([faults.which_ruleset(name)])
    folder = PurePosixPath(prefix.text)
    return folder / beside.name if beside is not None and beside.is_file() else folder


def _named(near: Path, commit: str, path: str) -> PurePosixPath:
    written = path.removeprefix("./").rstrip("/")
    top = PurePosixPath(written or ".")
    here = _here(near) / top
    from_here = path.startswith("./") or (not _exists(near, commit, top) and _exists(near, commit, here))
    return here if from_here else top


def _here(near: Path) -> PurePosixPath:
    """The folder that we are in, seen from the top of the repository; its top where we are outside of it."""
    tops = [ask(folder, "rev-parse", "--show-toplevel").text for folder in (near, Path())]
    inside = tops[0] == tops[1]
    return PurePosixPath(ask(Path(), "rev-parse", "--show-prefix").text if inside else "")


def _exists(near: Path, commit: str, path: PurePosixPath) -> bool:
    return ask(near, "cat-file", "-e", _object(commit, path)).good


def _object(commit: str, path: PurePosixPath) -> str:
    return f"{commit}:{'' if path == PurePosixPath() else path}"


def _is_there(version: Version) -> bool:
    file = version.path if version.is_file else version.path / FILE
    return _exists(version.near, version.commit, file)


def _others(version: Version) -> tuple[str, ...]:
    """Other folders with a ruleset in that version, the one with the most similar name first."""
    found = ask(version.near, "ls-tree", "-r", "-z", "--name-only", "--full-tree", version.commit)
    folders = [str(PurePosixPath(name).parent) for name in _rulesets(found.output)]
    best = nearest(str(version.path), folders)
    return tuple(dict.fromkeys([*([best] if best else []), *folders]))[:_MOST_NAMED]


def _rulesets(listing: bytes) -> Iterator[str]:
    names = (name.decode("utf-8", "surrogateescape") for name in listing.split(b"\0"))
    return (name for name in names if name == FILE or name.endswith(f"/{FILE}"))
