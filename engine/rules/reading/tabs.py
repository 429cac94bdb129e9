"""Tabs at the beginning of lines, and as many blanks in their place as the lines beside them have."""

import re
from collections.abc import Iterator, Sequence

import yaml

from ...findings import Repair, Replacement
from .lines import above, below, opens_block, says_something, start

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WITH_TABS = re.compile(r" *\t[ \t]*(?=[^\s#])")
_WIDTHS = (2, 4, 8)
"""How wide editors show a tab."""


def blanks_for_tabs(shown: str, lines: Sequence[str]) -> Repair | None:
    """Blanks for every tab at the beginning of a line of the file.

    None where the file cannot be read with any number of blanks that a tab may stand for, or where it would say
    one thing with two blanks a tab and another with four or eight.
    """
    tabs = {number: match[0] for number, line in enumerate(lines) if (match := _WITH_TABS.match(line))}
    found: dict[tuple[object, ...], list[str]] = {}
    for blanks in _candidates(tabs, lines):
        mended = [
            blanks.get(number, "") + line[len(tabs.get(number, "")) :] for number, line in enumerate(lines)
        ]
        said = _said(mended) if _stands_below(blanks, mended) else None
        if said is not None:
            found.setdefault(said, [blanks[number] for number in tabs])
    if len(found) != 1:
        return None
    (blanks_of,) = found.values()
    pairs = zip(tabs.items(), blanks_of, strict=True)
    return Repair(tuple(Replacement(shown, number + 1, 1, old, new) for (number, old), new in pairs))


def _candidates(tabs: dict[int, str], lines: Sequence[str]) -> Iterator[dict[int, str]]:
    for width in _WIDTHS:
        yield {number: " " * len(old.expandtabs(width)) for number, old in tabs.items()}
    columns = {_column_below(number, tabs, lines) for number in tabs}
    if len(set(tabs.values())) == 1 and 0 not in columns:
        yield {number: " " * _column_below(number, tabs, lines) for number in tabs}


def _column_below(number: int, tabs: dict[int, str], lines: Sequence[str]) -> int:
    """Where the next line without tabs begins; 0 where none follows."""
    after = next((at for at in below(lines, number) if at not in tabs), None)
    return start(lines[after]) if after is not None else 0


def _stands_below(blanks: dict[int, str], lines: Sequence[str]) -> bool:
    """Whether each line stands further in than a key above it that has no value of its own."""
    return all(_is_further_in(lines, number, next(above(lines, number), None)) for number in blanks)


def _is_further_in(lines: Sequence[str], number: int, before: int | None) -> bool:
    if before is None or not opens_block(lines[before]) or lines[number].lstrip().startswith("-"):
        return True
    return start(lines[number]) > start(lines[before])


def _said(lines: Sequence[str]) -> tuple[object, ...] | None:
    """What a file says as YAML, whatever its blanks; None where it cannot be read."""
    text = "\n".join(line for line in lines if says_something(line))
    try:
        return tuple(
            (type(event).__name__, getattr(event, "value", None))
            for event in yaml.parse(text, Loader=_LOADER)
        )
    except yaml.YAMLError:
        return None
