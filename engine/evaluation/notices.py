"""What the evaluation has to tell: values that could not be computed or that no rule covers."""

from collections.abc import Mapping

from ..findings import Finding
from ..rules.model import Ruleset

_SHOWN = 5


def overflow(ruleset: Ruleset, path: str, count: int, rows: str) -> Finding:
    """A result of 2⁶³ or more, which is kept as missing."""
    return Finding(
        code="W551",
        message=f"a result was too large to compute and is missing for {counted(count, rows)}",
        place=ruleset.positions.place(path),
        path=path,
        expected="numbers below 9,223,372,036,854,775,808",
        found=f"{counted(count, rows)} with a larger result",
        fix="look for a wrong unit or a mistyped number in the data, or multiply less",
    )


def unlisted(ruleset: Ruleset, path: str, accounts: Mapping[str, int]) -> Finding:
    """Values without points of their own, where there is no `otherwise`; each with its number of accounts."""
    count = sum(accounts.values())
    return Finding(
        code="W552",
        message=f"{counted(count, 'accounts')} with a value that is not in the points of this criterion",
        place=ruleset.positions.place(path),
        path=path,
        expected="points for every value, or for the rest",
        found=f"{_commonest(accounts)}, without points, so the value counts as missing",
        fix='list the values, or add "otherwise: 0"',
    )


def _commonest(accounts: Mapping[str, int]) -> str:
    """The values that most accounts have, of equally common ones the first in the alphabet; and how many more there are."""
    ordered = sorted(accounts.items(), key=lambda item: (-item[1], item[0]))
    shown = ", ".join(f'"{value}" ({count:,})' for value, count in ordered[:_SHOWN])
    return shown if len(ordered) <= _SHOWN else f"{shown} and {len(ordered) - _SHOWN} more"


def below_bands(ruleset: Ruleset, path: str, count: int) -> Finding:
    """Values below the first band."""
    return Finding(
        code="W553",
        message=f"{counted(count, 'accounts')} with a value below the first band of this criterion",
        place=ruleset.positions.place(path),
        path=path,
        expected='a first band without "from", which takes everything below',
        found="no band for these values, so they count as missing",
        fix='begin the bands with "{points: 0}"',
    )


def without_segment(ruleset: Ruleset, path: str, count: int) -> Finding:
    """Accounts that a segmentation is for, but that fit none of its segments."""
    return Finding(
        code="W554",
        message=f"{counted(count, 'accounts')} without a segment",
        place=ruleset.positions.place(path),
        path=path,
        expected="a segment for every account that the segmentation is for",
        found="no rule that is certainly true for them",
        fix='add a last segment with "otherwise: true"',
    )


def not_found(ruleset: Ruleset, path: str, count: int, table: str) -> Finding:
    """Accounts whose value a reference table does not have."""
    return Finding(
        code="W555",
        message=f"{counted(count, 'accounts')} with a value that {table} does not have",
        place=ruleset.positions.place(path),
        path=path,
        expected=f"a row of {table} for every value",
        found="no row, so the value is missing",
        fix=f"add the rows to {table}, or correct the values of the accounts",
    )


def counted(count: int, rows: str) -> str:
    """`1 account`, `1,200 accounts`."""
    return f"{count:,} {rows}" if count != 1 else f"1 {rows.removesuffix('s')}"
