"""The shape of a ruleset checked: every complaint of the schema, once, in plain words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...findings import Finding
from ..nodes import Map, plain
from .complaints import IN_KEY, Complaint, findings_of
from .schema import complaints

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


def check_shape(root: Map) -> tuple[Finding, ...]:
    """Everything in which a tree differs from the language, in order of reading."""
    found = dict.fromkeys(finding for error in complaints(plain(root)) for finding in _told(error, root))
    return tuple(sorted(_without_echoes(found), key=lambda finding: finding.sort_key()))


def _told(error: "ValidationError", root: Map) -> Iterator[Finding]:
    complaint = Complaint.of(error, root)
    if "propertyNames" in error.absolute_schema_path:
        yield from IN_KEY(complaint)
    else:
        yield from findings_of(complaint)


def _without_echoes(findings: dict[Finding, None]) -> Iterator[Finding]:
    """A key that was misspelt is not missing as well: one fault, one finding."""
    misspelt = {
        finding.path.rpartition(".")[0]: finding.fix
        for finding in findings
        if finding.code == "E201" and finding.fix
    }
    for finding in findings:
        meant = misspelt.get(finding.path, "").partition('"')[2].partition('"')[0]
        if finding.code != "E202" or not meant or meant not in finding.message:
            yield finding
