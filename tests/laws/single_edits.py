"""Edits of a single place in a ruleset's files, as people make them by mistake."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sikta.engine.rules import load
from sikta.engine.rules.nodes import Map, Node, Scalar, walk

_WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9]{3,}")
_USES = re.compile(r"\.(given|expect|rows|axes|at|cuts|interview|points)\.")
"""Where a key is the name of something that is defined elsewhere."""
FOR_PEOPLE = re.compile(
    r"(^|\.)(title|reason|definition|purpose|supports|stakeholders|work_plan|objective|owner|cadence|channels|journey"
    r"|messages|shipping|kpis|price_list|interview|source|method|version|products)(\.|$)|^(name|currency)$"
)


@dataclass(frozen=True)
class Slip:
    """One edit: the kind of mistake, the part of the ruleset, and what a stretch of a line becomes."""

    kind: str
    path: str
    file: str
    line: int
    column: int
    old: str
    new: str

    def on(self, folder: Path) -> None:
        """Make it in a copy of the ruleset."""
        path = folder / self.file
        lines = path.read_text(encoding="utf-8").splitlines()
        line, start = lines[self.line - 1], self.column - 1
        assert line[start : start + len(self.old)] == self.old, (self, line)
        lines[self.line - 1] = line[:start] + self.new + line[start + len(self.old) :]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def slips(folder: Path, count: int, seed: int) -> list[Slip]:
    """As many of each kind of mistake, drawn at random over all of a ruleset's places."""
    tree = load(folder).tree
    assert tree is not None
    found = [*_of_keys(tree.root), *_of_values(tree.root), *_brackets(folder, tree.root)]
    chance = random.Random(seed)
    kinds = sorted({slip.kind for slip in found})
    drawn = []
    for number, kind in enumerate(kinds):
        several = count // len(kinds) + (number < count % len(kinds))
        drawn += chance.sample([slip for slip in found if slip.kind == kind], several)
    return drawn


def _own(node: Scalar) -> bool:
    """Whether it stands on one line of a file as it reads."""
    place = node.place
    if place.file is None or place.line is None or place.column is None or not node.text:
        return False
    line = node.lines[place.line - 1] if node.lines else (place.excerpt or "")
    return line[place.column - 1 + node.quoted :].startswith(node.text)


def _slip(kind: str, path: str, node: Scalar, old: str, new: str, offset: int = 0) -> Slip:
    place = node.place
    return Slip(kind, path, place.file or "", place.line or 0, (place.column or 0) + offset, old, new)


def _of_keys(root: Map) -> Iterator[Slip]:
    for path, node in walk(root):
        if isinstance(node, Map):
            for key, entry in node.entries.items():
                if _own(entry.key):
                    inner = f"{path}.{key}" if path else key
                    yield _slip("key renamed", inner, entry.key, key, f"{key}_x")


def _of_values(root: Map) -> Iterator[Slip]:
    for path, node in walk(root):
        if isinstance(node, Scalar) and _own(node):
            mark = int(node.quoted)
            if not isinstance(node.value, str):
                yield _slip("value retyped", path, node, node.text, "[some, words]", mark)
            elif not node.quoted:
                yield _slip("value retyped", path, node, node.text, "{a: 1}")
            for match in _WORD.finditer(node.text):
                word = match[0]
                yield _slip("name misspelt", path, node, word, word[:2] + word[3:], mark + match.start())


def _brackets(folder: Path, root: Map) -> Iterator[Slip]:
    """Brackets outside of comments and quotes, with the path of the value that they stand in."""
    values = [(path, node) for path, node in walk(root) if isinstance(node, Scalar) and _own(node)]
    for file in sorted({node.place.file for _, node in walk(root) if node.place.file}):
        for number, line in enumerate((folder / file).read_text(encoding="utf-8").splitlines(), 1):
            code = re.sub(r"""(^|\s)#.*|"[^"]*"|(?<=: )'[^']*'""", lambda found: " " * len(found[0]), line)
            inside = [
                (path, node) for path, node in values if (node.place.file, node.place.line) == (file, number)
            ]
            for match in re.finditer(r"[\[\]{}()]", code):
                path = next(
                    (path for path, node in inside if _covers(node, match.start() + 1)), f"{file}:{number}"
                )
                yield Slip("bracket dropped", path, file, number, match.start() + 1, match[0], "")


def _covers(node: Scalar, column: int) -> bool:
    start = node.place.column or 0
    return start <= column < start + len(node.text)


def words_of(root: Node, *, besides: str) -> str:
    """Everything that a ruleset says elsewhere to the program, also as a key, for looking whether a word is used in it."""
    return "\n".join(
        [
            *(
                node.text
                for path, node in walk(root)
                if isinstance(node, Scalar) and path != besides and not FOR_PEOPLE.search(path)
            ),
            *(
                path.rpartition(".")[2]
                for path, _ in walk(root)
                if path != besides and ".tests." not in f".{path}"
            ),
            *(path.rpartition(".")[2] for path, _ in walk(root) if path != besides and _USES.search(path)),
        ]
    )
