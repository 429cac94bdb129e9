"""Findings as annotations of a GitHub workflow, which show up beside the changed lines of a pull request.

They show up only if a finding's file is relative to the root of the repository.

Format: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from .finding import Finding, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_github(finding: Finding) -> str:
    """One workflow command on one line."""
    place = finding.place
    values = {
        "file": place.file,
        "line": place.line,
        "col": place.column,
        "endColumn": place.column + place.length if place.column is not None else None,
        "title": f"sikta {finding.code}",
    }
    properties = ",".join(
        f"{name}={_property(str(value))}" for name, value in values.items() if value is not None
    )
    labelled = (("Expected", finding.expected), ("Found", finding.found), ("Mend it", finding.fix))
    lines = [finding.message, *(f"{label}: {text}" for label, text in labelled if text)]
    return f"::{_COMMANDS[finding.severity]} {properties}::{_message(chr(10).join(lines))}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
