"""A picture as HTML: the whole page once, then only its changing part."""

from typing import Any

from ..findings import Finding, Severity
from ..reporting.briefs.environment import sandbox_of
from ..reporting.briefs.links import Links
from ..reporting.briefs.sandbox import Sandbox, Sources
from ..reporting.briefs.view import View
from ..reporting.briefs.writer import Writer
from ..reporting.comparison.gathering import sheet
from ..reporting.comparison.html import comparison_values
from .picture import Picture

MOVERS = 50
"""So many movers of each segmentation are shown."""


class Page:
    """Writes pictures in a language. Every text of rules and data in them is escaped."""

    def __init__(self, name: str, language: str) -> None:
        self.name = name
        self.language = language

    def whole(self, picture: Picture) -> str:
        """The page that a browser opens; it asks for the changing part itself whenever that changes."""
        return self._sandbox(picture).rendered("watch.html.j2", self._values(picture))

    def part(self, picture: Picture) -> str:
        """The part that changes."""
        return self._sandbox(picture).rendered("watch_picture.html.j2", self._values(picture))

    def _writer(self, picture: Picture) -> Writer:
        return Writer(self.language, picture.facts.header.currency if picture.facts else "EUR")

    def _sandbox(self, picture: Picture) -> Sandbox:
        return sandbox_of("html", Sources(), self._writer(picture))

    def _values(self, picture: Picture) -> dict[str, Any]:
        return {
            "name": self.name,
            "language": self.language,
            "broken": picture.broken,
            "counts": self._counts(picture),
            "findings": [_told(finding) for finding in picture.findings],
            "index": self._index(picture),
            "diff": self._diff(picture),
            "beside": picture.beside,
        }

    def _counts(self, picture: Picture) -> dict[str, int]:
        return {str(each): sum(found.severity is each for found in picture.findings) for each in Severity}

    def _index(self, picture: Picture) -> dict[str, Any] | None:
        """What the index of a run says, without links: there are no briefs to follow them to."""
        if picture.facts is None:
            return None
        return View(picture.facts, self._writer(picture), Links("html", {}, {})).index()

    def _diff(self, picture: Picture) -> dict[str, Any] | None:
        return (
            None
            if picture.review is None
            else comparison_values(sheet(picture.review, self.language, MOVERS))
        )


def _told(finding: Finding) -> dict[str, Any]:
    """A finding with the line that it is about, cut before and behind the fault."""
    place = finding.place
    line, start = place.excerpt or "", (place.column or 1) - 1
    parts = {
        "before": line[:start].lstrip(),
        "at": line[start : start + place.length],
        "after": line[start + place.length :],
    }
    words = {name: getattr(finding, name) for name in ("code", "message", "expected", "found", "fix", "path")}
    return {**words, "severity": str(finding.severity), "place": str(place), **parts}
