"""A ruleset's tables written in the test, files beside them, and what reading them gives."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent, indent
from typing import Any, Protocol

import pytest

from sikta.engine.data import DataSet, Quality, read_data
from sikta.engine.findings import Finding, SiktaError
from sikta.engine.rules import load

HEAD = """\
sikta: 1
name: trial
currency: EUR
segmentations: {everybody: {method: rules, segments: {all: {otherwise: true}}}}
tables:
"""
ACCOUNTS = "accounts: {file: accounts.csv, key: id, fields: {id: {type: text}}}\n"
AS_OF = dt.date(2026, 6, 30)


class Read(Protocol):
    """Reads tables given in YAML from files given by name; `options` go to read_data."""

    def __call__(
        self, tables: str, files: Mapping[str, str | bytes] | None = None, **options: Any
    ) -> tuple[DataSet, Quality]: ...


class Refused(Protocol):
    """The findings of a reading that is refused, each as one text."""

    def __call__(
        self, tables: str, files: Mapping[str, str | bytes] | None = None, **options: Any
    ) -> list[str]: ...


def told(findings: "SiktaError | tuple[Finding, ...]") -> list[str]:
    """Findings as a reader meets them: place, code and message, then what was expected, found, and how to mend it."""
    found = findings.findings if isinstance(findings, SiktaError) else findings
    return [_told(finding) for finding in found]


def _told(finding: Finding) -> str:
    parts = {"expected": finding.expected, "found": finding.found, "fix": finding.fix}
    lines = [f"{finding.place} {finding.code} {finding.message}".strip()]
    return "\n".join(lines + [f"  {name}: {text}" for name, text in parts.items() if text])


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(
        tables: str, files: Mapping[str, str | bytes] | None = None, **options: Any
    ) -> tuple[DataSet, Quality]:
        for name, content in (files or {}).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        (tmp_path / "ruleset.yaml").write_text(HEAD + indent(dedent(tables), "  "), encoding="utf-8")
        loaded = load(tmp_path)
        assert loaded.ruleset is not None
        assert not [finding for finding in told(loaded.findings) if " E" in finding]
        return read_data(loaded.ruleset, options.pop("as_of", AS_OF), **options)

    return reading


@pytest.fixture
def refused(read: Read) -> Refused:
    def refusing(tables: str, files: Mapping[str, str | bytes] | None = None, **options: Any) -> list[str]:
        with pytest.raises(SiktaError) as caught:
            read(tables, files, **options)
        return told(caught.value)

    return refusing
