"""The shape of a ruleset checked: every complaint of the schema, once, in plain words."""

import re
from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from ...findings import Finding
from ..nodes import Map, plain
from .complaint import Complaint
from .complaints import findings_of
from .schema import complaints

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_Spot: TypeAlias = tuple[str | None, int | None, int | None]


def check_shape(root: Map, known: Iterable[Finding] = ()) -> tuple[Finding, ...]:
    """Everything in which a tree differs from the language, in order of reading.

    `known` are the faults that reading met: a value that could not be read has no other fault.
    """
    unread = {(finding.place.file, finding.place.line, finding.place.column) for finding in known}
    found = dict.fromkeys(
        finding for error in complaints(plain(root)) for finding in _told(error, root, unread)
    )
    return tuple(sorted(_without_echoes(found), key=lambda finding: finding.sort_key()))


def _told(error: "ValidationError", root: Map, unread: Container[_Spot]) -> Iterator[Finding]:
    complaint = Complaint.of(error, root)
    place = complaint.node.place
    if (place.file, place.line, place.column) in unread:
        return
    yield from findings_of(complaint)


def _without_echoes(findings: dict[Finding, None]) -> Iterator[Finding]:
    """A key that was misspelt is not missing as well: one fault, one finding."""
    meant = {(_above(finding.path), _quoted(finding.fix)) for finding in findings if finding.code == "E201"}
    for finding in findings:
        words = re.findall(r"\w+", finding.message) if finding.code == "E202" else []
        if not any((finding.path, word) in meant for word in words):
            yield finding


def _above(path: str) -> str:
    return path.rpartition(".")[0]


def _quoted(fix: str) -> str:
    return fix.partition('"')[2].partition('"')[0]
