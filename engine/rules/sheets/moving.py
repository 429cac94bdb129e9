"""Points moved from a ruleset's YAML to a sheet, and back, without touching anything else in the file."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from ...findings import Finding, SiktaError
from ..layout.comments import Source
from ..layout.pieces import Piece, read_pieces
from ..loading import Tree, load
from ..nodes import Entry, Map, Node, Scalar, Sequence, plain
from ..reading.source import read_text
from ..replacing import replace_text
from .expanding import KEY
from .listing import KINDS, Movable, criteria, criterion_path, movable

if TYPE_CHECKING:
    from .writing import Row

_WIDTH = 110


@dataclass(frozen=True, slots=True)
class Moved:
    """What was changed: the YAML file, and the sheet that the points stand in or stood in."""

    file: Path
    sheet: str
    rows: int


@dataclass(frozen=True, slots=True)
class _Spot:
    """Points of a criterion as they stand in a file: the text of the file, and the key and value in it."""

    path: Path
    text: str
    entry: Entry
    key: Piece
    value: Piece

    def with_text(self, new: str) -> str:
        return self.text[: self.key.start] + new + self.text[self.value.last :]


def listed(ruleset: Path) -> tuple[Movable, ...]:
    """The criteria whose points or bands stand in a ruleset's own files, or in a sheet beside them."""
    return movable(_tree(ruleset))


def to_sheet(ruleset: Path, rule: str, target: str) -> Moved:
    """Move the points or bands of a criterion into a new sheet, such as `points.xlsx#Sectors`, or a new CSV file.

    Comments behind them become a column of notes. Raises SiktaError (E484) where the criterion has no points of that
    kind, where the sheet is there already, or where the rules would not be the same afterwards.
    """
    from .writing import write_sheet

    tree = _tree(ruleset)
    spot = _spot(tree, rule, KINDS)
    rows = _rows(spot)
    word = "value" if spot.entry.key.text == "points" else "from"
    there_before = (tree.folder / target.partition("#")[0]).exists()
    written = write_sheet(tree.folder, target, word, rows)
    try:
        _replace(ruleset, spot, f"{KEY}: {_scalar(target)}")
    except SiktaError:
        if not there_before:
            written.unlink(missing_ok=True)  # nothing names it
        raise
    return Moved(spot.path, target, len(rows))


def from_sheet(ruleset: Path, rule: str) -> Moved:
    """Write the points of a criterion's sheet into the YAML again; the sheet stays as it is.

    Raises SiktaError (E484) where the criterion has no sheet, or where the rules would not be the same afterwards.
    """
    tree = _tree(ruleset)
    spot = _spot(tree, rule, (KEY,))
    name = "bands" if isinstance(spot.entry.value, Sequence) else "points"
    flow = _flow(plain(spot.entry.value))
    column = spot.key.start - spot.text.rfind("\n", 0, spot.key.start) - 1
    fits = column + len(name) + len(flow) < _WIDTH
    sheet = yaml.safe_load(spot.text[spot.value.start : spot.value.end])
    inner = f" {flow}" if fits or _in_flow(spot) else _block(spot, column)
    _replace(ruleset, spot, f"{name}:{inner}")
    return Moved(spot.path, sheet, len(plain(spot.entry.value)))


def _block(spot: _Spot, column: int) -> str:
    """The points line by line, below their key."""
    node = spot.entry.value
    if isinstance(node, Sequence):
        lines = [f"- {_flow(plain(item))}" for item in node.items]
    else:
        lines = [_flow({key: value})[1:-1] for key, value in plain(node).items()]
    return "".join(f"\n{' ' * (column + 2)}{line}" for line in lines)


def _flow(value: object) -> str:
    written: str = yaml.safe_dump(
        value, default_flow_style=True, width=10**9, sort_keys=False, allow_unicode=True
    )
    return written.strip()


