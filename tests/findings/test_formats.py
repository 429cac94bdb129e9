"""Findings for other programs."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import jsonschema

from sikta.engine.findings import Finding, Place, Repair
from sikta.engine.findings.github import as_github
from sikta.engine.findings.json import as_json
from sikta.engine.findings.sarif import as_sarif

PLACE = Place("rules/ruleset.yaml", 3, 11, "    from: ordres", 6)
FINDING = Finding(
    "E402",
    'there is no table "ordres": 100%',
    PLACE,
    path="metrics.revenue.from",
    expected="orders",
    fix='did you mean "orders"?',
    repair=Repair.at(PLACE, "orders"),
)


def test_json() -> None:
    assert json.loads(as_json([FINDING, Finding("N901", "é")])) == [
        {
            "code": "E402",
            "severity": "error",
            "file": "rules/ruleset.yaml",
            "line": 3,
            "column": 11,
            "length": 6,
            "path": "metrics.revenue.from",
            "message": 'there is no table "ordres": 100%',
            "expected": "orders",
            "found": None,
            "fix": 'did you mean "orders"?',
            "repair": [
                {
                    "file": "rules/ruleset.yaml",
                    "line": 3,
                    "column": 11,
                    "length": 6,
                    "old": "ordres",
                    "new": "orders",
                }
            ],
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
            "repair": None,
        },
    ]


def test_github_annotation() -> None:
    assert as_github(FINDING) == (
        "::error file=rules/ruleset.yaml,line=3,col=11,endColumn=17,title=sikta E402::"
        'there is no table "ordres": 100%25%0AExpected: orders%0AMend it: did you mean "orders"?'
    )


def test_github_annotation_cannot_be_forged() -> None:
    place = Place("a,line=9::x.yaml")
    shown = as_github(Finding("W401", "one\r\n::error::two", place))
    assert shown == "::warning file=a%2Cline=9%3A%3Ax.yaml,title=sikta W401::one%0D%0A::error::two"


def test_sarif() -> None:
    note = Finding("N901", "opportunities are not computed yet", Place("rules/ruleset.yaml", 9, 1, None, 13))
    file = Finding("E101", "there is no such file", Place("my rules/ruleset.yaml"))
    assert json.loads(as_sarif([FINDING, note, file], "1.2.3")) == {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "sikta",
                        "version": "1.2.3",
                        "rules": [
                            _rule("E101", "A file cannot be read", "error"),
                            _rule("E402", "A name of something that does not exist", "error"),
                            _rule("N901", "Part of the language that is not computed yet", "note"),
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {
                    "WORKING_FOLDER": {"description": {"text": "The folder in which sikta was run."}}
                },
                "results": [
                    {
                        "ruleId": "E402",
                        "ruleIndex": 1,
                        "level": "error",
                        "message": {
                            "text": 'there is no table "ordres": 100%\nExpected: orders\n'
                            'Mend it: did you mean "orders"?'
                        },
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {
                                        "uri": "rules/ruleset.yaml",
                                        "uriBaseId": "WORKING_FOLDER",
                                    },
                                    "region": {
                                        "startLine": 3,
                                        "startColumn": 11,
                                        "endLine": 3,
                                        "endColumn": 17,
                                    },
                                },
                                "logicalLocations": [{"fullyQualifiedName": "metrics.revenue.from"}],
                            }
                        ],
                        "partialFingerprints": {
                            "ruleAndMessage/v1": _fingerprint(
                                "E402",
                                "rules/ruleset.yaml",
                                "metrics.revenue.from",
                                'there is no table "ordres": 100%',
                            )
                        },
                        "fixes": [
                            {
                                "description": {"text": 'did you mean "orders"?'},
                                "artifactChanges": [
                                    {
                                        "artifactLocation": {
                                            "uri": "rules/ruleset.yaml",
                                            "uriBaseId": "WORKING_FOLDER",
                                        },
                                        "replacements": [
                                            {
                                                "deletedRegion": {
                                                    "startLine": 3,
                                                    "startColumn": 11,
                                                    "endLine": 3,
                                                    "endColumn": 17,
                                                },
                                                "insertedContent": {"text": "orders"},
                                            }
                                        ],
                                    }
                                ],
                            }
                        ],
                    },
                    {
                        "ruleId": "N901",
                        "ruleIndex": 2,
                        "level": "note",
                        "message": {"text": "opportunities are not computed yet"},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {
                                        "uri": "rules/ruleset.yaml",
                                        "uriBaseId": "WORKING_FOLDER",
                                    },
                                    "region": {
                                        "startLine": 9,
                                        "startColumn": 1,
                                        "endLine": 9,
                                        "endColumn": 14,
                                    },
                                }
                            }
                        ],
                        "partialFingerprints": {
                            "ruleAndMessage/v1": _fingerprint(
                                "N901", "rules/ruleset.yaml", "", "opportunities are not computed yet"
                            )
                        },
                    },
                    {
                        "ruleId": "E101",
                        "ruleIndex": 0,
                        "level": "error",
                        "message": {"text": "there is no such file"},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {
                                        "uri": "my%20rules/ruleset.yaml",
                                        "uriBaseId": "WORKING_FOLDER",
                                    },
                                    "region": {"startLine": 1},
                                }
                            }
                        ],
                        "partialFingerprints": {
                            "ruleAndMessage/v1": _fingerprint(
                                "E101", "my rules/ruleset.yaml", "", "there is no such file"
                            )
                        },
                    },
                ],
            }
        ],
    }


def _fingerprint(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:32]


def _rule(code: str, title: str, level: str) -> dict[str, object]:
    return {
        "id": code,
        "name": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": title},
        "help": {"text": f"`sikta codes {code}` says what it means and how to mend it."},
        "helpUri": f"docs/codes/{code}.md",
        "defaultConfiguration": {"level": level},
        "properties": {"tags": ["ruleset"]},
    }


def test_sarif_fits_the_published_schema() -> None:
    """The parts of the schema of SARIF 2.1.0 that these documents use, with what each demands."""
    schema = json.loads((Path(__file__).parent / "sarif-2.1.0-essentials.json").read_text(encoding="utf-8"))
    document = json.loads(as_sarif([FINDING, Finding("W401", "one"), Finding("N901", "é", PLACE)], "1.0"))
    jsonschema.Draft7Validator(schema).validate(document)


def test_sarif_of_nothing() -> None:
    run = json.loads(as_sarif([], "1.0"))["runs"][0]
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


def test_a_sarif_fingerprint_does_not_change_with_lines_above() -> None:
    lower = replace(FINDING, place=replace(PLACE, line=30))
    first, second = (
        json.loads(as_sarif([one], "1.0"))["runs"][0]["results"][0]["partialFingerprints"]
        for one in (FINDING, lower)
    )
    assert first == second
