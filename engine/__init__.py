"""The public face of sikta: load a ruleset, check it, evaluate it, explain it, render it.

Everything is imported when first asked for, so that `sikta --help` and `sikta check` stay quick.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .analysis.comparison import Review
    from .api import check, diff, evaluate, explain, load_ruleset, render
    from .evaluation.results import Results
    from .findings import Finding, Place, Severity, SiktaError
    from .rules.model import Ruleset

__all__ = [
    "Finding",
    "Place",
    "Results",
    "Review",
    "Ruleset",
    "Severity",
    "SiktaError",
    "check",
    "diff",
    "evaluate",
    "explain",
    "load_ruleset",
    "render",
]

_HOMES = {
    "Finding": "findings",
    "Place": "findings",
    "Severity": "findings",
    "SiktaError": "findings",
    "Ruleset": "rules.model",
    "Results": "evaluation.results",
    "Review": "analysis.comparison",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES.get(name, 'api')}", __name__), name)
