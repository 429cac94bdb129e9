"""The facts in one language, as the plain values that templates read: maps, lists, texts, numbers, nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from ...analysis.placeholders import fill
from ...rules.model.texts import Text
from .facts import AccountFacts, Facts, Figure, KnockoutFacts, SegmentFacts, SegmentLine
from .links import Links
from .writer import Writer

Plain = dict[str, Any]


@dataclass(frozen=True)
class View:
    """What the templates of one language and one format are given. See `docs` for the meaning of each part."""

    facts: Facts
    writer: Writer
    links: Links

    def index(self) -> Plain:
        """For `index`: `overview`."""
        return {**self._common(0), "overview": self.plain(self.facts.overview)}

    def segment(self, facts: SegmentFacts) -> Plain:
        """For `segment`: `segment` with its accounts, and `playbooks` in the order of their number of accounts."""
        known = {each.id: each for each in self.facts.playbooks}
        books = [{**self.plain(known[id_]), "accounts": count} for id_, count in facts.playbooks]
        return {**self._common(1), "segment": self.plain(facts), "playbooks": books}

    def account(self, facts: AccountFacts) -> Plain:
        """For `account`: `account`, and its `playbook` or nothing."""
        book = next((each for each in self.facts.playbooks if each.id == facts.playbook), None)
        return {**self._common(1), "account": self.plain(facts), "playbook": self.plain(book)}

    def plain(self, value: Any) -> Any:
        """A part of the facts as plain values; where a part has a page of its own, with its `href`."""
        if isinstance(value, Text):
            return self.writer.text(value)
        if isinstance(value, Figure):
            return self._figure(value)
        if is_dataclass(value):
            return {**{each.name: self.plain(getattr(value, each.name)) for each in fields(value)}, **self._more(value)}
        if isinstance(value, tuple):
            return [self.plain(item) for item in value]
        return {key: self.plain(item) for key, item in value.items()} if isinstance(value, Mapping) else value

    def _common(self, depth: int) -> Plain:
        """What every document is given: `ruleset`, `language`, and `root`, the way back to the folder of the index."""
        return {
            "ruleset": self.plain(self.facts.header),
            "language": self.writer.language,
            "root": "../" * depth,
            "money_title": self.writer.text(self.facts.overview.money_title),
        }

    def _figure(self, figure: Figure) -> Plain:
        value = list(figure.value) if isinstance(figure.value, tuple) else figure.value
        return {
            "text": self.writer.figure(figure),
            "value": value,
            "shape": figure.shape,
            "unit": figure.unit,
            "source": figure.source,
        }

    def _more(self, value: Any) -> Plain:
        if isinstance(value, KnockoutFacts):
            words = {name: self.writer.figure(figure) for name, figure in value.values}
            return {"reason": fill(self.writer.text(value.reason), words)}
        if isinstance(value, SegmentFacts):
            return {"href": self.links.segment(value.segmentation, value.line.id)}
        if hasattr(value, "key") and not isinstance(value, SegmentLine):
            return {"href": self.links.account(value.key)}
        return {}
