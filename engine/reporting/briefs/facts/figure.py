"""A value that has not been written down yet, with what it takes to write it in any language."""

from dataclasses import dataclass

from ....analysis.glossary import Shape
from ....rules.model.texts import Text


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and how it is written. Dates are ISO text; a `percent` is a fraction; None is missing.

    `source` is the id of the metric, field or rule that it comes from, so that every figure can be traced.
    """

    value: float | str | bool | tuple[str, ...] | None
    shape: Shape = "number"
    unit: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A figure with its title."""

    title: Text
    figure: Figure
