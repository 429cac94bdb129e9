"""Bad files in which the faults are marked: `⟦E305:contry⟧` says that E305 is to be told there, and how far it reaches.

A mark around nothing stands for a fault of something that is missing. Marks may stand inside one another.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sikta.engine.findings import Finding

MARK = re.compile(r"⟦(?P<code>[EWN]\d{3}):|⟧")
_BREAK = re.compile(r"\r\n|[\n\r]")


@dataclass(frozen=True, order=True)
class Mark:
    """A fault's code and place, counted as an editor does; a fault of nothing still has one caret."""

    line: int
    column: int
    length: int
    code: str


def unmarked(text: str) -> tuple[str, list[Mark]]:
    """The text as a user would have written it, and where the marks stood."""
    plain = ""
    marks: list[Mark] = []
    opened: list[tuple[str, int]] = []
    last = 0
    for match in MARK.finditer(text):
        plain += text[last : match.start()]
        last = match.end()
        if match["code"]:
            opened.append((match["code"], len(plain)))
        else:
            code, start = opened.pop()
            marks.append(_mark(plain, start, code))
    assert not opened, "a mark that is not closed"
    return plain + text[last:], sorted(marks)


def _mark(plain: str, start: int, code: str) -> Mark:
    before = _BREAK.split(plain[:start])
    return Mark(len(before), len(before[-1]) + 1, max(len(plain) - start, 1), code)


def unmarked_copy(source: Path, target: Path) -> dict[Path, list[Mark]]:
    """A folder copied without its marks; the marks of each file, by its path in the copy."""
    found = {}
    for file in sorted(source.rglob("*")):
        if not file.is_file() or "__pycache__" in file.parts:
            continue
        copy = target / file.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        data = file.read_bytes()
        if file.suffix == ".yaml":
            plain, found[copy] = unmarked(data.decode("utf-8"))
            data = plain.encode("utf-8")
        copy.write_bytes(data)
    return found


def marks_of(findings: Iterable[Finding]) -> list[Mark]:
    """The places of findings, in the same words."""
    return sorted(
        Mark(finding.place.line or 0, finding.place.column or 0, finding.place.length, finding.code)
        for finding in findings
    )
