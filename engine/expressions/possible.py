"""What a value can still be: texts, or stretches of numbers, and whether it may be missing."""

import math
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from .types import Kind, Type


@dataclass(frozen=True, slots=True)
class Words:
    """Texts: those that are listed, or with `others` all but those."""

    listed: frozenset[str]
    others: bool = False

    @property
    def empty(self) -> bool:
        return not (self.listed or self.others)

    def meet(self, other: "Words") -> "Words":
        """The texts that are in both."""
        if self.others and other.others:
            return Words(self.listed | other.listed, others=True)
        if self.others:
            return Words(other.listed - self.listed)
        return Words(self.listed - other.listed if other.others else self.listed & other.listed)

    def rest(self) -> "Words":
        """All other texts."""
        return Words(self.listed, others=not self.others)


class Span(NamedTuple):
    """A stretch of numbers, its ends in it unless they are open."""

    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False

    @property
    def empty(self) -> bool:
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def meet(self, other: "Span") -> "Span":
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, not_open = min((self.high, not self.high_open), (other.high, not other.high_open))
        return Span(low, high, low_open, not not_open)

    def whole(self) -> "Span":
        """The stretch between its first and its last whole number."""
        low = math.ceil(self.low) if math.isfinite(self.low) else self.low
        high = math.floor(self.high) if math.isfinite(self.high) else self.high
        return Span(low + (self.low_open and low == self.low), high - (self.high_open and high == self.high))


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers in stretches that ascend and do not touch; only whole ones where `whole`."""

    spans: tuple[Span, ...]
    whole: bool = False

    @classmethod
    def of(cls, low: float, high: float, *, low_open: bool = False, high_open: bool = False) -> "Numbers":
        return cls((Span(low, high, low_open, high_open),))

    @classmethod
    def points(cls, values: "frozenset[float]") -> "Numbers":
        return cls(tuple(Span(value, value) for value in sorted(values)))

    @property
    def empty(self) -> bool:
        return not self.spans

    def meet(self, other: "Numbers") -> "Numbers":
        """The numbers that are in both."""
        whole = self.whole or other.whole
        if len(self.spans) > len(other.spans):
            self, other = other, self  # noqa: PLW0642 - the longer one is walked inside
        met = [span for one in self.spans for two in other.spans if not (span := one.meet(two)).empty]
        if whole:
            met = [rounded for span in met if not (rounded := span.whole()).empty]
        return Numbers(tuple(sorted(met)), whole)

    def rest(self) -> "Numbers":
        """All other numbers."""
        spans, low, low_open = [], -math.inf, False
        for span in self.spans:
            spans.append(Span(low, span.low, low_open, not span.low_open))
            low, low_open = span.high, not span.high_open
        spans.append(Span(low, math.inf, low_open))
        return Numbers(tuple(span for span in spans if not span.empty and span.low < math.inf))

    @property
    def hull(self) -> Span:
        """From the first to the last of them; there is one at least."""
        first, last = self.spans[0], self.spans[-1]
        return Span(first.low, last.high, first.low_open, last.high_open)


Known: TypeAlias = Words | Numbers

ANY_NUMBER = Numbers((Span(),))
ANY_WORD = Words(frozenset(), others=True)
NO_WORD = Words(frozenset())
TRUE, FALSE = Words(frozenset({"true"})), Words(frozenset({"false"}))
EITHER = Words(frozenset({"true", "false"}))


@dataclass(frozen=True, slots=True)
class Possible:
    """What a value can be: `known` ones, or `missing`."""

    known: Known
    missing: bool = True

    @property
    def empty(self) -> bool:
        return not self.missing and self.known.empty

    def meet(self, other: "Possible") -> "Possible":
        known = self.known.meet(other.known)  # type: ignore[arg-type]  # of one variable both are of one kind
        return Possible(known, self.missing and other.missing)

    def never_missing(self) -> "Possible":
        return Possible(self.known, missing=False)


def possible(found: Type, *, missing: bool = True) -> Possible:
    """All values of a type, with the bounds that its contract gives."""
    if found.kind is Kind.BOOLEAN:
        return Possible(EITHER, missing)
    if found.kind in {Kind.NUMBER, Kind.DATE}:
        low = -math.inf if found.min is None else float(found.min)
        high = math.inf if found.max is None else float(found.max)
        bounds = Numbers((Span(low, high),), whole=found.integer or found.kind is Kind.DATE)
        return Possible(bounds.meet(ANY_NUMBER), missing)
    if found.values is not None:
        return Possible(Words(frozenset(found.values)), missing)
    return Possible(ANY_WORD, missing)
