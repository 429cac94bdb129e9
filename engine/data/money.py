"""The money that rows carry, to say what a fault in the data costs."""

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from ..expressions.columns import Floats

_MANTISSA = 53
_HALF = 27
"""Bits of a half mantissa: so small that 2²⁶ of them add up exactly in float64."""


@dataclass(slots=True)
class Sum:
    """A sum without any rounding on the way: the same whatever the order of its terms and how they come in blocks.

    Terms are taken apart into their mantissa and their power of two, and mantissas of one power are added as integers.
    """

    powers: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, values: Floats) -> None:
        """Add up to 2²⁶ values; missing ones count as nothing."""
        fractions, powers = np.frexp(values[~np.isnan(values)])
        if not powers.size:
            return
        mantissas = np.ldexp(fractions, _MANTISSA).astype(np.int64)
        least = int(powers.min())
        for part, shift in ((mantissas >> _HALF, _HALF), (mantissas & (2**_HALF - 1), 0)):
            added = np.bincount(powers - least, weights=part)
            for place in np.flatnonzero(added).tolist():
                self.powers[least + place - _MANTISSA + shift] += int(added[place])

    def total(self) -> float:
        """The sum, rounded once to the nearest float64 and then to 6 decimals."""
        exact = sum((Fraction(2) ** power * count for power, count in self.powers.items()), Fraction(0))
        return round(float(exact), 6)
