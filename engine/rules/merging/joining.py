"""The files of a ruleset read and put together, each key with its own place in its own file."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ...findings import Finding
from ..nodes import Entry, Map, Node, Scalar, Sequence
from ..reading import NOTHING_UNSAVED, Unsaved, read_document
from ..sheets.expanding import expanded
from ..sheets.grid import Folder
from . import faults
from .confinement import Escape, confined
from .overriding import overridden
from .uniting import united

_FILE = "ruleset.yaml"
_SUFFIXES = (".yaml", ".yml")
_MAX_FILES = 300
_MAX_BASES = 10


@dataclass(frozen=True, slots=True)
class Merged:
    """The whole tree, None where one of the files could not be read; `bases` are the folders it extends.

    `rest` is what the files hold that could be read, and what stood before the fault in those that could not.
    """

    root: Map | None
    findings: tuple[Finding, ...]
    bases: tuple[Path, ...] = ()
    rest: Map | None = None


def merged(file: Path, unsaved: Unsaved = NOTHING_UNSAVED) -> Merged:
    """A ruleset's file with all that it includes and extends.

    `include` reaches the ruleset's own folder. `extends` reaches that folder and its siblings, and a base that
    extends another is held to the same bounds; nothing leads further up.
    """
    joiner = _Joiner(file.parent, unsaved)
    root = joiner.ruleset(file, ())
    whole = None if joiner.unread else root
    return Merged(whole, tuple(joiner.findings), tuple(joiner.bases), root)


@dataclass(slots=True)
class _Joiner:
    top: Path
    unsaved: Unsaved
    findings: list[Finding] = field(default_factory=list)
    bases: list[Path] = field(default_factory=list)
    unread: bool = False

    def ruleset(self, file: Path, chain: tuple[Path, ...]) -> Map | None:
        """A ruleset with its includes, upon what it extends; `chain` are the rulesets that led here."""
        own = self._read(file)
        if own is None:
            return None
        whole = self._with_tests(self._with_includes(own, file), file)
        shown = self._shown(file.parent)
        whole = expanded(whole, Folder(file.parent, "" if shown == "." else f"{shown}/"), self.findings)
        base = self._base(own, file, (*chain, file))
        return whole if base is None else overridden(base, whole, self.findings)

    def _read(self, file: Path) -> Map | None:
        document = read_document(file, self._shown(file), self.unsaved)
        self.findings.extend(document.findings)
        self.unread = self.unread or document.root is None
        return document.root or document.begun

    def _shown(self, file: Path) -> str:
        return Path(os.path.relpath(file, self.top)).as_posix()

    def _base(self, own: Map, file: Path, chain: tuple[Path, ...]) -> Map | None:
        node = own.get("extends")
        target = self._base_file(node, file) if isinstance(node, Scalar) and node.text else None
        if target is None or not isinstance(node, Scalar):
            return None
        seen = [link.resolve() for link in chain]
        if target.resolve() in seen:
            circle = [*chain[seen.index(target.resolve()) :], target]
            self.findings.append(faults.cycle(node.place, [link.resolve().parent.name for link in circle]))
            return None
        if len(chain) > _MAX_BASES:
            self.findings.append(faults.too_many_bases(node.place, _MAX_BASES))
            return None
        self.bases.append(target.parent)
        return self.ruleset(target, chain)

    def _base_file(self, node: Scalar, file: Path) -> Path | None:
        root = self.top.resolve().parent
        try:
            target = confined(file.parent.resolve(), node.text, root)
        except Escape as escape:
            self.findings.append(faults.base_out_of_reach(node, str(escape)))
            return None
        if target.resolve() == root:
            self.findings.append(faults.base_out_of_reach(node, "leads out of the folder"))
            return None
        target = target / _FILE if target.is_dir() else target
        if target.is_file():
            return self.top / os.path.relpath(target, self.top.resolve())
        self.findings.append(faults.no_base(node))
        return None

    def _with_includes(self, own: Map, file: Path) -> Map:
        node = own.get("include")
        items = node.items if isinstance(node, Sequence) else ()
        whole, count = own, 0
        for item in items:
            for included in self._included(item, file):
                count += 1
                if count > _MAX_FILES:
                    self.findings.append(faults.too_many_files(item.place, _MAX_FILES))
                    return whole
                part = self._read(included)
                whole = united(whole, self._plain_part(part), self.findings) if part else whole
        return whole

    def _plain_part(self, part: Map) -> Map:
        """An included file without `include` and `extends`: only the ruleset's own file decides on those."""
        for key in ("include", "extends"):
            if key in part.entries:
                self.findings.append(faults.only_in_ruleset(part.entries[key].key))
        return Map(
            {key: part.entries[key] for key in part.entries if key not in ("include", "extends")}, part.place
        )

    def _included(self, item: Node, file: Path) -> Iterator[Path]:
        if not isinstance(item, Scalar):
            return
        folder = file.parent
        try:
            target = confined(folder, item.text, folder)
        except Escape as escape:
            self.findings.append(faults.include_out_of_reach(item, str(escape)))
            return
        if target.is_dir():
            yield from self._files_in(target, item, file)
        elif target.resolve() == file.resolve():
            self.findings.append(faults.includes_itself(item))
        elif target.is_file():
            yield target
        else:
            self.findings.append(faults.no_include(item))

    def _files_in(self, folder: Path, item: Scalar, file: Path) -> Iterator[Path]:
        for found in sorted(folder.iterdir()):
            if found.suffix in _SUFFIXES and found.is_file() and found.resolve() != file.resolve():
                if found.resolve().is_relative_to(file.parent.resolve()):
                    yield found
                else:
                    self.findings.append(
                        faults.include_out_of_reach(item, f"holds {found.name}, a link that leads out of it")
                    )

    def _with_tests(self, whole: Map, file: Path) -> Map:
        """The ruleset with the tests of its folder `tests/`, whose files hold tests by id."""
        folder = file.parent / "tests"
        if not folder.is_dir() or not folder.resolve().is_relative_to(file.parent.resolve()):
            return whole
        for found in sorted(folder.iterdir()):
            if (
                found.suffix in _SUFFIXES
                and found.is_file()
                and found.resolve().is_relative_to(folder.resolve())
            ):
                part = self._read(found)
                whole = united(whole, _as_tests(part), self.findings) if part else whole
        return whole


def _as_tests(part: Map) -> Map:
    """The map of tests below the key that a ruleset has for them, unless the file wrote that key itself."""
    if set(part.entries) == {"tests"}:
        return part
    key = Scalar("tests", "tests", part.place)
    return Map({"tests": Entry(key, part)}, part.place)
