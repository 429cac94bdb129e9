"""The facts of a run, all of them."""

from ....analysis.explanation import explain_row
from ....analysis.segments import Ledger
from ....evaluation.results import Results
from ....findings import Finding, SiktaError
from ....plan.plan import Plan
from ..facts import Facts, PlaybookFacts
from .cards import card
from .header import header, playbook
from .overview import overview
from .prose import prose
from .segments import Briefing
from .wording import Wording

CARDS = 50
"""So many accounts of each segment are listed and get a card of their own."""


def gather(results: Results, plan: Plan, cards: int = CARDS) -> Facts:
    """What the documents of a run say, in no language yet. `cards` bounds the accounts told per segment.

    Raises SiktaError (E706) where a playbook's text cannot be read.
    """
    ledger, wording = Ledger.of(results), Wording(plan)
    briefing = Briefing.of(results, plan, ledger, wording, cards)
    told = list(briefing.briefs())
    rows = sorted({row for _, top in told for row in top.tolist()})
    return Facts(
        header=header(results),
        overview=overview(results, plan, ledger),
        segments=tuple(facts for facts, _ in told),
        accounts=tuple(
            card(
                explain_row(results, plan, row),
                wording,
                briefing.carried(row),
                briefing.money(row),
                briefing.playbook(row),
                briefing.offer_language(row),
            )
            for row in rows
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
