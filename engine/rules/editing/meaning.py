"""What a value of a ruleset means, however it is written: two that mean the same are equal."""

from collections.abc import Hashable
from collections.abc import Sequence as Ordered

from ..building.part import as_text, percentage
from ..nodes import Map, Node, Scalar, Sequence
from .formulas import formula
from .kinds import EXPRESSIONS, NUMBERS, Kind, kind_at

_SETS = frozenset(("words", "parameter", "cell"))
"""Kinds of lists whose order says nothing: all that they are asked is whether a value is among theirs."""

_SET_KEYS = frozenset(("users", "traits", "include", "exclude"))


def meaning(node: Node | None, path: tuple[str, ...], languages: Ordered[str]) -> Hashable:
    """What stands at a path, comparable: None where nothing does, or what the language takes for granted.

    `languages` are those of the ruleset, the default first: texts are compared as their readers see them.
    """
    kind = kind_at(path)
    if node is None:
        return None
    if kind.name == "text":
        return _text(node, languages)
    if is_cells(path):
        return _cells(node)
    if isinstance(node, Scalar):
        return _unless_granted(_scalar(node, kind), kind)
    if isinstance(node, Sequence):
        return _items(node, kind, path, languages)
    inner = ((key, meaning(entry.value, (*path, key), languages)) for key, entry in node.entries.items())
    return frozenset((key, each) for key, each in inner if each is not None)


def is_cells(path: tuple[str, ...]) -> bool:
    """Whether the cells of a matrix that belong to a segment stand there."""
    return len(path) == 5 and path[0] == "segmentations" and path[-1] == "at"  # noqa: PLR2004 - ids and keys down to it


def _text(node: Node, languages: Ordered[str]) -> Hashable:
    """What the readers of each language see, also of those that only this text has."""
    text = as_text(node)
    read = {*languages, *text.by_language} - {""}
    seen = {language: _one_line(text.in_language(language)) for language in read}
    common = seen.get(languages[0], "")
    own = frozenset(item for item in seen.items() if item[0] in languages or item[1] != common)
    return own if text else None


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _cells(node: Node) -> Hashable:
    """The cells whatever their order, one alone as a list of one."""
    if isinstance(node, Scalar):
        return node.text
    items = node.items if isinstance(node, Sequence) else (node,)
    return frozenset(_cell(item) for item in items)


def _cell(node: Node) -> Hashable:
    axes = node.entries.items() if isinstance(node, Map) else ()
    return frozenset((axis, frozenset(_texts(entry.value))) for axis, entry in axes)


def _texts(node: Node) -> tuple[str, ...]:
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(item.text for item in items if isinstance(item, Scalar))


def _scalar(node: Scalar, kind: Kind) -> Hashable:
    if kind.name in EXPRESSIONS:
        return formula(node.text)
    if kind.name in NUMBERS:
        return number(node)
    if kind.name == "parameter":
        return node.text if node.quoted else number(node)
    if kind.name == "array":  # a value of a test: what is written in quotation marks is a text
        return node.text if isinstance(node.value, str) else number(node)
    if kind.name == "boolean":
        return node.value is True or None
    return "tab" if node.text == "\t" else node.text.strip()


def number(node: Scalar) -> Hashable:
    """A number or share as such; a parameter's name, or another text, as it is."""
    if isinstance(node.value, bool) or node.value is None:
        return (node.value,)
    if isinstance(node.value, int | float):
        return float(node.value)
    share = percentage(node.text)
    return node.text if share is None else share


def _unless_granted(found: Hashable, kind: Kind) -> Hashable:
    granted = float(kind.default) if isinstance(kind.default, int | float) else kind.default
    return None if granted is not None and found == granted else found


def _items(node: Sequence, kind: Kind, path: tuple[str, ...], languages: Ordered[str]) -> Hashable:
    found = tuple(meaning(item, (*path, str(index)), languages) for index, item in enumerate(node.items))
    if kind.name == "date_format" and len(found) == 1:
        return found[0]
    return frozenset(found) if kind.name in _SETS or path[-1] in _SET_KEYS else found
