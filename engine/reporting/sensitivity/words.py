"""Titles and figures of one answer in one language."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal

from ...analysis.glossary import ruleset_title, term, titled
from ...analysis.sensitivity import Sensitivity
from ...rules.editing.dial import Dial, DialKind, written
from ...rules.model import Criterion, Group, Segmentation, Text
from ..languages import Translator, translator
from ..levels import level_in_words
from ..values import format_change, format_value, locale_of, signed


@dataclass(frozen=True, slots=True)
class Words:
    """Writes titles, figures and segments; `_` translates sikta's own words."""

    found: Sensitivity
    language: str

    @property
    def _(self) -> Translator:
        return translator(self.language)

    @property
    def segmentation(self) -> Segmentation:
        return self.found.plan.ruleset.segmentations[self.found.segmentation]

    def text(self, text: Text) -> str:
        return format_value(text.in_language(self.language), "text", self.language)

    def title(self) -> str:
        """The title of the segmentation that is watched."""
        return self.text(titled(self.segmentation.title, self.segmentation.id))

    def ruleset(self) -> str:
        return self.text(ruleset_title(self.found.plan.ruleset))

    def figure(self, value: float | None, kind: str = "integer") -> str:
        """A figure; nothing where there is none."""
        currency = self.found.plan.ruleset.currency
        return "" if value is None else format_value(value, kind, self.language, currency)

    def share(self, value: float) -> str:
        """A share as a percentage."""
        return format_value(value, "percent", self.language)

    def change(self, share: float) -> str:
        """A change with its sign: `+10%`."""
        return format_change(share, "percent", self.language)

    def accounts(self, count: int, money: float | None) -> str:
        """`23 accounts (€ 310,000)`; without the money where the ruleset knows none."""
        words = self._.plural("{count} account", "{count} accounts", count, count=self.figure(count))
        return f"{words} ({self.figure(money, 'money')})" if money is not None else words

    def segments(self, ids: tuple[str, ...]) -> str:
        """The titles of segments, or that there is none."""
        known = self.segmentation.segments
        return ", ".join(self.text(titled(known[id].title, id)) for id in ids) or self._("no segment")

    def score(self, id: str) -> str:
        return self.text(titled(self.found.plan.ruleset.scores[id].title, id))

    def level(self, id: str) -> str:
        return level_in_words(id, self.language)

    def value(self, dial: Dial, value: float) -> str:
        """The value of a dial as it is read: a share as a percentage, money as money, other numbers with their unit."""
        if dial.is_share or self._is_fraction(dial):
            return self.share(value)
        if dial.kind is DialKind.WINDOW:
            return " ".join((self.figure(value), *dial.node.text.split()[1:]))
        currency = self.found.plan.ruleset.currency
        if dial.unit == currency:
            return self.figure(value, "money")
        unit = None if dial.kind is DialKind.LEVEL else dial.unit
        if unit == "%":
            return self.share(value / 100)
        # Every decimal is shown: what is read here is what would be written into the ruleset.
        figure = format_decimal(Decimal(written(value)), "#,##0.######", locale_of(self.language))
        return f"{signed(figure, self.language)}\u00a0{unit}" if unit else signed(figure, self.language)

    def _is_fraction(self, dial: Dial) -> bool:
        """Whether 0.8 is told as 80%: of a metric that is, or of an expression that can be no more than 1."""
        plan, of = self.found.plan, dial.of.strip()
        if of in plan.types:
            return term(plan, of).shape == "percent"
        return bool(of) and (dial.reach.low, dial.reach.high) == (0.0, 1.0)

    def criterion(self, dial: Dial) -> str:
        """The title of the criterion that a dial belongs to."""
        found: Criterion | None = None
        criteria: Mapping[str, Criterion] = self.found.plan.ruleset.scores[dial.path[1]].criteria
        for key in dial.path[3::2]:
            found = criteria.get(key) or found
            measure = found.measure if found else None
            criteria = measure.criteria if isinstance(measure, Group) else {}
        return self.text(titled(found.title, found.id)) if found else ""

    def where(self, dial: Dial) -> str:
        """The title of the rule that an expression belongs to: of a knock-out, a criterion, a metric, a segment."""
        ruleset, (section, id, *rest) = self.found.plan.ruleset, dial.path
        match section:
            case "knockouts":
                return self.text(titled(ruleset.knockouts[id].title, id))
            case "scores":
                return self.criterion(dial)
            case "metrics":
                return self.text(term(self.found.plan, id).title)
        segmentation = ruleset.segmentations[id]
        if rest[0] == "segments":
            return self.text(titled(segmentation.segments[rest[1]].title, rest[1]))
        return self.text(titled(segmentation.title, id))
