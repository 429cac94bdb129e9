"""Numbers whose point was meant to part thousands, as `5.600` is written where a comma stands before decimals."""

import re

from ...findings import Repair
from ..rewriting import replaced
from .look import Look

_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+")


def thousands(
    look: Look, path: str, before: float, after: float | None = None
) -> tuple[str, Repair | None] | None:
    """How to write a number that stands between two others only without its point; None where that is not so.

    `before` is the number that it has to be above, `after` the one that it has to be below, where there is one.
    """
    scalar = look.ruleset.positions.scalars.get(path)
    if scalar is None or not _THOUSANDS.fullmatch(scalar.text):
        return None
    whole = scalar.text.replace(".", "")
    if not before < float(whole) or (after is not None and after > before and float(whole) >= after):
        return None
    return f"did you mean {whole}? A point stands before decimals", replaced(scalar, whole)
