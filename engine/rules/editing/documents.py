"""Texts in files beside the YAML: those of playbooks, and templates."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..loading import Tree
from ..merging import Escape, confined
from ..nodes import Map, Node, Scalar
from .differing import languages_of
from .edit import Edit
from .renames import renames_between

_LARGEST = 200_000
"""Bytes; a larger file is not read as a text."""


def document_edits(old: Tree, new: Tree) -> tuple[Edit, ...]:
    """The files whose text differs: those of playbooks that both rulesets have, one per language, and templates.

    Line ends say nothing. The text of a playbook that came or went belongs to the edit of that playbook.
    """
    _, base = renames_between(old.root, new.root)
    before, after = Tree(base, old.folder, old.bases), new
    playbooks = after.root.get("playbooks")
    ids = playbooks.entries if isinstance(playbooks, Map) else ()
    found = [edit for id_ in ids for edit in _of_playbook(id_, before, after)]
    return (*found, *_differing(("reports", "templates"), _templates(before), _templates(after), new.root))


def _of_playbook(id_: str, old: Tree, new: Tree) -> Iterator[Edit]:
    path = ("playbooks", id_)
    if _at(old.root, path) is not None:
        yield from _differing((*path, "text"), _prose(old, path, new), _prose(new, path, new), new.root)


def _differing(
    path: tuple[str, ...], old: Mapping[str, str], new: Mapping[str, str], root: Map
) -> Iterator[Edit]:
    for name in dict.fromkeys((*new, *old)):
        if old.get(name) != new.get(name):
            nodes = (
                Scalar(text, text, root.place) if text is not None else None
                for text in (old.get(name), new.get(name))
            )
            before, after = nodes
            yield Edit((*path, name), before, after, "document")


def _prose(tree: Tree, path: tuple[str, ...], newest: Tree) -> Mapping[str, str]:
    """The text of a playbook per file, in all languages; files are called as the newest ruleset calls them."""
    own, called = _written(tree, (*path, "text")), _written(newest, (*path, "text"))
    texts = (
        {language: _text(tree, _in(language, own)) for language in ("", *languages_of(tree.root))}
        if own
        else {}
    )
    return {_in(language, called or own): text for language, text in texts.items() if text is not None}


def _in(language: str, name: str) -> str:
    """`playbooks/invest.md` is the text for all; `playbooks/invest.nl.md` beside it is the Dutch one."""
    stem, dot, suffix = name.rpartition(".")
    if not language:
        return name
    return f"{stem}.{language}.{suffix}" if dot else f"{name}.{language}"


def _templates(tree: Tree) -> Mapping[str, str]:
    """The ruleset's own templates by their path below their folder."""
    written = _written(tree, ("reports", "templates"))
    folder = _found(tree, written) if written else None
    files = sorted(folder.rglob("*")) if folder and folder.is_dir() else ()
    texts = (
        {file.relative_to(folder).as_posix(): _read(file, tree) for file in files if file.is_file()}
        if folder
        else {}
    )
    return {name: text for name, text in texts.items() if text is not None}


def _text(tree: Tree, written: str) -> str | None:
    file = _found(tree, written)
    return _read(file, tree) if file and file.is_file() else None


def _found(tree: Tree, written: str) -> Path | None:
    """A file or folder of the ruleset, or of one that it builds on; None for one that is not there or out of reach."""
    for folder in (tree.folder, *tree.bases):
        try:
            target = confined(folder, written, folder)
        except Escape:
            continue
        if target.exists():
            return target
    return None


def _read(file: Path, tree: Tree) -> str | None:
    """The text of a file; None for what is no text, too large, or outside the folders of the ruleset."""
    inside = any(file.resolve().is_relative_to(folder.resolve()) for folder in (tree.folder, *tree.bases))
    try:
        if not inside or file.stat().st_size > _LARGEST:
            return None
        return "\n".join(file.read_text(encoding="utf-8-sig").splitlines())
    except (OSError, UnicodeDecodeError):
        return None


def _written(tree: Tree, path: tuple[str, ...]) -> str:
    node = _at(tree.root, path)
    return node.text if isinstance(node, Scalar) else ""


def _at(root: Node | None, path: tuple[str, ...]) -> Node | None:
    for key in path:
        root = root.get(key) if isinstance(root, Map) else None
    return root
