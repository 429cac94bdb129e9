"""What a value can still be, after some comparisons."""

import ast
import math
from dataclasses import dataclass, replace

from .types import Type


@dataclass(frozen=True, slots=True)
class Range:
    """A stretch of numbers, its ends in it or not, and the texts that are possible (None: any).

    `missing` is whether the value is asked to be missing, None while it is not asked.
    """

    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False
    texts: frozenset[str] | None = None
    without: frozenset[float | str] = frozenset()
    missing: bool | None = None
    empty: bool = False

    @classmethod
    def of(cls, found: Type, *, certain: bool) -> "Range":
        """All values of a type; `certain` for a value that is never missing."""
        return cls(
            low=-math.inf if found.min is None else found.min,
            high=math.inf if found.max is None else found.max,
            texts=None if found.values is None else frozenset(found.values),
            missing=False if certain else None,
        )

    def asked(self, operator: type[ast.cmpop], other: Type, *, exact: bool) -> "Range":
        """What is left when a comparison with a value of another type holds; `exact` if that type is one value."""
        if operator in {ast.Is, ast.IsNot}:
            return self.asked_missing(missing=operator is ast.Is)
        here = self.asked_missing(missing=False)
        low = -math.inf if other.min is None else other.min
        high = math.inf if other.max is None else other.max
        if operator in {ast.Lt, ast.LtE}:
            return here.between(high=high, high_open=operator is ast.Lt)
        if operator in {ast.Gt, ast.GtE}:
            return here.between(low=low, low_open=operator is ast.Gt)
        texts = None if other.values is None else frozenset(other.values)
        if operator in {ast.Eq, ast.In}:
            return here.between(low=low, high=high).within(texts)
        return here.apart(texts, low, high) if exact else here

    def within(self, texts: frozenset[str] | None) -> "Range":
        """Only these texts; None for any."""
        if texts is None:
            return self
        left = (texts if self.texts is None else self.texts & texts) - self.without
        return replace(self, texts=left, empty=self.empty or not left)

    def asked_missing(self, *, missing: bool) -> "Range":
        """After asking whether the value is missing."""
        return replace(self, missing=missing, empty=self.empty or self.missing not in {None, missing})

    def between(
        self,
        low: float = -math.inf,
        high: float = math.inf,
        *,
        low_open: bool = False,
        high_open: bool = False,
    ) -> "Range":
        """Only the numbers of a stretch."""
        found = self
        if (low, low_open) > (self.low, self.low_open):
            found = replace(found, low=low, low_open=low_open)
        if (-high, high_open) > (-self.high, self.high_open):
            found = replace(found, high=high, high_open=high_open)
        return found.checked()

    def apart(self, texts: frozenset[str] | None, low: float, high: float) -> "Range":
        """All but the texts of a list, or but a single number."""
        if texts is not None:
            return replace(self, without=self.without | texts).within(self.texts)
        return replace(self, without=self.without | {low}).checked() if low == high else self

    def checked(self) -> "Range":
        """Marked as empty where no number is left."""
        point = self.low == self.high
        shut = self.low > self.high or (
            point and (self.low_open or self.high_open or self.low in self.without)
        )
        return replace(self, empty=self.empty or shut)
