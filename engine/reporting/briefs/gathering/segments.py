"""The brief of one segment: who is in it, how it differs, where to start, what to find out."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import islice
from typing import Literal

import numpy as np

from ....analysis.criteria import branches, criterion_at, criterion_title, measured
from ....analysis.glossary import Term, term, titled
from ....analysis.plain import EPOCH, rows_of
from ....analysis.segments import Ledger, SegmentationProfile, SegmentProfile, members, profile_segments
from ....analysis.standing import meaning
from ....analysis.traits import Comparable, Trait, comparables, defining_names, traits_of
from ....evaluation.results import Results, SegmentationResult
from ....expressions.columns import Floats, Index, Mask, Numbers
from ....plan.plan import Plan
from ....rules.model import Group, Matrix, Segment, Text
from ...values import format_value
from ..facts import (
    Comparison,
    Figure,
    Gap,
    Named,
    Research,
    ResearchAccount,
    SegmentFacts,
    TopAccount,
    TraitFacts,
)
from .labels import Labels
from .overview import line
from .standing import standing_facts
from .wording import Wording, figure

TRAITS = 6
"""So many differences are told, the strongest."""

REASONS = 2
"""So many criteria are named per score of a top account, the heaviest."""

EXAMPLES = 5
"""So many accounts are named per fact to find out, the largest."""


@dataclass(frozen=True, eq=False)
class Briefing:
    """What the briefs of all segments share."""

    results: Results
    plan: Plan
    ledger: Ledger
    profiles: Mapping[str, SegmentationProfile]
    wording: Wording
    labels: Labels
    compared: tuple[Comparable, ...]
    top: int

    @classmethod
    def of(cls, results: Results, plan: Plan, wording: Wording, labels: Labels, top: int) -> "Briefing":
        ledger = Ledger.of(results)
        profiles = profile_segments(results)
        return cls(results, plan, ledger, profiles, wording, labels, comparables(results), top)

    @cached_property
    def leaves(self) -> Mapping[str, Mapping[str, Text]]:
        """Per score the criteria that are no group: their titles by path."""
        return {
            score.id: {
                each.criterion.path: criterion_title(self.plan, each.criterion)
                for each in branches(score.criteria)
                if not isinstance(each.criterion.measure, Group)
            }
            for score in self.results.ruleset.scores.values()
        }

    def briefs(self) -> Iterator[tuple[SegmentFacts, Index]]:
        """Every segment of every segmentation that has accounts, with the rows of its top accounts."""
        whole = self.ledger.everyone()
        for result in self.results.segmentations.values():
            for profile in self.profiles[result.id].segments:
                if profile.count:
                    yield self._brief(result, profile, whole)

    def _brief(
        self, result: SegmentationResult, profile: SegmentProfile, whole: SegmentProfile
    ) -> tuple[SegmentFacts, Index]:
        rules = self.results.ruleset.segmentations[result.id]
        segment, inside = rules.segments[profile.segment], members(result, profile.segment)
        ordered = self._ordered(result, inside)
        top = ordered[: self.top]
        facts = SegmentFacts(
            segmentation=result.id,
            segmentation_title=titled(rules.title, result.id),
            line=line(rules, profile),
            definition=segment.definition,
            rule=self._rule(result.id, segment),
            comparisons=tuple(self._comparisons(result, profile, whole)),
            traits=tuple(self._traits(result, segment, inside)),
            top=tuple(self._top(result, row) for row in top.tolist()),
            left_out=len(ordered) - len(top),
            research=tuple(self._research(result, ordered)),
            gaps=tuple(self._gaps(inside)),
            playbooks=self._playbooks(inside),
            owner=segment.owner or rules.owner,
            meaning=standing_facts(meant) if (meant := meaning(self.plan, rules, segment)) else None,
            order=self._order(result, ordered),
        )
        return facts, top

    def _rule(self, segmentation: str, segment: Segment) -> Text:
        return self.wording.rule_at(f"segmentations.{segmentation}.segments.{segment.id}.when")

    def _axes(self, result: SegmentationResult) -> tuple[str, ...]:
        """The scores that place an account: those of the matrix, else all."""
        rules = self.results.ruleset.segmentations[result.id]
        return tuple(rules.axes) if isinstance(rules, Matrix) else tuple(self.results.scores)

    def _ordered(self, result: SegmentationResult, inside: Mask) -> Index:
        """The rows of a segment: most money first; in a matrix the highest scores first; then by key."""
        rows = rows_of(inside)
        keys: list[Floats] = [self._money_of(rows)]
        if result.levels is not None:
            keys.append(
                sum(
                    (np.nan_to_num(self.results.scores[axis].score[rows]) for axis in self._axes(result)),
                    np.zeros(len(rows)),
                )
            )
        return rows[np.lexsort([rows, *(-key for key in keys)])]

    def _order(
        self, result: SegmentationResult, rows: Index
    ) -> Literal["scores", "scores_money", "money", "key"]:
        """What `_ordered` sorted by, as far as it made a difference."""
        money = bool(self._money_of(rows).any())
        if result.levels is not None:
            return "scores_money" if money else "scores"
        return "money" if money else "key"

    def _largest_first(self, rows: Index) -> Index:
        """Rows by money, then by key; as they were where none has any."""
        money = self._money_of(rows)
        return rows[np.lexsort([rows, -money])] if money.any() else rows

    def _money_of(self, rows: Index) -> Floats:
        column = self.results.values.get(self.results.money or "")
        return np.nan_to_num(column.values[rows]) if isinstance(column, Numbers) else np.zeros(len(rows))

    def _comparisons(
        self, result: SegmentationResult, profile: SegmentProfile, whole: SegmentProfile
    ) -> Iterator[Comparison]:
        """The averages of money and of the scores that place an account, beside those of all accounts."""
        money = [self.results.money] if self.results.money in self.results.values else []
        for name in (*money, *self._axes(result)):
            each = term(self.plan, str(name))
            here, everyone = profile.averages[each.name], whole.averages[each.name].value
            known = here.known if 0 < here.known < profile.count else None
            yield Comparison(each.title, figure(here.value, each), figure(everyone, each), known)

    def _traits(self, result: SegmentationResult, segment: Segment, inside: Mask) -> Iterator[TraitFacts]:
        """The strongest differences that can be seen in the figures, and that the rules themselves do not make."""
        defining = defining_names(self.plan, result.id, segment)
        candidates = (each for each in self.compared if each.name not in defining)
        told = (self._trait(each) for each in traits_of(tuple(candidates), inside))
        yield from islice((each for each in told if _shown(each.inside) != _shown(each.outside)), TRAITS)

    def _trait(self, trait: Trait) -> TraitFacts:
        each = term(self.plan, trait.name)
        inside, outside = (_trait_figure(trait, value, each) for value in (trait.inside, trait.outside))
        return TraitFacts(
            each.title, trait.kind, trait.value, inside, outside, trait.strength, trait.known_inside
        )

    def _top(self, result: SegmentationResult, row: int) -> TopAccount:
        axes, money = self._axes(result), self.labels.money(row)
        certain = None if result.certain is None else bool(result.certain[row])
        return TopAccount(
            key=self.labels.keys[row],
            name=self.labels.names[row],
            money=money.figure if money else None,
            scores=tuple(self._score(axis, row) for axis in axes),
            carry=self.labels.carried(row),
            reasons=tuple(reason for axis in axes for reason in self._reasons(axis, row)),
            certain=certain,
            deciding=self._deciding(result, row) if certain is False else None,
        )

    def _score(self, id_: str, row: int) -> Named:
        value = float(self.results.scores[id_].score[row])
        each = term(self.plan, id_)
        return Named(each.title, figure(None if np.isnan(value) else value, each))

    def _reasons(self, score: str, row: int) -> list[Named]:
        """The criteria that bring the most points, with their points of the score."""
        found = self.results.scores[score].criteria
        brought = [
            (float(found[path].contribution[row]), title, path) for path, title in self.leaves[score].items()
        ]
        heaviest = sorted(brought, key=lambda each: -each[0])[:REASONS]
        return [
            Named(title, Figure(points, "score", None, path))
            for points, title, path in heaviest
            if points > 0
        ]

    def _deciding(self, result: SegmentationResult, row: int) -> Text | None:
        code = int(result.deciding[row]) if result.deciding is not None else -1
        if code < 0:
            return None
        return criterion_title(self.plan, criterion_at(self.results.ruleset, result.deciding_paths[code]))

    def _research(self, result: SegmentationResult, ordered: Index) -> Iterator[Research]:
        """Per deciding fact who lacks it, the fact that most accounts lack first."""
        if result.deciding is None:
            return
        codes = result.deciding[ordered]
        found, counts = np.unique(codes[codes >= 0], return_counts=True)
        for code in found[np.argsort(-counts, kind="stable")].tolist():
            criterion = criterion_at(self.results.ruleset, result.deciding_paths[code])
            rows, behind = self._largest_first(ordered[codes == code]), measured(self.plan, criterion)
            yield Research(
                title=criterion_title(self.plan, criterion),
                accounts=len(rows),
                examples=tuple(
                    ResearchAccount(self.labels.keys[row], self.labels.names[row])
                    for row in rows[:EXAMPLES].tolist()
                ),
                from_whom=criterion.source or behind.source,
                method=criterion.method or behind.method,
                owner=criterion.owner or behind.owner,
            )

    def _gaps(self, inside: Mask) -> Iterator[Gap]:
        """The fields that lack for accounts of the segment, the worst first."""
        faults, parent = self.results.quality.accounts, self.results.ruleset.accounts.parent
        gaps = []
        for name in dict.fromkeys((*faults.missing, *faults.outdated, *faults.invalid)):
            masks = (faults.missing, faults.outdated, faults.invalid)
            missing, outdated, invalid = (_count(of, name, inside) for of in masks)
            # Most companies have none above them: that is no gap.
            if outdated or invalid or (missing and name != parent):
                gaps.append(Gap(term(self.plan, name).title, missing, outdated, invalid))
        yield from sorted(gaps, key=lambda gap: -(gap.missing + gap.outdated))

    def _playbooks(self, inside: Mask) -> tuple[tuple[str, int], ...]:
        names, codes = tuple(self.results.ruleset.playbooks), self.results.playbooks[inside]
        counts = [(name, int((codes == code).sum())) for code, name in enumerate(names)]
        return tuple(sorted(((name, count) for name, count in counts if count), key=lambda each: -each[1]))


def _count(masks: Mapping[str, Mask], name: str, inside: Mask) -> int:
    return int((masks[name] & inside).sum()) if name in masks else 0


def _shown(figure: Figure) -> str:
    """The figure as it is written; that two look the same does not depend on the language."""
    return format_value(figure.value, "text" if figure.shape == "date" else figure.shape, "en")


def _trait_figure(trait: Trait, value: float, each: Term) -> Figure:
    if trait.kind == "share":
        return Figure(value, "percent", None, each.name)
    if trait.kind == "date":
        return Figure((EPOCH + timedelta(days=math.floor(value))).isoformat(), "date", None, each.name)
    return figure(value, each)
