"""A number of a ruleset that a business person may turn."""

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from ..nodes import Scalar
from .edit import Edit


class DialKind(StrEnum):
    """What a number decides, in the word that people choose it by."""

    LEVEL = "level"  # where a level of a matrix begins
    WEIGHT = "weight"
    BAND = "band"  # where a band of a criterion begins
    SCALE = "scale"  # an end of a scale
    THRESHOLD = "threshold"  # a number in a comparison of an expression
    PARAMETER = "parameter"
    TIER = "tier"  # how far a tier reaches, or where it begins
    COMPLETENESS = "completeness"
    TOLERANCE = "tolerance"
    CUT = "cut"  # a bound of RFM
    POINTS = "points"
    WINDOW = "window"  # the span of days that a metric looks at


@dataclass(frozen=True, slots=True)
class Limits:
    """What a number may become: from `low` to `high`, and strictly between its neighbours `above` and `below`."""

    low: float = -math.inf
    high: float = math.inf
    above: float = -math.inf
    below: float = math.inf

    def hold(self, value: float) -> bool:
        return self.low <= value <= self.high and self.above < value < self.below


@dataclass(frozen=True, slots=True)
class Dial:
    """A number where it stands in the merged tree.

    `path` leads to the value; for a number inside an expression to the whole expression, with the number's place in it
    in `span` (offset and length in characters) and the comparison that it stands in as `excerpt`. `value` is what the engine counts with: 0.8 for `80%`. `whole` numbers
    are turned by whole steps, as what they count comes in wholes. `unit` is that of what it is compared with. `parts`
    are the parts of the plan that use it (`scores.pain`, `knockouts`), `uses` the paths of a parameter's users. `of` is the expression that it is compared with, `reach` what
    that can be at all: a number within it is not turned beyond it.
    """

    path: tuple[str, ...]
    kind: DialKind
    value: float
    node: Scalar
    limits: Limits = Limits()
    whole: bool = False
    unit: str | None = None
    span: tuple[int, int] | None = None
    excerpt: str = ""
    parts: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    of: str = ""
    reach: Limits = Limits()

    @property
    def name(self) -> str:
        """The path as findings write it; a number inside an expression with its place there."""
        return ".".join(self.path) + (f"@{self.span[0]}" if self.span else "")

    @property
    def is_share(self) -> bool:
        """Whether it is written as a percentage."""
        return self.node.text.rstrip().endswith("%") and self.span is None

    def shifted(self, share: float) -> float | None:
        """The value moved by a share of itself (0.1: 10% up), by at least 1 where it is whole.

        None where it cannot be moved: it is 0, would pass its limits, or would leave what there can be.
        """
        step = abs(self.value * share)
        if self.whole:
            step = max(1.0, math.floor(step + 1e-9))
        moved = float(f"{self.value + math.copysign(step, self.value * share):.10g}")
        allowed = self.limits.hold(moved) and (self.reach.hold(moved) or not self.reach.hold(self.value))
        return moved if self.value and allowed else None

    def turned(self, value: float) -> Edit:
        """The edit that puts another value in its place, written in the same way."""
        return Edit(self.path, self.node, self._with(value))

    def _with(self, value: float) -> Scalar:
        if self.span is not None:
            start, length = self.span
            text = f"{self.node.text[:start]}{written(value)}{self.node.text[start + length :]}"
            return replace(self.node, value=text, text=text, offsets=())
        if self.kind is DialKind.WINDOW:
            text = " ".join((written(value), *self.node.text.split()[1:]))
            return replace(self.node, value=text, text=text, offsets=())
        if self.is_share:
            text = f"{written(float(f'{value * 100:.10g}'))}%"
            return replace(self.node, value=text, text=text, offsets=())
        text = written(value)
        return replace(
            self.node, value=int(text) if text.lstrip("-").isdigit() else value, text=text, offsets=()
        )


def written(value: float) -> str:
    """A number as a person writes it in a ruleset: `5`, `0.25`, never `5.0` or `1e+06`."""
    if value == int(value):
        return str(int(value))
    return f"{value:.10f}".rstrip("0")
