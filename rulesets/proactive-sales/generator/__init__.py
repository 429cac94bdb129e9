"""An invented industrial distributor: its accounts, orders, deals and sheets, from one seed."""

from .planted import Planted, Truth
from .world import World, build

__all__ = ["Planted", "Truth", "World", "build"]
