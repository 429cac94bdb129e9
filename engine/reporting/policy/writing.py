"""A ruleset as a document: its chapters in order, in one language."""

from collections.abc import Callable, Iterator

from ...analysis.glossary import ruleset_title
from ...plan.plan import Plan
from .analyses import best_customers, committee, opportunities, rankings
from .blocks import Block, Chapter, Facts, Policy
from .data import data
from .keeping import keeping, results, whereabouts
from .knockouts import knockouts
from .matrix import matrices
from .metrics import metrics, parameters
from .opening import goals, kicker, summary
from .playbooks import playbooks
from .scenarios import scenarios
from .scores import scores
from .segmentations import segmentations
from .speaker import Speaker

FOLDED = ("whereabouts",)
"""Chapters that only those look for who change the files."""

Writes = Callable[[Speaker], Iterator[Block]]


def policy(plan: Plan, language: str) -> Policy:
    """Everything that a ruleset says, as blocks. No data is read."""
    speaker = Speaker(plan, language)
    _, rules = speaker._, plan.ruleset
    purpose = speaker.text(rules.goals.purpose)
    written = (
        (id_, title, tuple(each for each in write(speaker) if each != Facts(())))
        for id_, title, write in _chapters(speaker)
    )
    footer = _("Ruleset {name}, content {digest}", name=rules.name, digest=rules.digest[:12])
    return Policy(
        language,
        speaker.text(ruleset_title(rules)),
        kicker(speaker),
        (purpose,) if purpose else (),
        tuple(
            Chapter(id_, title, blocks, _("Show") if id_ in FOLDED else "")
            for id_, title, blocks in written
            if blocks
        ),
        _("Contents"),
        footer,
    )


def _chapters(speaker: Speaker) -> tuple[tuple[str, str, Writes], ...]:
    _ = speaker._
    return (
        ("summary", _("How an account gets its segment"), summary),
        ("goals", _("What these rules are for"), goals),
        ("scores", _("Scores"), scores),
        ("matrix", _("From scores to segments"), matrices),
        ("segmentations", _("Other ways to look at accounts"), segmentations),
        ("knockouts", _("Knock-outs"), knockouts),
        ("playbooks", _("Playbooks"), playbooks),
        ("opportunities", _("Opportunities"), opportunities),
        ("best-customers", _("Best customers"), best_customers),
        ("rankings", _("Rankings"), rankings),
        ("buying-committee", _("Buying committee"), committee),
        ("metrics", _("Metrics"), metrics),
        ("parameters", _("Parameters"), parameters),
        ("data", _("Data"), data),
        ("results", _("Results"), results),
        ("tests", _("Tests of the rules"), scenarios),
        ("keeping", _("Who keeps what"), keeping),
        ("whereabouts", _("Where each part stands in the files"), whereabouts),
    )
