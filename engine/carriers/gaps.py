"""What the libraries lack, or do each in its own way, and how it is bridged so that all carriers give the same.

Each gap is bridged by one function, here or in the room it is named in. No rule is computed twice because of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from ..expressions.columns import Index
from .carrier import Values


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that libraries differ in: what they do, and the function (`room.module.name`) that makes it one."""

    what: str
    libraries: str
    bridge: str


GAPS: tuple[Gap, ...] = (
    Gap(
        "exact sums",
        "All add floats in the order in which they meet them, on several cores: the last digits change from run to run. "
        "Decimals are exact in DuckDB, slow in Polars, and missing in pandas.",
        "evaluation.addends.addends",
    ),
    Gap(
        "medians",
        "Of two middle values a and b, DuckDB gives a + (b - a) / 2, the others (a + b) / 2, which differ in the last "
        "digit; and DuckDB holds all values of a group in memory. So carriers only sort.",
        "evaluation.gathered.median",
    ),
    Gap(
        "distinct counts",
        "pandas leaves missing values out, Polars counts them, DuckDB leaves NULL out and counts NaN. So carriers only "
        "sort, and small vocabularies do not come to them at all.",
        "evaluation.gathered.distinct",
    ),
    Gap(
        "NaN, infinity and -0.0",
        "In order and in equality: NaN comes last or first, is equal to itself or not, and -0.0 is a value of its own or "
        "not. A store never holds one of them.",
        "carriers.gaps.plain",
    ),
    Gap(
        "row order",
        "Groups come in any order from Polars and DuckDB, and rows of one day in any order from all. Rows are sorted by "
        "account and value, so that rows that are equal there are equal.",
        "carriers.gaps.whole_accounts",
    ),
    Gap(
        "calendar months",
        "31 March less one month is 28 February, 3 March or an error. Spans are taken from a day once, in plain Python, and "
        "carriers only compare days.",
        "plan.windows.window_of",
    ),
)


def plain(values: Values) -> Values:
    """Values as a store takes them: 0.0 in place of -0.0. What is missing was left out before."""
    return values + 0.0 if values.dtype.kind == "f" else values


def whole_accounts(pieces: Iterable[tuple[Index, Values]]) -> Iterator[tuple[Index, Values]]:
    """Sorted rows in pieces that never part the rows of one account."""
    held: list[tuple[Index, Values]] = []
    for account, values in pieces:
        if not len(account):
            continue
        first = int(
            np.searchsorted(account, account[-1])
        )  # the last account's rows may go on in the next piece
        if first or (held and held[-1][0][-1] != account[0]):
            yield _joined([*held, (account[:first], values[:first])])
            held = []
        held.append((account[first:], values[first:]))
    if held:
        yield _joined(held)


def _joined(pieces: list[tuple[Index, Values]]) -> tuple[Index, Values]:
    accounts, values = zip(*pieces, strict=True)
    return np.concatenate(accounts), np.concatenate(values)
