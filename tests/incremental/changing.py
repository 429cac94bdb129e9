"""Random changes of a company's data: cells, rows that come and go, and files that nobody touches."""

from dataclasses import replace
from typing import Any

import pyarrow as pa

from tests.engines.making.cells import Cell
from tests.engines.making.chance import Chance
from tests.engines.making.ruleset import Case
from tests.engines.making.tables import Sheet

NEW_KEYS = ("new-1", "90001", "zz")


def changed(case: Case, chance: Chance) -> Case:
    """The same rules over data in which some tables have changed; each is left alone as often as not."""
    sheets = {
        id: _changed(id, sheet, chance) if chance.maybe() and len(sheet) else sheet
        for id, sheet in case.sheets.items()
    }
    return replace(case, sheets=sheets)


def _changed(id: str, sheet: Sheet, chance: Chance) -> Sheet:
    key = sheet.entry.get("key")
    for change in chance.some((_cells, _without_rows, _with_rows), 1, 2):
        sheet = change(sheet, key, chance)
    return sheet


def _cells(sheet: Sheet, key: str | None, chance: Chance) -> Sheet:
    """Some cells take what another row has there; a key names its row for good, and its parents make no circle."""
    columns: dict[str, list[Cell]] = {name: list(cells) for name, cells in sheet.columns.items()}
    fixed = {key, sheet.entry.get("parent")}
    names = [name for name in columns if name not in fixed]
    for _ in range(chance.whole(1, 3) if names else 0):
        name = chance.choice(names)
        columns[name][chance.whole(0, len(sheet) - 1)] = chance.choice(columns[name])
    return replace(sheet, columns=columns)


def _without_rows(sheet: Sheet, _: str | None, chance: Chance) -> Sheet:
    kept = chance.some(range(len(sheet)), max(len(sheet) - 2, 1))
    return sheet.in_order(kept)


def _with_rows(sheet: Sheet, key: str | None, chance: Chance) -> Sheet:
    """A row once more, under a new key where rows have one."""
    rows = list(range(len(sheet)))
    more = sheet.in_order([*rows, chance.choice(rows)])
    if key is None or key not in more.columns:
        return more
    columns: dict[str, Any] = {name: list(cells) for name, cells in more.columns.items()}
    words = [word for word in NEW_KEYS if word.isdecimal() or not pa.types.is_integer(sheet.types[key])]
    columns[key][-1] = Cell.of(chance.choice(words))
    return replace(more, columns=columns)
