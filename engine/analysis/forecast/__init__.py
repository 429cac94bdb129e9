"""What a run will do and what it costs, said before anything is evaluated."""

from .forecast import Across, Forecast, Reading, Repeat, Selection, Walk
from .foreseeing import foresee

__all__ = ["Across", "Forecast", "Reading", "Repeat", "Selection", "Walk", "foresee"]
