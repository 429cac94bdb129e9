"""Where the parameters of a ruleset are used."""

from collections.abc import Mapping

from ...rules.editing.kinds import NUMBERS, kind_at
from .place_names import place_name
from .speaker import Speaker


def uses_of(speaker: Speaker) -> Mapping[str, tuple[str, ...]]:
    """Per parameter the parts of the ruleset that use it, in expressions or as a number, each once."""
    found: dict[str, dict[str, None]] = {}
    for path, compiled in speaker.plan.expressions.items():
        for name in compiled.constants:
            found.setdefault(name, {})[place_name(path, speaker)] = None
    rules = speaker.ruleset
    for path, scalar in rules.positions.scalars.items():
        keys = tuple(path.split("."))
        if scalar.text in rules.parameters and keys[0] != "parameters" and kind_at(keys).name in NUMBERS:
            found.setdefault(scalar.text, {})[place_name(path, speaker)] = None
    return {name: tuple(places) for name, places in found.items()}
