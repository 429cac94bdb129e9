"""Findings for other programs."""

import json
from collections.abc import Iterable
from typing import Any

from .finding import Finding


def as_json(findings: Iterable[Finding]) -> str:
    """A JSON array with one object per finding; what is empty or unknown is null."""
    return json.dumps([_as_record(finding) for finding in findings], ensure_ascii=False, indent=2)


def _as_record(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "length": place.length if place.column is not None else None,
        "path": finding.path or None,
        "message": finding.message,
        "expected": finding.expected or None,
        "found": finding.found or None,
        "fix": finding.fix or None,
    }
