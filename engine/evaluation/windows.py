"""Which rows of a block a metric's window holds."""

import numpy as np

from ..expressions.columns import Floats, Mask
from ..plan.windows import Window


def holds(window: Window, days: Floats) -> Mask:
    """Where a date is in the window; a missing date is in none."""
    inside: Mask = days <= window.end
    return inside if window.start is None else np.logical_and(inside, days > window.start)
