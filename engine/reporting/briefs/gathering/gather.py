"""The facts of a run, all of them."""

from collections.abc import Sequence

from ....evaluation.results import Results
from ....expressions.columns import Index
from ....findings import Finding, SiktaError
from ....plan.plan import Plan
from ....rules.model import Matrix, Ruleset
from ..facts import Facts, PlaybookFacts, SegmentFacts
from .cards import Cards
from .header import header, playbook
from .labels import Labels
from .overview import overview
from .prose import prose
from .segments import Briefing
from .wording import Wording

LISTED = 25
"""So many accounts of each segment are listed in its brief."""

CARDS = 10
"""So many of those listed get a card of their own, in the segmentations that a seller starts from."""


def gather(results: Results, plan: Plan, listed: int = LISTED, cards: int = CARDS) -> Facts:
    """What the documents of a run say, in no language yet. `listed` bounds the accounts named in each
    segment's brief, `cards` those of them that get a card: in the matrices, or in the first segmentation where
    there is no matrix.

    Raises SiktaError (E706) where a playbook's text cannot be read.
    """
    wording, labels = Wording(plan), Labels.of(results, plan)
    briefing = Briefing.of(results, plan, wording, labels, listed)
    told = list(briefing.briefs())
    maker = Cards.of(results, plan, wording, labels)
    return Facts(
        header=header(results),
        overview=overview(results, plan, briefing.ledger, briefing.profiles),
        segments=tuple(facts for facts, _ in told),
        accounts=tuple(maker.card(row) for row in _with_card(results, told, cards)),
        playbooks=_playbooks(results, wording),
        templates=results.ruleset.reports.templates,
    )


def _with_card(results: Results, told: Sequence[tuple[SegmentFacts, Index]], cards: int) -> list[int]:
    """The rows of the accounts that get a card, by key."""
    main = main_segmentations(results.ruleset)
    return sorted({row for facts, top in told if facts.segmentation in main for row in top[:cards].tolist()})


def main_segmentations(ruleset: Ruleset) -> frozenset[str]:
    """Where a seller starts: the matrices; the first segmentation where there is none."""
    every = ruleset.segmentations
    matrices = [id_ for id_, segmentation in every.items() if isinstance(segmentation, Matrix)]
    return frozenset(matrices or list(every)[:1])


def _playbooks(results: Results, wording: Wording) -> tuple[PlaybookFacts, ...]:
    findings: list[Finding] = []
    rules = results.ruleset
    found = tuple(playbook(each, wording, *prose(rules, each, findings)) for each in rules.playbooks.values())
    if findings:
        raise SiktaError(findings)
    return found
