"""The carrier: groups rows by account and reduces plain columns, on whichever data frames are installed.

It knows no rule: a column is whole numbers or floats without missing values, a reduction is one of six words. It is
reached through Narwhals alone, which covers all of it, so no data frame library has code of its own here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Literal, TypeAlias

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from ..expressions.columns import Index
from ..findings import Finding, SiktaError
from ..findings.nearest import nearest

Values: TypeAlias = NDArray[Any]
"""Of int64 or float64."""

Name: TypeAlias = Literal["pandas", "polars"]
How: TypeAlias = Literal["sum", "min", "max", "median", "distinct"]

CARRIERS: Mapping[Name, str] = {"pandas": "pandas", "polars": "sikta[fast]"}
"""The carriers, each with what to install for it."""

REDUCTIONS: Mapping[How, Any] = {
    "sum": nw.Expr.sum,
    "min": nw.Expr.min,
    "max": nw.Expr.max,
    "median": nw.Expr.median,
    "distinct": nw.Expr.n_unique,
}


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A column of rows, what to reduce it with, and what it is called in the result."""

    name: str
    how: How
    values: Values


@dataclass(frozen=True, slots=True, eq=False)
class Grouped:
    """Reduced columns, one value for each of `accounts`, which are those that have rows."""

    accounts: Index
    values: Mapping[str, Values]

    def spread(self, name: str, size: int) -> NDArray[np.float64]:
        """A reduced column at its place among all `size` accounts; missing for the others."""
        spread = np.full(size, np.nan)
        spread[self.accounts] = self.values[name]
        return spread


@dataclass(frozen=True, slots=True)
class Carrier:
    """An installed library of data frames."""

    name: Name

    @classmethod
    def named(cls, name: str) -> "Carrier":
        """The carrier of that name. Raises SiktaError where it is unknown or not installed."""
        known: Name | None = next((carrier for carrier in CARRIERS if carrier == name), None)
        if known is None:
            raise SiktaError([_unknown(name)])
        if find_spec(known) is None:
            raise SiktaError([_not_installed(known)])
        return cls(known)

    def group(self, account: Index, parts: Sequence[Part]) -> Grouped:
        """Each part reduced over the rows of each account; `account` is the row number of each row's account."""
        columns = {part.name: part.values for part in parts}
        frame = nw.from_dict({"account": account, **columns}, backend=self.name)
        reductions = [REDUCTIONS[part.how](nw.col(part.name)) for part in parts]
        reduced = frame.group_by("account").agg(*reductions)
        return Grouped(reduced["account"].to_numpy(), {name: reduced[name].to_numpy() for name in columns})


def _unknown(name: str) -> Finding:
    close = nearest(name, CARRIERS)
    return Finding(
        code="E551",
        message=f'there is no carrier "{name}"',
        expected=" or ".join(CARRIERS),
        found=name,
        fix=f'did you mean "{close}"?' if close else 'leave it out to use "pandas"',
    )


def _not_installed(name: Name) -> Finding:
    return Finding(
        code="E552",
        message=f'the carrier "{name}" is not installed',
        expected=f"{name} beside sikta",
        found="only what sikta installs by itself",
        fix=f'run: pip install "{CARRIERS[name]}", or use the carrier "pandas"',
    )
