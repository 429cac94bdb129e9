"""Rounding half up, as people do it."""

import numpy as np

from .columns import Floats

_NOISE = 8
"""How many units in the last place a computed number may be off and still count as a half."""

_WHOLE = 2.0**52
"""From here on every float is a whole number."""

_FINE = 2.0**40
"""Below this, in units of the last decimal, the noise is less than `_CLOSE`."""

_CLOSE = 2.0**-8
"""Numbers this close below a half may be a half but for noise; all others are rounded by their digits alone."""

_COARSE = 2.0**50
"""From here on, in units of the last decimal, floats lie too far apart to be rounded to that decimal."""


def round_half_up(values: Floats, decimals: int) -> Floats:
    """Numbers rounded to so many decimals, halves away from zero; missing (NaN) stays missing.

    Float noise does not turn a half into less than one: 2.675, held as 2.67499999999999982, gives 2.68.
    Negative `decimals` round to tens, hundreds and so on.
    """
    factor = 10.0 ** abs(decimals)
    scaled = np.abs(values)
    scaled = (
        np.multiply(scaled, factor, out=scaled) if decimals >= 0 else np.divide(scaled, factor, out=scaled)
    )
    if bool((scaled >= _FINE).any()):
        whole = _whole(scaled)
        rounded = whole / factor if decimals >= 0 else whole * factor
        limit = _COARSE if decimals > 0 else _WHOLE
        rounded = np.where(scaled >= limit, np.abs(values), rounded)
    else:
        rounded = _whole_of_small(scaled)
        rounded = np.divide(rounded, factor, out=rounded) if decimals >= 0 else rounded * factor
    signed: Floats = np.copysign(rounded, values)
    np.add(signed, 0.0, out=signed)  # minus nothing is nothing
    return signed


def _whole(scaled: Floats) -> Floats:
    noise = np.minimum(_NOISE * np.spacing(scaled), 2.0**-4)
    whole: Floats = np.floor(scaled + 0.5 + noise)
    return whole


def _whole_of_small(scaled: Floats) -> Floats:
    """The same for numbers below `_FINE`: noise is looked at only where it can decide."""
    raised = scaled + 0.5
    whole = np.floor(raised)
    close = np.flatnonzero(np.subtract(raised, whole, out=raised) >= 1 - _CLOSE)
    if close.size:
        whole[close] = _whole(scaled[close])
    return whole
