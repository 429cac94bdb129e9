"""Carriers: the libraries that hold and sort many rows, in memory or on disk. They know no rule."""

from .carrier import Carrier, Store
from .choosing import Choice, choose
from .limits import Limits
from .registry import ENGINES, Engine, carrier_named

__all__ = ["ENGINES", "Carrier", "Choice", "Engine", "Limits", "Store", "carrier_named", "choose"]
