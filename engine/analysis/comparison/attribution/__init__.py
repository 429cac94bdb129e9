"""Which edit moved which account."""

from .attribution import Attribution, attribute
from .effects import Cancelled, Contribution, Effect
from .units import Grain, Unit
from .verdicts import Verdict, Verdicts
from .weight import can_move

__all__ = [
    "Attribution",
    "Cancelled",
    "Contribution",
    "Effect",
    "Grain",
    "Unit",
    "Verdict",
    "Verdicts",
    "attribute",
    "can_move",
]
