"""Rounding half up, as people do it."""

import numpy as np

from .columns import Floats

_NOISE = 8
"""How many units in the last place a computed number may be off and still count as a half."""

_WHOLE = 2.0**52
"""From here on every float is a whole number."""

_COARSE = 2.0**50
"""From here on, in units of the last decimal, floats lie too far apart to be rounded to that decimal."""


def round_half_up(values: Floats, decimals: int) -> Floats:
    """Numbers rounded to so many decimals, halves away from zero; missing (NaN) stays missing.

    Float noise does not turn a half into less than one: 2.675, held as 2.67499999999999982, gives 2.68.
    Negative `decimals` round to tens, hundreds and so on.
    """
    factor = 10.0 ** abs(decimals)
    scaled = np.abs(values) * factor if decimals >= 0 else np.abs(values) / factor
    noise = np.minimum(_NOISE * np.spacing(scaled), 2.0**-4)
    whole = np.floor(scaled + 0.5 + noise)
    rounded = whole / factor if decimals >= 0 else whole * factor
    limit = _COARSE if decimals > 0 else _WHOLE
    rounded = np.where(scaled >= limit, np.abs(values), rounded)
    return np.where(values < 0, -rounded, rounded) + 0.0
