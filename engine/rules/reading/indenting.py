"""Lines that begin a blank or two too far to the left or right: which one it is, and where it is to begin."""

from collections import Counter
from collections.abc import Sequence

from ...findings import Finding, Place, Repair, Replacement
from .lines import ENTRY, above, below, opens_block, says_something, start


def pushed_in(shown: str, lines: Sequence[str], number: int) -> Finding | None:
    """A line, from 0, that stands further in than the one above it, though that one already has its value.

    Of the two, the one that begins in a column in which fewer lines of the file begin is the one that slipped.
    """
    before = next(above(lines, number), None)
    if before is None or start(lines[before]) >= start(lines[number]):
        return None
    if not ENTRY.match(lines[before]) or opens_block(lines[before]):
        return None
    count = _counted(lines)
    if count[start(lines[before])] < count[start(lines[number])]:
        return _moved(shown, lines, before, number)
    return _moved(shown, lines, number, before)


def out_of_line(shown: str, lines: Sequence[str], number: int) -> Finding | None:
    """A line, from 0, that begins between two columns in which lines above it begin; None where that is not so.

    Where only one line above stands further in, and does so as no other of the file, that line is the one.
    """
    column = start(lines[number])
    further, nearer = _neighbours(lines, number, column)
    if not further or nearer is None:
        return None
    count = _counted(lines)
    if len(further) == 1 and count[start(lines[further[0]])] < count[column]:
        return _moved(shown, lines, further[0], number)
    choices = [further[-1], nearer]
    meant = _meant(lines, number, choices)
    return (
        _moved(shown, lines, number, meant) if meant is not None else _either(shown, lines, number, choices)
    )


def _counted(lines: Sequence[str]) -> Counter[int]:
    return Counter(start(line) for line in lines if says_something(line))


def _neighbours(lines: Sequence[str], number: int, column: int) -> tuple[list[int], int | None]:
    """The lines above that begin in the next column to the right, the last first, and the nearest further left."""
    further: list[int] = []
    for at in above(lines, number):
        own = start(lines[at])
        if own < column:
            return further, at
        if own == column:
            return [], None
        if not further or own < start(lines[further[0]]):
            further = [at]
        elif own == start(lines[further[0]]):
            further.append(at)
    return further, None


def _meant(lines: Sequence[str], number: int, choices: list[int]) -> int | None:
    """The line beside which it belongs: judged by the line below, else the nearer one; None where both may be meant.

    A key without a value stands further out than the line below it; a line with one, beside it.
    """
    further, nearer = choices
    after = next(below(lines, number), None)
    follows = start(lines[after]) if after is not None else 0
    if opens_block(lines[number]) and start(lines[further]) >= follows:
        return nearer
    if not opens_block(lines[number]) and start(lines[further]) == follows:
        return further
    right, left = start(lines[further]) - start(lines[number]), start(lines[number]) - start(lines[nearer])
    return None if right == left else further if right < left else nearer


def _moved(shown: str, lines: Sequence[str], number: int, beside: int) -> Finding:
    line, meant = lines[number], start(lines[beside])
    shift = meant - start(line)
    by = f"{abs(shift)} {'blank' if abs(shift) == 1 else 'blanks'}"
    side = "left" if shift > 0 else "right"
    return Finding(
        "E104",
        f"this line begins {by} too far to the {side}",
        _place(shown, lines, number),
        expected=f"column {meant + 1}, where {_key(lines[beside])} begins in line {beside + 1}",
        fix=f"put {by} before it" if shift > 0 else f"take away {by} before it",
        repair=_repair(shown, number, shift),
    )


def _repair(shown: str, number: int, shift: int) -> Repair:
    old, new = ("", " " * shift) if shift > 0 else (" " * -shift, "")
    return Repair((Replacement(shown, number + 1, 1, old, new),))


def _either(shown: str, lines: Sequence[str], number: int, choices: Sequence[int]) -> Finding:
    columns = " or ".join(
        f"column {start(lines[at]) + 1} below {_key(lines[at])} (line {at + 1})" for at in choices
    )
    return Finding(
        "E104",
        "this line does not begin where the lines that it belongs to begin",
        _place(shown, lines, number),
        fix=f"begin it in {columns}",
    )


def _place(shown: str, lines: Sequence[str], number: int) -> Place:
    match = ENTRY.match(lines[number])
    at = start(lines[number])
    length = len(match["key"]) if match else 1
    return Place(shown, number + 1, at + 1, lines[number], length)


def _key(line: str) -> str:
    match = ENTRY.match(line)
    return f'"{match["key"]}"' if match else "the text"
