"""A run at a glance, told from its census alone: for accounts that came in stretches, of which no briefs are written."""

from ....analysis.census import Census
from ....analysis.glossary import term, titled
from ....analysis.segments import SegmentationProfile
from ....analysis.uses import field_uses
from ....evaluation.results import Told
from ....plan.plan import Plan
from ....rules.model import Rules
from ....rules.model.texts import Text
from ..facts import Facts, KnockoutLine, Overview, SegmentationFacts
from .header import header
from .overview import field_faults, has_faults, loss_facts, remarks_of, segment_line


def glance(run: Told, plan: Plan, census: Census) -> Facts:
    """The header and the overview of a run, without grids, briefs and cards."""
    return Facts(
        header=header(run),
        overview=_overview(run, plan, census),
        segments=(),
        accounts=(),
        playbooks=(),
        templates=run.ruleset.reports.templates,
    )


def _overview(run: Told, plan: Plan, census: Census) -> Overview:
    quality, uses = run.quality, field_uses(plan)
    return Overview(
        accounts=census.accounts,
        knocked_out=census.knocked_out,
        money=census.whole,
        money_title=term(plan, run.money).title if run.money else Text(),
        money_source=run.money or "",
        knockouts=tuple(
            KnockoutLine(id, titled(rule.title, id), found.true or 0, found.unknown or 0, rule.owner)
            for id, rule in run.ruleset.knockouts.items()
            for found in (census.knockouts[id],)
        ),
        segmentations=tuple(_segmentation(run, profile) for profile in census.profiles().values()),
        fields=tuple(field_faults(run, each, uses) for each in quality.fields if has_faults(run, each)),
        losses=tuple(loss_facts(run, each, uses) for each in quality.losses),
        remarks=remarks_of((*quality.findings, *run.findings)),
    )


def _segmentation(run: Told, profile: SegmentationProfile) -> SegmentationFacts:
    rules = run.ruleset.segmentations[profile.segmentation]
    paid = any(each.money and each.money.total for each in profile.segments)
    return SegmentationFacts(
        id=rules.id,
        title=titled(rules.title, rules.id),
        method=type(rules).__name__.lower(),
        overlapping=isinstance(rules, Rules) and rules.overlapping,
        segments=tuple(segment_line(rules, each, paid) for each in profile.segments),
        without=segment_line(rules, profile.without, paid),
        grid=None,
    )
