"""Findings for other programs."""

import json
from collections.abc import Iterable
from typing import Any

from .finding import Finding
from .repair import Repair


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
        "repair": _replacements(finding.repair),
    }


def _replacements(repair: Repair | None) -> list[dict[str, Any]] | None:
    """What `check --fix` would write, in place of what, and where."""
    if repair is None:
        return None
    names = ("file", "line", "column", "length", "old", "new")
    return [{name: getattr(one, name) for name in names} for one in repair.replacements]
