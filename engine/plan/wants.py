"""What a test wants to come out, and whether what came out is that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from operator import ge, gt, le, lt
from typing import Any, TypeAlias

Plain: TypeAlias = str | float | bool | date | tuple[str, ...] | None
"""One value as people say it; None where it is missing, ids of segments where there may be several."""

NOISE = 5e-7
"""Half of what metrics are rounded to: a difference that no report can show."""

SIGNS: Mapping[str, Any] = {">=": ge, "<=": le, ">": gt, "<": lt}


@dataclass(frozen=True, slots=True)
class Equals:
    """The value itself, within `tolerance` where it is a number; None for a missing one."""

    value: str | float | bool | date | None
    tolerance: float = 0.0

    def holds(self, found: Plain) -> bool:
        if is_number(self.value) and is_number(found):
            return bool(abs(found - self.value) <= self.tolerance + NOISE)  # type: ignore[operator]
        return found == self.value and isinstance(found, bool) == isinstance(self.value, bool)


@dataclass(frozen=True, slots=True)
class Compares:
    """A number or date on one side of a bound. A missing value is on neither."""

    sign: str
    bound: float | date

    def holds(self, found: Plain) -> bool:
        return _comparable(found, self.bound) and bool(SIGNS[self.sign](found, self.bound))


@dataclass(frozen=True, slots=True)
class LiesBetween:
    """A number or date from `low` to `high`, both inclusive."""

    low: float | date
    high: float | date

    def holds(self, found: Plain) -> bool:
        return _comparable(found, self.low) and self.low <= found <= self.high  # type: ignore[operator]


@dataclass(frozen=True, slots=True)
class Differs:
    """Another value than this one, also none at all; of several, that this one is not among them."""

    value: str

    def holds(self, found: Plain) -> bool:
        return self.value not in found if isinstance(found, tuple) else found != self.value


@dataclass(frozen=True, slots=True)
class Includes:
    """That an id is among several."""

    id: str

    def holds(self, found: Plain) -> bool:
        return isinstance(found, tuple) and self.id in found


@dataclass(frozen=True, slots=True)
class Consists:
    """These ids and no others, in any order."""

    ids: frozenset[str]

    def holds(self, found: Plain) -> bool:
        return isinstance(found, tuple) and frozenset(found) == self.ids


Want: TypeAlias = Equals | Compares | LiesBetween | Differs | Includes | Consists


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _comparable(found: Plain, bound: float | date) -> bool:
    return isinstance(found, date) if isinstance(bound, date) else is_number(found)
