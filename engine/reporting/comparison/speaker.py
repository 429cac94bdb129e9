"""Words and figures of one comparison in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...analysis.comparison import Place, Side
from ...analysis.glossary import titled, titles
from ...expressions.compiled import Compiled
from ...expressions.sentence import sentence
from ...rules.model import Ruleset, Text
from ..briefs.gathering.standing import standing_facts
from ..briefs.standing import Speaker as StandingSpeaker
from ..briefs.standing import standing_words
from ..briefs.writer import Writer
from ..languages import Translator, translator
from ..levels import level_in_words
from ..values import format_change, format_value

LONGEST_RULE = 120
"""A rule is cut with an ellipsis beyond this many letters: the ruleset has it whole."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Writes figures, places and rules; `_` translates sikta's own words."""

    language: str
    old: Ruleset
    new: Ruleset
    _titles: dict[int, Mapping[str, str]] = field(default_factory=dict)

    @property
    def _(self) -> Translator:
        return translator(self.language)

    def text(self, text: Text) -> str:
        return format_value(text.in_language(self.language), "text", self.language)

    def count(self, number: int) -> str:
        return format_value(number, "integer", self.language)

    def accounts(self, number: int) -> str:
        return self._.plural("{count} account", "{count} accounts", number, count=self.count(number))

    def money(self, amount: float | None) -> str:
        """An amount; nothing where there is none."""
        return "" if amount is None else format_value(amount, "money", self.language, self.new.currency)

    def score(self, value: float | None) -> str:
        return format_value(value, "score", self.language)

    def number(self, value: float) -> str:
        return format_value(value, "number", self.language)

    def percent(self, value: float) -> str:
        return format_value(value, "percent", self.language)

    def signed(self, value: float | None, kind: str = "integer") -> str:
        """A change with its sign; no sign where nothing changed."""
        return "" if value is None else format_change(value, kind, self.language, self.new.currency)

    def level(self, id_: str | None) -> str:
        return level_in_words(id_, self.language) if id_ else self._("missing")

    def segmentation(self, id_: str) -> str:
        known = self.new.segmentations.get(id_) or self.old.segmentations[id_]
        return self.text(titled(known.title, id_))

    def segment(self, segmentation: str, id_: str) -> str:
        """The title of a segment: as the new ruleset has it, else as the old one."""
        for ruleset in (self.new, self.old):
            known = ruleset.segmentations.get(segmentation)
            if known and id_ in known.segments:
                return self.text(titled(known.segments[id_].title, id_))
        return id_

    def place(self, segmentation: str, place: Place) -> str:
        """A segment's title, several with commas, or why it is none."""
        _ = self._
        others = {
            "none": _("in no segment"),
            "knocked_out": _("knocked out"),
            "unrated": _("unrated"),
            "absent": _("not in the data"),
        }
        if place.kind != "segment":
            return others[place.kind]
        return ", ".join(self.segment(segmentation, id_) for id_ in place.segments)

    def rule(self, rule: Compiled, side: Side) -> str:
        """A condition as a sentence, with the titles of its own ruleset."""
        words = sentence(rule, self.language, self._names(side))
        return words if len(words) <= LONGEST_RULE else f"{words[: LONGEST_RULE - 1].rstrip()}…"

    def standing(self, standing: object) -> str:
        figure = Writer(self.language, self.new.currency).figure
        return standing_words(standing_facts(standing), StandingSpeaker(self._, self.text, figure))  # type: ignore[arg-type]

    def _names(self, side: Side) -> Mapping[str, str]:
        known = self._titles.get(id(side))
        if known is None:
            known = self._titles[id(side)] = titles(side.plan, self.language)
        return known
