"""What can be wrong with a sheet of points."""

from collections.abc import Iterable
from pathlib import Path

from ...findings import Finding, Place
from ...findings.nearest import nearest
from ..nodes import Scalar

_EXPECTED = "a sheet of a workbook such as points.xlsx#Sectors, or a file such as points.csv"


def _unreadable(written: Scalar, message: str, fix: str, expected: str = _EXPECTED) -> Finding:
    return Finding("E481", message, written.place, expected=expected, fix=fix)


def out_of_reach(written: Scalar, how: str) -> Finding:
    return _unreadable(written, f'"{written.text}" {how}', "copy it into the ruleset's folder")


def not_there(written: Scalar, path: Path) -> Finding:
    beside = [file.name for file in path.parent.iterdir()] if path.parent.is_dir() else []
    meant = nearest(path.name, beside)
    near = f'; did you mean "{meant}"?' if meant else ""
    fix = "correct the name; it is looked for in the ruleset's folder"
    return _unreadable(written, f'there is no file "{written.text.partition("#")[0]}"{near}', fix)


def too_large(written: Scalar) -> Finding:
    return _unreadable(
        written,
        f'"{written.text}" is too large for a table of points',
        "keep points in a sheet of their own; accounts and orders belong under tables:",
        "at most 5 MB and 20,000 rows",
    )


def of_another_kind(written: Scalar) -> Finding:
    return _unreadable(
        written, f'"{written.text}" is of a kind that cannot be read', "save it as .xlsx or .csv"
    )


def damaged(written: Scalar) -> Finding:
    return _unreadable(
        written,
        f'"{written.text}" cannot be read: it is damaged or of another kind',
        "save it again as .xlsx or .csv",
    )


def no_sheet(written: Scalar, sheet: str, titles: list[str]) -> Finding:
    meant = nearest(sheet, titles)
    near = f'; did you mean "{meant}"?' if meant else ""
    name = written.text.partition("#")[0]
    return _unreadable(
        written,
        f'{name} has no sheet "{sheet}"{near}',
        "correct the name behind #",
        f"one of {', '.join(titles)}",
    )


def wrong_columns(place: Place, name: str, found: Iterable[str]) -> Finding:
    return Finding(
        "E482",
        f"{name} does not have the columns of a table of points",
        place,
        expected="value and points, or from and points, in its first row; a column note may stand beside them",
        found=", ".join(found) or "nothing",
        fix="write these words above the columns",
    )


def also_written(written: Scalar, other: str) -> Finding:
    return Finding(
        "E483",
        f"a criterion has both table and {other}",
        written.place,
        expected="one of the two",
        fix=f"take {other} out, or table",
    )


def lacks_points(place: Place, value: str) -> Finding:
    return Finding("E483", f'"{value}" has no points', place, fix="write points from 0 to 100 in this cell")


def lacks_value(place: Place, word: str) -> Finding:
    return Finding(
        "E483",
        f"points without a {'number that they begin at' if word == 'from' else 'value'}",
        place,
        fix=f"fill in the column {word}, or empty the row",
    )


def twice(place: Place, value: str, first: Place) -> Finding:
    return Finding(
        "E483",
        f'"{value}" stands here twice',
        place,
        found=f"first in {first}",
        fix="keep one of the two rows",
    )
