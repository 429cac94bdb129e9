"""What the evaluation has to tell: values that could not be computed or that no rule covers."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from ..findings import Finding
from ..rules.model import Ruleset

_SHOWN = 5

Kind: TypeAlias = Literal[
    "overflow", "overflow of a group", "unlisted", "below bands", "without segment", "not found"
]


@dataclass(frozen=True, slots=True)
class Notice:
    """How many accounts something is to be told of, at a path of the ruleset.

    `values` are the different values concerned with their numbers of accounts, and `table` the one that lacks them,
    where the finding names them.
    """

    kind: Kind
    path: str
    count: int
    values: Mapping[str, int] = field(default_factory=dict)
    table: str = ""

    def and_of(self, others: "Notice") -> "Notice":
        """The same of these accounts and of others together."""
        values = Counter(self.values)
        values.update(others.values)
        return replace(self, count=self.count + others.count, values=dict(values))

    def finding(self, ruleset: Ruleset) -> Finding:
        """The notice in words."""
        return WORDS[self.kind](ruleset, self)


def distinct(notices: Iterable[Notice]) -> list[Notice]:
    """What was noticed about the same accounts, each thing once."""
    return list({(notice.kind, notice.path): notice for notice in notices}.values())


def together(*stretches: Iterable[Notice]) -> list[Notice]:
    """What was noticed about different accounts, added up."""
    found: dict[tuple[str, str], Notice] = {}
    for notice in (each for stretch in stretches for each in distinct(stretch)):
        before = found.get((notice.kind, notice.path))
        found[notice.kind, notice.path] = notice if before is None else before.and_of(notice)
    return list(found.values())


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


WORDS: Mapping[Kind, Callable[[Ruleset, Notice], Finding]] = {
    "overflow": lambda ruleset, told: overflow(ruleset, told.path, told.count, "accounts"),
    "overflow of a group": lambda ruleset, told: overflow(ruleset, told.path, told.count, "accounts"),
    "unlisted": lambda ruleset, told: unlisted(ruleset, told.path, told.values),
    "below bands": lambda ruleset, told: below_bands(ruleset, told.path, told.count),
    "without segment": lambda ruleset, told: without_segment(ruleset, told.path, told.count),
    "not found": lambda ruleset, told: not_found(ruleset, told.path, told.count, told.table),
}