def _in_flow(spot: _Spot) -> bool:
    """Whether the criterion stands in braces: its key is not the first thing on its line."""
    return bool(spot.text[spot.text.rfind("\n", 0, spot.key.start) + 1 : spot.key.start].strip(" -"))


def _tree(ruleset: Path) -> Tree:
    loaded = load(ruleset)
    if loaded.tree is None or loaded.errors:
        raise SiktaError(loaded.errors or loaded.findings)
    return loaded.tree


def _spot(tree: Tree, rule: str, keys: tuple[str, ...]) -> _Spot:
    known = criteria(tree)
    path = criterion_path(rule, known)
    for wanted in keys:
        for entry in known[path].entries.values():
            spot = _placed(tree, entry)
            if spot and spot.text[spot.key.start : spot.key.end] == wanted:
                return spot
    raise SiktaError([_nothing_to_move(path, keys)])


def _placed(tree: Tree, entry: Entry) -> _Spot | None:
    """An entry in the text of its file; None where it stands in none of the ruleset's own."""
    place = entry.key.place
    if place.file is None or place.file.startswith("..") or place.line is None or place.column is None:
        return None
    path = tree.folder / place.file
    text, _ = read_text(path, place.file)
    root = read_pieces(text)
    pairs = _pairs(root) if root else []
    source = Source(text, root) if root else None
    for key, value in pairs:
        if source and (source.line(key.start) + 1, source.column(key.start) + 1) == (
            place.line,
            place.column,
        ):
            return _Spot(path, text, entry, key, value)
    return None


def _pairs(piece: Piece) -> list[tuple[Piece, Piece]]:
    own = list(piece.pairs) if piece.kind == "map" else []
    return own + [pair for item in piece.items for pair in _pairs(item)]


def _rows(spot: _Spot) -> "list[Row]":
    """Value or beginning, points, and the comment behind them."""
    node = spot.entry.value
    rows: list[tuple[Node | None, Node | None]] = []
    if isinstance(node, Map):
        rows = [(entry.key, entry.value) for entry in node.entries.values()]
    elif isinstance(node, Sequence):
        rows = [(band.get("from"), band.get("points")) for band in node.items if isinstance(band, Map)]
    root = read_pieces(spot.text)
    notes = (
        {comment.line + 1: comment.text.lstrip("# ") for comment in Source(spot.text, root).comments}
        if root
        else {}
    )
    found = []
    for value, points in rows:
        line = points.place.line if isinstance(points, Scalar) else None
        found.append((_value(value), _value(points), notes.get(line or 0, "")))
    return found


def _value(node: object) -> str | float | None:
    if not isinstance(node, Scalar):
        return None
    return (
        node.value if isinstance(node.value, int | float) and not isinstance(node.value, bool) else node.text
    )


def _scalar(text: str) -> str:
    """A name as YAML takes it for a text."""
    return (
        text
        if re.fullmatch(r"[\w./-]+", text) and text[0] not in "-."
        else json.dumps(text, ensure_ascii=False)
    )


def _replace(ruleset: Path, spot: _Spot, new: str) -> None:
    """Write the file, and take it back where the rules are not what they were."""
    before = load(ruleset).ruleset
    replace_text(spot.path, spot.with_text(new))
    after = load(ruleset)
    if after.errors or before is None or after.ruleset is None or after.ruleset.digest != before.digest:
        replace_text(spot.path, spot.text)
        raise SiktaError(after.errors or [_not_the_same(spot.path.name)])


def _nothing_to_move(rule: str, keys: tuple[str, ...]) -> Finding:
    what = "no sheet" if keys == (KEY,) else "neither points by value nor bands in a file of this ruleset"
    return Finding("E484", f"{rule} has {what}", fix="name a criterion that has")


def _not_the_same(name: str) -> Finding:
    return Finding(
        "E484",
        f"the rules would not be the same with these points moved, so {name} was left as it was",
        fix="look for values in it that a sheet cannot hold",
    )
