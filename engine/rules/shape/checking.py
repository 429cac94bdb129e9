"""The shape of a ruleset checked: every complaint of the schema, once, in plain words."""

import re
from collections.abc import Collection, Container, Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from ...findings import Finding
from ..nodes import Map, plain
from .complaint import Complaint
from .complaints import findings_of
from .schema import complaints, read_schema

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_NOT_THERE = "E110"
"""A part that could not be included, or built on: what the ruleset seems to lack may stand there."""

_Spot: TypeAlias = tuple[str | None, int | None, int | None]


def check_shape(root: Map, known: Iterable[Finding] = ()) -> tuple[Finding, ...]:
    """Everything in which a tree differs from the language, in order of reading.

    `known` are the faults that reading met: a value that could not be read has no other fault.
    """
    known = tuple(known)
    unread = {(finding.place.file, finding.place.line, finding.place.column) for finding in known}
    found = dict.fromkeys(
        finding for error in complaints(plain(root)) for finding in _told(error, root, unread)
    )
    told = [*_without_echoes(found)]
    if any(finding.code == _NOT_THERE for finding in known):
        told = [finding for finding in told if finding.code != "E202" or finding.path]
    elif _is_base(root):
        told = [_only_a_base(root), *(finding for finding in told if finding.code != "E202" or finding.path)]
    return tuple(sorted(told, key=lambda finding: finding.sort_key()))


def _is_base(root: Map) -> bool:
    """Whether a ruleset is complete but for what those that extend it bring: tables, and scores or segmentations."""
    keys = root.entries.keys()
    known = keys <= read_schema()["properties"].keys()  # one that is misspelt may be the one that lacks
    return known and {"sikta", "name"} < keys and not keys & {"tables", "scores", "segmentations", "extends"}


def _only_a_base(root: Map) -> Finding:
    return Finding(
        "E202",
        "the ruleset has no tables, scores or segmentations: by itself it cannot run, only be built upon",
        root.entries["name"].key.place,
        expected="tables, and scores or segmentations",
        fix="check a ruleset that extends it; or add tables: and scores: if it is to run by itself",
    )


def _told(error: "ValidationError", root: Map, unread: Container[_Spot]) -> Iterator[Finding]:
    complaint = Complaint.of(error, root)
    place = complaint.node.place
    if (place.file, place.line, place.column) in unread:
        return
    yield from findings_of(complaint)


def _without_echoes(findings: Collection[Finding]) -> Iterator[Finding]:
    """A key that was misspelt is not missing as well, a piece of a text not empty: one fault, one finding."""
    pieces = {finding.path for finding in findings if finding.code == "E109"}
    meant = {(_above(finding.path), _quoted(finding.fix)) for finding in findings if finding.code == "E201"}
    for finding in findings:
        if finding.code != "E109" and finding.path in pieces:
            continue
        words = re.findall(r"\w+", finding.message) if finding.code == "E202" else []
        if not any((finding.path, word) in meant for word in words):
            yield finding


def _above(path: str) -> str:
    return path.rpartition(".")[0]


def _quoted(fix: str) -> str:
    return fix.partition('"')[2].partition('"')[0]
