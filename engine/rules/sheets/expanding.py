"""Criteria whose points stand in a sheet, with those points in the place of `table:`."""

from collections.abc import Iterator

from ...findings import Finding, Place, SiktaError
from ..nodes import Entry, Map, Node, Scalar, Sequence
from . import faults
from .grid import Folder, Grid, read_grid

KEY = "table"
HEADINGS = {
    "value": "value", "waarde": "value", "värde": "value",
    "from": "from", "vanaf": "from", "från": "from",
    "points": "points", "punten": "points", "poäng": "points",
    "note": "note", "opmerking": "note", "anmärkning": "note",
}  # fmt: skip
"""What a column may be called, in three languages."""
_OTHERS = ("points", "bands", "scale", "rules", "criteria")


def expanded(root: Map, folder: Folder, findings: list[Finding]) -> Map:
    """The tree of a ruleset with every `table:` of a criterion replaced by the points of its sheet.

    A sheet with the columns value and points gives `points:`, one with from and points gives `bands:`. Each cell
    keeps its place. Where a sheet is at fault, `table:` stays, and the fault goes to `findings`.
    """
    entries = dict(root.entries)
    for section in ("scores", "rankings"):
        entry = entries.get(section)
        if entry is not None:
            entries[section] = Entry(entry.key, _within(entry.value, folder, findings))
    return Map(entries, root.place) if entries != root.entries else root


def _within(node: Node, folder: Folder, findings: list[Finding]) -> Node:
    """Every criterion below a node, wherever `criteria:` stands."""
    if not isinstance(node, Map):
        return node
    entries = {}
    for key, entry in node.entries.items():
        value = _within(entry.value, folder, findings)
        if key == "criteria" and isinstance(value, Map):
            value = Map(
                {name: _criterion(held, folder, findings) for name, held in value.entries.items()},
                value.place,
            )
        entries[key] = entry if value is entry.value else Entry(entry.key, value)
    return Map(entries, node.place)


def _criterion(entry: Entry, folder: Folder, findings: list[Finding]) -> Entry:
    node = entry.value
    written = node.get(KEY) if isinstance(node, Map) else None
    if not isinstance(node, Map) or not isinstance(written, Scalar):
        return entry
    try:
        _refuse_both(node, written)
        key, points = _points(read_grid(folder, written))
    except SiktaError as error:
        findings.extend(error.findings)
        return entry
    entries = {
        (key if name == KEY else name): (Entry(_named(held.key, key), points) if name == KEY else held)
        for name, held in node.entries.items()
    }
    return Entry(entry.key, Map(entries, node.place))


def _named(written: Scalar, key: str) -> Scalar:
    """The key that stands in for `table`, at its place."""
    return Scalar(key, key, written.place)


def _refuse_both(node: Map, written: Scalar) -> None:
    both = [faults.also_written(written, other) for other in _OTHERS if other in node.entries]
    if both:
        raise SiktaError(both)


def _points(grid: Grid) -> tuple[str, Node]:
    """`points` or `bands` with what the sheet holds. Raises SiktaError (E482, E483) with all faults."""
    columns = _columns(grid)
    found: list[Finding] = []
    word = "from" if "from" in columns else "value"
    rows = list(_rows(grid, columns, word, found))
    node: Node = _bands(rows, grid) if word == "from" else _by_value(rows, grid, found)
    if found:
        raise SiktaError(found)
    return ("bands" if word == "from" else "points"), node


def _columns(grid: Grid) -> dict[str, int]:
    header = grid.rows[0] if grid.rows else ()
    names = [cell.text for cell in header if cell]
    known = [HEADINGS.get(cell.text.strip().lower()) if cell else None for cell in header]
    columns = {name: index for index, name in enumerate(known) if name}
    one = ("from" in columns) != ("value" in columns)
    if not one or "points" not in columns or len(columns) != len(names):
        raise SiktaError([faults.wrong_columns(grid.place, grid.name, names)])
    return columns


def _rows(
    grid: Grid, columns: dict[str, int], word: str, found: list[Finding]
) -> Iterator[tuple[Scalar | None, Scalar]]:
    """The value, or where a band begins, with the points of each row that has them."""
    for number, row in enumerate(grid.rows[1:]):
        value, points = (_at(row, columns[name]) for name in (word, "points"))
        if points is not None and (value is not None or (word == "from" and number == 0)):
            yield value, points
        elif points is not None:
            found.append(faults.lacks_value(points.place, word))
        elif value is not None:
            found.append(faults.lacks_points(value.place, value.text))


def _at(row: tuple[Scalar | None, ...], index: int) -> Scalar | None:
    return row[index] if index < len(row) else None


def _bands(rows: list[tuple[Scalar | None, Scalar]], grid: Grid) -> Sequence:
    return Sequence(tuple(_band(start, points) for start, points in rows), grid.place)


def _band(start: Scalar | None, points: Scalar) -> Map:
    places: dict[str, Place] = {"points": points.place}
    values = {"points": points}
    if start is not None:
        places, values = {"from": start.place, **places}, {"from": start, **values}
    return Map(
        {key: Entry(Scalar(key, key, places[key]), value) for key, value in values.items()}, points.place
    )


def _by_value(rows: list[tuple[Scalar | None, Scalar]], grid: Grid, found: list[Finding]) -> Map:
    entries: dict[str, Entry] = {}
    for value, points in rows:
        if value is None:
            continue
        if value.text in entries:
            found.append(faults.twice(value.place, value.text, entries[value.text].key.place))
        entries[value.text] = Entry(value, points)
    return Map(entries, grid.place)
