"""One YAML file read into nodes, with all that is wrong with it as YAML."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from ...findings import Finding, Place, Repair, Replacement, Severity, SiktaError
from ...findings.repair import BYTE_ORDER_MARK
from ..nodes import Map
from .faults import COMPLEX_KEY
from .source import NOTHING_UNSAVED, Unsaved, read_text
from .syntax import syntax_fault
from .tree import Garbled, Stop, TreeBuilder

# libyaml where PyYAML was built with it: ten times as quick, and it tells the same events.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """A file as a map, None where it could not be read, and what was found in it.

    `begun` is what stood before a fault of syntax, as far as it was complete: whole sections of the file.
    """

    root: Map | None
    findings: tuple[Finding, ...] = ()
    begun: Map | None = None

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


def read_yaml(path: Path, shown: str) -> Map:
    """The map that a YAML file holds. Raises SiktaError with all its faults; `shown` is its name in messages."""
    document = read_document(path, shown)
    if document.root is None or document.errors:
        raise SiktaError(document.errors)
    return document.root


def read_document(path: Path, shown: str, unsaved: Unsaved = NOTHING_UNSAVED) -> Document:
    """The map that a YAML file holds, with faults and warnings; never raises for what the file holds."""
    try:
        text, marked = read_text(path, shown, unsaved)
    except SiktaError as error:
        return Document(None, error.findings)
    builder = TreeBuilder(text, shown)
    if marked:
        builder.findings.append(_byte_order_mark(shown))
    try:
        for event in _events(text):
            builder.take(event)
    except Garbled:
        return Document(None, tuple(builder.findings), builder.begun())
    except Stop:
        return Document(None, tuple(builder.findings))
    except yaml.MarkedYAMLError as error:
        fault = syntax_fault(error, shown, builder.lines)
        return Document(None, (*_before(builder.findings, fault), fault), builder.begun())
    root = builder.result()
    return Document(root, tuple(builder.findings))


def _events(text: str) -> Iterator[yaml.Event]:
    # Events, not nodes: the parser does not recurse, so that no depth of brackets can overflow the stack.
    return iter(yaml.parse(text, Loader=_LOADER))


def _before(findings: list[Finding], fault: Finding) -> Iterator[Finding]:
    """What was found before a fault of syntax, but for keys of its own line that it alone made strange."""
    for finding in findings:
        echo = finding.message == COMPLEX_KEY or finding.code == "W102"
        if not echo or finding.place.line != fault.place.line:
            yield finding


def _byte_order_mark(shown: str) -> Finding:
    return Finding(
        "W101",
        "the file begins with a byte order mark, which is left out",
        Place(shown, 1, 1),
        fix="save it as UTF-8 without BOM",
        repair=Repair((Replacement(shown, 1, 1, BYTE_ORDER_MARK, ""),)),
    )
