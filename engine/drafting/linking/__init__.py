"""How the files belong together: which one lists the accounts, and how the rows of the others reach them."""

from .links import Link
from .scheme import Scheme, Seat, arrange

__all__ = ["Link", "Scheme", "Seat", "arrange"]
