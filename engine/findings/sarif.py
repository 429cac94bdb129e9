"""Findings as SARIF 2.1.0, which GitHub code scanning, GitLab and editors take in.

Format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
What code scanning asks for: https://docs.github.com/en/code-security/reference/code-scanning/sarif-support-for-code-scanning
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from .codes import CODES
from .finding import Finding, Severity
from .place import Place
from .repair import Repair, Replacement

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_PAGES = "docs/codes"
_ROOT = "WORKING_FOLDER"
_LABELS = (("Expected", "expected"), ("Found", "found"), ("Mend it", "fix"))


def as_sarif(findings: Sequence[Finding], version: str) -> str:
    """One SARIF document; `version` is sikta's own. Files are relative to the folder that the command ran in."""
    codes = sorted({finding.code for finding in findings})
    run = {
        "tool": {
            "driver": {
                "name": "sikta",
                "version": version,
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which sikta was run."}}},
        "results": [_result(finding, codes.index(finding.code)) for finding in findings],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _rule(code: str) -> dict[str, Any]:
    title = CODES[code].title
    return {
        "id": code,
        "name": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": title},
        "help": {"text": f"`sikta codes {code}` says what it means and how to mend it."},
        "helpUri": f"{_PAGES}/{code}.md",
        "defaultConfiguration": {"level": _level(code)},
        "properties": {"tags": ["ruleset"]},
    }


def _level(code: str) -> str:
    return {"E": str(Severity.ERROR), "W": str(Severity.WARNING), "N": str(Severity.NOTE)}[code[0]]


def _result(finding: Finding, index: int) -> dict[str, Any]:
    told = [f"{label}: {text}" for label, name in _LABELS if (text := getattr(finding, name))]
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": str(finding.severity),
        "message": {"text": "\n".join((finding.message, *told))},
        "locations": [_location(finding)],
        "partialFingerprints": {"ruleAndMessage/v1": _fingerprint(finding)},
    }
    if finding.repair is not None:
        result["fixes"] = [_fix(finding.repair, finding.fix)]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    place = finding.place
    location: dict[str, Any] = {}
    if place.file:
        physical: dict[str, Any] = {"artifactLocation": _artifact(place.file)}
        physical["region"] = _region(place)
        location["physicalLocation"] = physical
    if finding.path:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.path}]
    return location


def _artifact(file: str) -> dict[str, Any]:
    if file.startswith("/"):
        return {"uri": f"file://{quote(file)}"}
    return {"uri": quote(file), "uriBaseId": _ROOT}


def _region(place: Place) -> dict[str, Any]:
    # Code scanning shows a result only where it has a line.
    region: dict[str, Any] = {"startLine": place.line or 1}
    if place.line is not None and place.column is not None:
        region |= {
            "startColumn": place.column,
            "endLine": place.line,
            "endColumn": place.column + place.length,
        }
    return region


def _fix(repair: Repair, words: str) -> dict[str, Any]:
    changes = {
        "artifactLocation": _artifact(repair.file),
        "replacements": [_replacement(one) for one in repair.replacements],
    }
    return {"description": {"text": words}, "artifactChanges": [changes]}


def _replacement(one: Replacement) -> dict[str, Any]:
    region = {
        "startLine": one.line,
        "startColumn": one.column,
        "endLine": one.line,
        "endColumn": one.column + one.length,
    }
    return {"deletedRegion": region, "insertedContent": {"text": one.new}}


def _fingerprint(finding: Finding) -> str:
    """The same for the same fault after lines before it came or went."""
    parts = (finding.code, finding.place.file or "", finding.path, finding.message)
    return sha256("\0".join(parts).encode()).hexdigest()[:32]
