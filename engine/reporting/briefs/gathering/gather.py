"""The facts of a run, all of them."""

from ....evaluation.results import Results
from ....findings import Finding, SiktaError
from ....plan.plan import Plan
from ..facts import Facts, PlaybookFacts
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
"""So many of those listed get a card of their own."""


def gather(results: Results, plan: Plan, listed: int = LISTED, cards: int = CARDS) -> Facts:
    """What the documents of a run say, in no language yet. `listed` bounds the accounts named in each
    segment's brief, `cards` those of them that get a card.

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
        accounts=tuple(
            maker.card(row) for row in sorted({row for _, top in told for row in top[:cards].tolist()})
        ),
        playbooks=_playbooks(results, wording),
        templates=results.ruleset.reports.templates,
    )


def _playbooks(results: Results, wording: Wording) -> tuple[PlaybookFacts, ...]:
    findings: list[Finding] = []
    rules = results.ruleset
    found = tuple(playbook(each, wording, *prose(rules, each, findings)) for each in rules.playbooks.values())
    if findings:
        raise SiktaError(findings)
    return found
