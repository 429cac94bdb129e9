"""The documents of a run in one language and one format, one by one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ...findings import Finding, SiktaError
from ..markup import demoted, prose_html
from .environment import sandbox_of
from .facts import Facts
from .links import Format, Links
from .sandbox import Sources, template_fault
from .sandbox.faults import FAULTS
from .view import Plain, View
from .writer import Writer

TEXT_BELOW = 3
"""A playbook's text stands below a heading of this level."""


_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")


@dataclass(frozen=True)
class Document:
    """A finished document and its path from the folder of the index."""

    path: str
    text: str


class Documents:
    """Renders the facts of a run. `templates` is the folder of the ruleset's own templates, if it has one."""

    def __init__(self, facts: Facts, language: str, format_: Format, templates: Path | None = None) -> None:
        writer = Writer(language, facts.header.currency)
        self.facts = facts
        self.format = format_
        self.links = Links.of(facts, format_)
        self.view = View(facts, writer, self.links)
        sources = Sources(templates, (facts.templates or "templates").rstrip("/"))
        self.sandbox = sandbox_of(format_, sources, writer)
        self.prose = self.sandbox if format_ == "md" else sandbox_of("md", sources, writer)

    def all(self) -> Iterator[Document]:
        """The index, a brief per segment, a card per account. Raises SiktaError (E7xx) at the first that fails."""
        yield Document(self.links.index, self._rendered("index", self.view.index()))
        for segment in self.facts.segments:
            path = self.links.segment(segment.segmentation, segment.line.id)
            values = self._with_texts(self.view.segment(segment))
            yield Document(str(path), self._rendered("segment", values))
        for account in self.facts.accounts:
            yield Document(
                str(self.links.account(account.key)), self._rendered("account", self.view.account(account))
            )

    def _rendered(self, template: str, values: Plain) -> str:
        name = f"{template}.{self.format}.j2"
        try:
            text = self.sandbox.rendered(name, values)
        except FAULTS as fault:
            raise SiktaError([template_fault(fault, name, values, self.sandbox.filters)]) from fault
        return text if self.format == "html" else _EMPTY_LINES.sub("\n\n", text).strip() + "\n"

    def _with_texts(self, values: Plain) -> Plain:
        """The free texts of playbooks, their placeholders filled, as part of the document. All faults at once."""
        findings: list[Finding] = []
        given = {key: value for key, value in values.items() if key in {"ruleset", "segment", "language"}}
        for book in values["playbooks"]:
            book["text"] = (
                self._text(book, {**given, "playbook": dict(book)}, findings) if book["text"] else ""
            )
        if findings:
            raise SiktaError(findings)
        return values

    def _text(self, book: Plain, values: dict[str, Any], findings: list[Finding]) -> str:
        files = book["text_files"]
        file = (
            files.get(values["language"])
            or files.get("")
            or next(iter(files.values()), f"playbooks.{book['id']}.text")
        )
        try:
            text = demoted(self.prose.rendered_text(book["text"], file, values), TEXT_BELOW)
        except FAULTS as fault:
            findings.append(template_fault(fault, file, values, self.prose.filters))
            return ""
        return prose_html(text) if self.format == "html" else Markup(text.strip())  # noqa: S704 - escaped by the sandbox
