"""The cards of accounts: what `explain` finds for one, for many."""

from dataclasses import dataclass, field

from ....analysis.case import Case, UsedValue
from ....analysis.explanation import used_names
from ....analysis.knockout_reasons import KnockoutReason, knockout_reasons
from ....analysis.lifts import Lift, Step
from ....analysis.score_reasons import CriterionReason, ScoreReason, score_reasons
from ....analysis.segmentation_reasons import SegmentationReason, segmentation_reasons
from ....analysis.tier_step import TierStep
from ....analysis.way_up import WayUp
from ....evaluation.results import Results
from ....expressions.columns import Floats
from ....plan.plan import Plan
from ..facts import (
    AccountFacts,
    CriterionFacts,
    DecidingFacts,
    Figure,
    KnockoutFacts,
    LiftFacts,
    PlaceFacts,
    ScoreFacts,
    StepFacts,
    TierFacts,
    ValueFacts,
    WayUpFacts,
)
from .labels import Labels
from .standing import standing_facts
from .wording import Wording, figure, terms


@dataclass(frozen=True, eq=False)
class Cards:
    """Makes the cards of a run's accounts. `used` are the values that its rules look at."""

    results: Results
    plan: Plan
    wording: Wording
    labels: Labels
    used: tuple[str, ...]
    seen: dict[str, Floats] = field(default_factory=dict)

    @classmethod
    def of(cls, results: Results, plan: Plan, wording: Wording, labels: Labels) -> "Cards":
        return cls(results, plan, wording, labels, used_names(results, plan))

    def card(self, row: int) -> AccountFacts:
        """Everything that made one account what it is."""
        case, labels, wording = Case(self.results, self.plan, row, self.seen), self.labels, self.wording
        return AccountFacts(
            key=labels.keys[row],
            name=labels.names[row],
            carry=labels.carried(row),
            money=labels.money(row),
            knocked_out=bool(self.results.knocked_out[row]),
            places=tuple(_place(each, wording) for each in segmentation_reasons(case)),
            scores=tuple(_score(each) for each in score_reasons(case)),
            knockouts=tuple(_knockout(each, wording) for each in knockout_reasons(case)),
            values=tuple(_value(case.used(name)) for name in self.used),
            playbook=labels.playbook(row),
            language=labels.offer_language(row),
        )


def _value(used: UsedValue) -> ValueFacts:
    term = used.term
    return ValueFacts(
        term.name,
        term.title,
        figure(used.value, term),
        used.outdated,
        used.invalid,
        term.source,
        term.method,
        term.owner,
    )


def _knockout(reason: KnockoutReason, wording: Wording) -> KnockoutFacts:
    return KnockoutFacts(
        id=reason.id,
        title=reason.title,
        state=reason.state,
        reason=reason.reason,
        rule=wording.rule(reason.rule),
        values=tuple((name, figure(used.value, used.term)) for name, used in reason.values.items()),
        missing=terms(reason.missing),
        owner=reason.owner,
    )


def _score(reason: ScoreReason) -> ScoreFacts:
    return ScoreFacts(
        reason.id,
        reason.title,
        reason.score,
        reason.completeness,
        reason.low,
        reason.high,
        tuple(_criterion(each) for each in reason.criteria),
    )


def _criterion(reason: CriterionReason) -> CriterionFacts:
    return CriterionFacts(
        path=reason.path,
        title=reason.title,
        depth=reason.depth,
        is_group=reason.is_group,
        figure=figure(reason.value, reason.term),
        points=reason.points,
        weight=reason.weight,
        contribution=reason.contribution,
        applies=reason.applies,
        assumed=reason.assumed,
        judgement=reason.judgement,
        missing=terms(reason.absent),
    )


def _place(reason: SegmentationReason, wording: Wording) -> PlaceFacts:
    deciding = reason.deciding
    return PlaceFacts(
        id=reason.id,
        title=reason.title,
        method=reason.method,
        segments=reason.segments,
        rules=tuple(wording.rule(rule) for rule in reason.rules),
        levels=tuple((level.axis.title, level.level) for level in reason.levels),
        certain=reason.certain,
        deciding=DecidingFacts(deciding.title, terms(deciding.missing)) if deciding else None,
        unchecked=tuple(rule.title for rule in reason.unchecked),
        way_up=_way_up(reason.way_up, wording) if reason.way_up else None,
        standing=standing_facts(reason.standing) if reason.standing else None,
    )


def _way_up(way: WayUp, wording: Wording) -> WayUpFacts:
    return WayUpFacts(
        way.obstacle,
        terms(way.missing),
        tuple(_lift(each, wording) for each in way.lifts),
        _tier(way.tier) if way.tier else None,
    )


def _tier(step: TierStep) -> TierFacts:
    now, needed = figure(step.value, step.term), figure(step.needed, step.term)
    return TierFacts(step.term.title, now, needed, step.segment[1])


def _lift(lift: Lift, wording: Wording) -> LiftFacts:
    return LiftFacts(
        axis=lift.axis.title,
        score=lift.score,
        level=lift.level,
        next_level=lift.next_level,
        start=lift.start,
        steps=tuple(_step(each, wording) for each in lift.steps),
        segment=lift.segment[1] if lift.segment else None,
    )


def _step(step: Step, wording: Wording) -> StepFacts:
    target, term = step.target, step.term

    def bound(value: float | None) -> Figure | None:
        return None if value is None else figure(value, term)

    return StepFacts(
        title=step.title,
        figure=figure(step.value, term),
        points=step.points,
        needed=target.points,
        at_least=bound(target.at_least),
        at_most=bound(target.at_most),
        below=bound(target.below),
        one_of=target.one_of,
        otherwise=target.otherwise,
        rule=wording.rule(target.rule) if target.rule else None,
    )
