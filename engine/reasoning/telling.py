"""How findings about the rules as a whole are worded, and where they point."""

from collections.abc import Sequence

from ..findings import Finding
from ..rules.model import Ruleset

_SHOWN = 3


def finding(
    ruleset: Ruleset,
    code: str,
    path: str,
    message: str,
    *,
    expected: str = "",
    found: str = "",
    fix: str = "",
) -> Finding:
    """A finding at the key of a part of the ruleset; of a condition, at the condition itself."""
    positions = ruleset.positions
    scalar = positions.scalars.get(path)
    place = positions.inside(path, 0, len(scalar.text)) if scalar else positions.place(path)
    return Finding(code, message, place, path, expected, found, fix)


def named(ids: Sequence[str]) -> str:
    """`"a"`, `"a" and "b"`, `"a", "b" and 4 more`."""
    quoted = [f'"{id}"' for id in ids]
    if len(quoted) > _SHOWN + 1:
        return f"{', '.join(quoted[:_SHOWN])} and {len(quoted) - _SHOWN} more"
    return " and ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `3rd`, `4th`, `11th`."""
    if number % 100 in {11, 12, 13}:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }".replace(" ", "")
