"""How each language says what an expression says."""

from .en import ENGLISH
from .nl import DUTCH
from .phrases import Phrases
from .sv import SWEDISH

PHRASES: dict[str, Phrases] = {"en": ENGLISH, "nl": DUTCH, "sv": SWEDISH}

__all__ = ["PHRASES", "Phrases"]
