"""What can be wrong with a workbook's sheets and cells."""

from collections.abc import Sequence

from ...findings import Finding
from ...findings.nearest import nearest
from ..raw import Origin
from ..wording import counted
from .faults import listed


def no_such_sheet(origin: Origin, wanted: str, visible: Sequence[str]) -> Finding:
    meant = nearest(wanted, visible)
    return origin.finding(
        "E512",
        f'{origin.name} has no sheet "{wanted}"' + (f'; did you mean "{meant}"?' if meant else ""),
        expected=f"one of {listed(visible)}",
        found=f'"{wanted}"',
        fix="correct the sheet's name in the ruleset",
    )


def all_hidden(origin: Origin) -> Finding:
    return origin.finding(
        "E512",
        f"{origin.name} has hidden sheets only",
        expected="a sheet that can be seen, or one that the ruleset names",
        fix='write "sheet: …" for the table',
    )


def first_of_several(origin: Origin, visible: Sequence[str]) -> Finding:
    return origin.finding(
        "N501",
        f'{origin.name} has {len(visible)} sheets, of which the first, "{visible[0]}", was read',
        found=listed(visible),
        fix=f'write sheet: "{visible[0]}" for the table to be sure',
    )


def merged_cells(origin: Origin, count: int) -> Finding:
    return origin.finding(
        "W511",
        f"{origin.name} has {counted(count, 'merged range', 'merged ranges')}, of which only the first cell has a value",
        expected="every value in a cell of its own",
        fix="unmerge them in Excel and fill every cell",
    )


def formulas_without_result(origin: Origin, count: int) -> Finding:
    return origin.finding(
        "W511",
        f"{origin.name} has {counted(count, 'formula', 'formulas')} without a stored result, which {_count(count)} as missing",
        expected="values",
        fix="open the file in Excel and save it, or paste the values",
    )


def error_cells(origin: Origin, count: int) -> Finding:
    return origin.finding(
        "W511",
        f"{origin.name} has {counted(count, 'cell', 'cells')} with an error such as #N/A, which {_count(count)} as missing",
        expected="values",
        fix="correct the formulas in Excel",
    )


def _count(count: int) -> str:
    return "counts" if count == 1 else "count"
