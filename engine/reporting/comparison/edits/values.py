"""Values of a ruleset as people read them: numbers of their language, shares as percentages, steps, cells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ....rules.building.part import as_text, percentage
from ....rules.editing.kinds import EXPRESSIONS, NUMBERS, kind_at
from ....rules.model import Constant
from ....rules.nodes import Map, Node, Scalar, Sequence, plain
from ...languages import Translator, translator
from ...values import format_value
from .marks import code, name
from .marks import plain as cleaned
from .rules import Rules
from .things import Path
from .titles import Titles


@dataclass(frozen=True, slots=True)
class Values:
    """Writes what stands at a path; `rules` tell its conditions, `titles` name its parts."""

    language: str
    rules: Rules
    titles: Titles

    @property
    def _(self) -> Translator:
        return translator(self.language)

    def told(self, node: Node, path: Path) -> str:
        """A value, by what the language has at its place."""
        kind = kind_at(path).name
        if path[-1] == "at":
            return self.cells(node, path)
        if path == ("as_of",) and isinstance(node, Scalar):
            return self.day(node, path)
        if kind == "text":
            return self.quoted(as_text(node).in_language(self.language))
        if isinstance(node, Sequence):
            return self.listed(node, path)
        if isinstance(node, Map):
            return code(_written(node))
        return _SCALARS.get(kind, Values.worded)(self, node, path)

    def number(self, node: Scalar, path: Path) -> str:
        """A number; a share as a percentage; a parameter by its name, with what it stands for."""
        value = node.value if isinstance(node.value, int | float) else percentage(node.text)
        if value is not None:
            share = kind_at(path).name == "share" or not isinstance(node.value, int | float)
            return self.figure(value, "percent" if share else "number")
        meant = self._parameter(node.text)
        return f"{code(node.text)} ({meant})" if meant else code(node.text)

    def figure(self, value: float, kind: str = "number") -> str:
        return format_value(float(value), kind, self.language)

    def _parameter(self, id_: str) -> str:
        known: Mapping[str, Constant] = {
            **self.rules.old.ruleset.parameters,
            **self.rules.new.ruleset.parameters,
        }
        value = known.get(id_)
        return self.figure(value) if isinstance(value, int | float) else ""

    def points(self, node: Scalar, path: Path) -> str:
        """Points with their unit."""
        count = node.value if isinstance(node.value, int | float) else 2
        return self._.plural("{count} point", "{count} points", count, count=self.number(node, path))

    def formula(self, node: Scalar, path: Path) -> str:
        return self.rules.told(node.text, path)

    def worded(self, node: Scalar, path: Path) -> str:  # noqa: ARG002 - as all that tell a scalar
        """A word of the language or of the ruleset, as it is written."""
        if isinstance(node.value, bool):
            return format_value(node.value, "boolean", self.language)
        return name(node.text)

    def constant(self, node: Scalar, path: Path) -> str:
        return (
            self.worded(node, path)
            if node.quoted or isinstance(node.value, bool)
            else self._unquoted(node, path)
        )

    def _unquoted(self, node: Scalar, path: Path) -> str:
        numeric = isinstance(node.value, int | float) or percentage(node.text) is not None
        return self.number(node, path) if numeric else self.worded(node, path)

    def day(self, node: Scalar, path: Path) -> str:
        try:
            return format_value(date.fromisoformat(node.text), "date", self.language)
        except ValueError:
            return self.worded(node, path)

    def span(self, node: Scalar, path: Path) -> str:
        """A span of time, or how long ago it ended."""
        count, _, rest = node.text.partition(" ")
        unit, _, ago = rest.partition(" ")
        if not count.isdecimal() or unit.rstrip("s") not in ("day", "week", "month", "year"):
            return self.worded(node, path)
        told = self._span(int(count), unit.rstrip("s"))
        return self._("{span} ago", span=told) if ago else told

    def _span(self, count: int, unit: str) -> str:
        _, figure = self._, self.figure(count, "integer")
        told = {
            "day": _.plural("{count} day", "{count} days", count, count=figure),
            "week": _.plural("{count} week", "{count} weeks", count, count=figure),
            "month": _.plural("{count} month", "{count} months", count, count=figure),
            "year": _.plural("{count} year", "{count} years", count, count=figure),
        }
        return told[unit]

    def quoted(self, text: str) -> str:
        return self._("“{text}”", text=cleaned(text))

    def listed(self, node: Sequence, path: Path) -> str:
        """A list with commas; steps and rules with their points."""
        each = {"bands": self.band, "rules": self.rule}.get(path[-1])
        if path[-1] == "scale":
            return self.line(node, path)
        told = (each(item, path) if each else self.told(item, (*path, "0")) for item in node.items)
        return ("; " if each else ", ").join(told)

    def line(self, node: Sequence, path: Path) -> str:
        """A straight line of points between two values; for a field the values that it runs between."""
        low, high = (self.number(item, (*path, "0")) for item in node.items if isinstance(item, Scalar))
        if path[0] == "tables":
            return self._("{low} to {high}", low=low, high=high)
        return self._("0 points at {low}, 100 at {high}", low=low, high=high)

    def band(self, node: Node, path: Path) -> str:
        """A step: where it begins, and its points."""
        points = self._part(node, "points", path, self.points)
        start = self._part(node, "from", path, self.number)
        if not start:
            return self._("below the first step: {points}", points=points)
        return self._("from {start}: {points}", start=start, points=points)

    def rule(self, node: Node, path: Path) -> str:
        """A rule for points: its condition, and its points."""
        points = self._part(node, "points", path, self.points)
        return self._(
            "where {rule}: {points}", rule=self._part(node, "when", path, self.formula), points=points
        )

    def _part(self, node: Node, key: str, path: Path, told: Callable[[Scalar, Path], str]) -> str:
        value = node.get(key) if isinstance(node, Map) else None
        return told(value, (*path, "0", key)) if isinstance(value, Scalar) else ""

    def cells(self, node: Node, path: Path) -> str:
        """Cells of a matrix: the levels of each axis."""
        if isinstance(node, Scalar):
            _ = self._
            return {"knocked_out": _("knocked out"), "unrated": _("unrated")}.get(node.text, code(node.text))
        items = node.items if isinstance(node, Sequence) else (node,)
        return "; ".join(self._cell(item, path) for item in items if isinstance(item, Map))

    def _cell(self, node: Map, path: Path) -> str:
        axes = ((axis, entry.value) for axis, entry in node.entries.items())
        return ", ".join(self._levels(axis, levels, path) for axis, levels in axes)

    def _levels(self, axis: str, levels: Node, path: Path) -> str:
        place = (*path[:2], "axes", axis)
        items = levels.items if isinstance(levels, Sequence) else (levels,)
        told = (self.titles.plain((*place, item.text)) for item in items if isinstance(item, Scalar))
        return f"{self.titles.axis(place)} {' / '.join(told)}"


def _written(node: Node) -> str:
    """A map on one line, as a reader of YAML knows it."""
    value = plain(node)
    return (
        ", ".join(f"{key}: {each}" for key, each in value.items()) if isinstance(value, dict) else str(value)
    )


_SCALARS: Mapping[str, Callable[[Values, Scalar, Path], str]] = {
    **dict.fromkeys(NUMBERS, Values.number),
    **dict.fromkeys(EXPRESSIONS, Values.formula),
    "points": Values.points,
    "parameter": Values.constant,
    "date": Values.day,
    "duration": Values.span,
    "ago": Values.span,
    "string": Values.worded,
}
