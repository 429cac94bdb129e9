"""What a run would do and cost, for a terminal and for programs."""

from collections.abc import Callable, Mapping

from ...analysis.forecast import Forecast
from .record import plan_json
from .text import plan_text

FORMATS: Mapping[str, Callable[[Forecast, str], str]] = {"text": plan_text, "json": plan_json}
"""Every format, by its name on the command line; each takes the language too."""

__all__ = ["FORMATS", "plan_json", "plan_text"]
