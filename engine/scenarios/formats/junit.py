"""Tests in the XML that build servers read: one test suite, one test case for each test.

Format: https://github.com/testmoapp/junitxml
"""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from ..judging import Trial
from .saying import difference, place_of, title_of
from .text import failure_text

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(trials: Sequence[Trial], name: str, language: str) -> str:
    """The document, with the explanation of an account in each failure. Without times: equal runs give equal files."""
    counts = {
        "tests": str(len(trials)),
        "failures": str(sum(not trial.holds for trial in trials)),
        "errors": "0",
    }
    root = ET.Element("testsuites", counts)
    suite = ET.SubElement(root, "testsuite", {"name": name, **counts})
    for trial in trials:
        suite.append(_case(trial, name, language))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=False).join(
        ('<?xml version="1.0" encoding="UTF-8"?>\n', "\n")
    )


def _case(trial: Trial, name: str, language: str) -> ET.Element:
    file, _, line = place_of(trial).rpartition(":")
    named = {"classname": f"{name}.{trial.scenario.id}", "name": _clean(title_of(trial, language))}
    case = ET.Element("testcase", {**named, **({"file": file, "line": line} if file else {})})
    if not trial.holds:
        message = "; ".join(difference(check, language) for check in trial.failed)
        failure = ET.SubElement(case, "failure", {"message": _clean(message), "type": "difference"})
        failure.text = _clean(failure_text(trial, language))
    return case


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
