"""A ruleset's files mended: the repairs that its findings carry, tried before anything is written."""

from .rounds import Mended, mend, own_file
from .writing import difference, write

__all__ = ["Mended", "difference", "mend", "own_file", "write"]
