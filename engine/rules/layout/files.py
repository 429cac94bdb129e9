"""The files of a ruleset in the one layout."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from ...findings import Finding, Place, SiktaError
from ..loading import Tree, load
from ..nodes import Map, walk
from ..reading.source import read_text
from .comments import Source
from .formatting import formatted
from .pieces import read_pieces


@dataclass(frozen=True, slots=True)
class Laid:
    """A file of a ruleset with its text before and after."""

    path: Path
    before: str
    after: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


def laid_out(path: Path) -> tuple[Laid, ...]:
    """Every YAML file of the ruleset in a folder, also what it includes, its tests, and bases inside the folder.

    Nothing is written. Raises SiktaError with the faults of reading where a file is no good YAML, and where a layout
    would lose anything.
    """
    loaded = load(path)
    unread = [finding for finding in loaded.findings if finding.code.startswith("E1")]
    if loaded.tree is None or unread:
        raise SiktaError(unread or loaded.findings)
    return tuple(_laid(loaded.tree.folder / name, name) for name in files_of(loaded.tree))


def files_of(tree: Tree) -> list[str]:
    """The files that a ruleset was read from, as far as they lie in its own folder, in order of their names."""
    return sorted(
        {name for name in _named(tree.root) if not name.startswith("..") and name.endswith((".yaml", ".yml"))}
    )


def _named(root: Map) -> Iterator[str]:
    for _, node in walk(root):
        if node.place.file:
            yield node.place.file
        if isinstance(node, Map):
            yield from (entry.key.place.file for entry in node.entries.values() if entry.key.place.file)


def _laid(path: Path, shown: str) -> Laid:
    before, _ = read_text(path, shown)
    after = formatted(before)
    if _content(before) != _content(after):
        raise SiktaError([_would_lose(shown)])
    return Laid(path, before, after)


def _content(text: str) -> tuple[list[tuple[object, ...]], list[str]]:
    """What a layout must keep: all values in order, told from words in quotes, and all comments."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    values: list[tuple[object, ...]] = [
        (
            type(event),
            getattr(event, "anchor", None),
            getattr(event, "value", None),
            getattr(event, "implicit", None),
        )
        for event in yaml.parse(text, Loader=loader)
        if not isinstance(event, yaml.DocumentStartEvent | yaml.DocumentEndEvent)
    ]
    root = read_pieces(text)
    return values, [comment.text for comment in Source(text, root).comments] if root else []


def _would_lose(shown: str) -> Finding:
    return Finding(
        "E113",
        "this file is written in a way that cannot be laid out without changing what it says",
        Place(shown),
        found="a text over several lines with indentation of its own, or a comment in the midst of a value",
        fix="write that text on one line or without a number behind | or >; nothing was changed",
    )
