"""What is asked of a condition, and what is known beside its expression."""

from enum import Enum

from .compiled import Compiled
from .demands import ALWAYS, Claim
from .possible import Possible, possible
from .types import Type


class Outcome(Enum):
    """What is asked of a condition; the opposites also hold where it is unknown."""

    TRUE = "true"
    FALSE = "false"
    NOT_TRUE = "not true"
    NOT_FALSE = "not false"


class World:
    """What is known beside an expression itself: nothing, in this one.

    `as_of` is the day the model looks from, in days since 1970-01-01, where it is known.
    """

    as_of: float | None = None

    def possible(self, name: str, found: Type) -> Possible:
        """The values that a name can have."""
        return possible(found, missing=name != "as_of")

    def definition(self, name: str) -> Compiled | None:  # noqa: ARG002
        """The expression that a name stands for exactly."""
        return None

    def truth(self, name: str, outcome: Outcome) -> Claim | None:  # noqa: ARG002
        """What it takes for a name that stands for a condition."""
        return None

    def among(self, name: str, allowed: Possible) -> Claim:  # noqa: ARG002
        """What else holds where a name has one of these values."""
        return ALWAYS
