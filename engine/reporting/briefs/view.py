"""The facts in one language, as the plain values that templates read: maps, lists, texts, numbers, nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from typing import Any, TypeAlias, get_args

from markupsafe import Markup

from ...analysis.placeholders import fill
from ...rules.model.texts import Text
from .facts import (
    AccountFacts,
    Facts,
    Figure,
    KnockoutFacts,
    Named,
    PlaceFacts,
    ResearchAccount,
    SegmentationFacts,
    SegmentFacts,
    StandingFacts,
    TopAccount,
)
from .links import Links
from .standing import Speaker, standing_words
from .writer import Writer

Plain = dict[str, Any]

PLAIN = (str, int, float)
"""What a template reads as it is (true and false are integers too)."""

WithMore: TypeAlias = (
    KnockoutFacts
    | SegmentFacts
    | SegmentationFacts
    | PlaceFacts
    | TopAccount
    | ResearchAccount
    | AccountFacts
    | Named
)
WITH_MORE = get_args(WithMore)

TONES = 8
"""So many colours tell segments apart; then they begin again."""


@dataclass(frozen=True)
class View:
    """What the templates of one language and one format are given."""

    facts: Facts
    writer: Writer
    links: Links

    def index(self) -> Plain:
        """For `index`: `overview`."""
        return {**self._common(0), "overview": self.plain(self.facts.overview)}

    def segment(self, facts: SegmentFacts) -> Plain:
        """For `segment`: `segment` with its accounts, and `playbooks` in the order of their number of accounts."""
        books = [{**self._playbooks[id_], "accounts": count} for id_, count in facts.playbooks]
        return {**self._common(1), "segment": self.plain(facts), "playbooks": books}

    def account(self, facts: AccountFacts) -> Plain:
        """For `account`: `account`, and its `playbook` or nothing."""
        book = self._playbooks.get(facts.playbook or "")
        offer = {"language": facts.language, "language_follows": False} if facts.language else {}
        playbook = {**book, **offer} if book else None
        return {**self._common(1), "account": self.plain(facts), "playbook": playbook}

    def plain(self, value: Any) -> Any:
        """A part of the facts as plain values; where a part has a page of its own, with its `href`."""
        if value is None or isinstance(value, PLAIN):
            return value
        if isinstance(value, Text):
            return self.writer.text(value)
        if isinstance(value, Figure):
            return self._figure(value)
        if isinstance(value, tuple):
            return [self.plain(item) for item in value]
        if isinstance(value, Mapping):
            return dict(value)
        parts = {name: self.plain(getattr(value, name)) for name in _names(value.__class__)}
        return parts | self._more(value) if isinstance(value, WITH_MORE) else parts

    # Templates only read what they are given, so all documents can be given the same.

    @cached_property
    def _header(self) -> Plain:
        return dict(self.plain(self.facts.header))

    @cached_property
    def _playbooks(self) -> dict[str, Plain]:
        return {each.id: self.plain(each) for each in self.facts.playbooks}

    def _common(self, depth: int) -> Plain:
        """What every document is given: `ruleset`, `language`, and `root`, the way back to the folder of the index."""
        return {
            "ruleset": self._header,
            "language": self.writer.language,
            "root": _safe("../" * depth),
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

    def _more(self, value: "WithMore") -> Plain:
        """What a page shows beside the facts themselves: where their own pages are, and reasons with their values."""
        if isinstance(value, KnockoutFacts):
            words = {name: self.writer.figure(figure) for name, figure in value.values}
            return {"reason": fill(self.writer.text(value.reason), words)}
        if isinstance(value, SegmentFacts):
            href = self.links.segment(value.segmentation, value.line.id)
            rule = self.writer.text(value.rule)
            return {"href": _safe(href), "rule": rule or self._standing(value.meaning), "meaning": None}
        if isinstance(value, SegmentationFacts):
            return self._segmentation(value)
        if isinstance(value, PlaceFacts):
            return self._place(value)
        if isinstance(value, Named):
            return {"speaks": _speaks(value.figure)}
        return {"href": _safe(self.links.account(value.key))}

    def _place(self, facts: PlaceFacts) -> Plain:
        """The segments with their pages, and among the rules the reason that is none."""
        segments = [self._in(facts.id, id_, title) for id_, title in facts.segments]
        rules = [*map(self.writer.text, facts.rules), self._standing(facts.standing)]
        return {"segments": segments, "rules": [rule for rule in rules if rule], "standing": None}

    def _standing(self, facts: StandingFacts | None) -> str:
        speaker = Speaker(self.writer.words, self.writer.text, self.writer.figure)
        return standing_words(facts, speaker) if facts else ""

    def _in(self, segmentation: str, segment: str, title: Text) -> Plain:
        href = _safe(self.links.segment(segmentation, segment))
        return {"id": segment, "title": self.writer.text(title), "href": href}

    def _segmentation(self, facts: SegmentationFacts) -> Plain:
        """The segments with their pages and a number that gives each its colour, also in the grid's cells."""
        tones = {each.id: number % TONES + 1 for number, each in enumerate(facts.segments)}
        lines = {
            each.id: {**self.plain(each), **self._in(facts.id, each.id, each.title), "tone": tones[each.id]}
            for each in facts.segments
        }
        grid = self.plain(facts.grid)
        for cell in (cell for row in (grid["rows"] if grid else ()) for cell in row):
            line = lines.get(cell["segment"], {"title": "", "href": None, "tone": 0})
            cell.update({name: line[name] for name in ("title", "href", "tone")})
        return {"segments": list(lines.values()), "grid": grid}


def _speaks(figure: Figure) -> bool:
    """Whether a value says by itself what it is; a number, a yes or a code of one letter needs its title."""
    return (
        isinstance(figure.value, str) and figure.shape == "text" and sum(map(str.isalpha, figure.value)) > 1
    )


def _safe(path: str | None) -> Markup | None:
    """A path of our own making: letters, digits and dashes, which no format reads as anything else."""
    return None if path is None else Markup(path)  # noqa: S704 - see `file_names`


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))
