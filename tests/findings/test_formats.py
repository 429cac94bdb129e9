"""Findings for other programs."""

import json

from sikta.engine.findings import Finding, Place
from sikta.engine.findings.github import as_github
from sikta.engine.findings.json import as_json

FINDING = Finding(
    "E402",
    'there is no table "ordres": 100%',
    Place("rules/ruleset.yaml", 3, 9, "    from: ordres", 6),
    path="metrics.revenue.from",
    expected="orders",
    fix='did you mean "orders"?',
)


def test_json() -> None:
    assert json.loads(as_json([FINDING, Finding("N901", "é")])) == [
        {
            "code": "E402",
            "severity": "error",
            "file": "rules/ruleset.yaml",
            "line": 3,
            "column": 9,
            "length": 6,
            "path": "metrics.revenue.from",
            "message": 'there is no table "ordres": 100%',
            "expected": "orders",
            "found": None,
            "fix": 'did you mean "orders"?',
        },
        {
            "code": "N901",
            "severity": "note",
            "file": None,
            "line": None,
            "column": None,
            "length": None,
            "path": None,
            "message": "é",
            "expected": None,
            "found": None,
            "fix": None,
        },
    ]


def test_github_annotation() -> None:
    assert as_github(FINDING) == (
        "::error file=rules/ruleset.yaml,line=3,col=9,title=sikta E402::"
        'there is no table "ordres": 100%25%0AExpected: orders%0AMend it: did you mean "orders"?'
    )


def test_github_annotation_cannot_be_forged() -> None:
    place = Place("a,line=9::x.yaml")
    shown = as_github(Finding("W401", "one\r\n::error::two", place))
    assert shown == "::warning file=a%2Cline=9%3A%3Ax.yaml,title=sikta W401::one%0D%0A::error::two"
