"""The part of an account's explanation that a failed expectation is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..analysis.case import Case
from ..analysis.explanation import Explanation, explain_row
from ..plan.scenarios import Subject
from ..rules.model import AnySegmentation, Matrix
from .judging import Check, Trial


@dataclass(frozen=True, slots=True)
class Concern:
    """What to show: ids of segmentations and scores, names of values, whether knock-outs and the playbook."""

    segmentations: frozenset[str] = frozenset()
    scores: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()
    knockouts: bool = False
    playbook: bool = False

    @classmethod
    def joined(cls, concerns: "Iterable[Concern]") -> "Concern":
        found = list(concerns)
        return cls(
            frozenset().union(*(each.segmentations for each in found)),
            frozenset().union(*(each.scores for each in found)),
            frozenset().union(*(each.values for each in found)),
            any(each.knockouts for each in found),
            any(each.playbook for each in found),
        )


def concerned(trial: Trial) -> Explanation:
    """The account's explanation without what its failed expectations are not about, and without ways up."""
    case = trial.case
    told = explain_row(case.results, case.plan, case.row)
    about = Concern.joined(_concern(case, check) for check in trial.failed)
    order = [name for name in case.results.values if name in about.values]
    return replace(
        told,
        values=tuple(case.used(name) for name in order),
        knockouts=told.knockouts if about.knockouts else (),
        scores=tuple(score for score in told.scores if score.id in about.scores),
        segmentations=tuple(
            replace(each, way_up=None) for each in told.segmentations if each.id in about.segmentations
        ),
        playbook=told.playbook if about.playbook else None,
    )


def _concern(case: Case, check: Check) -> Concern:
    subject, ruleset = check.expectation.subject, case.plan.ruleset
    match subject.aspect:
        case "knocked_out":
            return Concern(knockouts=True, values=_read(case, "knockouts."))
        case "completeness":
            return Concern(scores=frozenset({subject.name}))
        case "level" | "certain":
            axes = {subject.axis} if subject.axis else set(_axes(ruleset.segmentations[subject.name]))
            return Concern(frozenset({subject.name}), frozenset(axes))
        case "playbook":
            return Concern.joined((Concern(playbook=True), *_behind_playbooks(case, check)))
        case _:
            return _of_value(case, subject, check)


def _of_value(case: Case, subject: Subject, check: Check) -> Concern:
    ruleset, name = case.plan.ruleset, subject.name
    if name in ruleset.scores:
        return Concern(scores=frozenset({name}))
    segmentation = ruleset.segmentations.get(name)
    if segmentation is None:
        return Concern(values=frozenset({name}))
    return _of_segmentation(case, segmentation, knocked_out=_about_knockouts(segmentation, check))


def _of_segmentation(case: Case, segmentation: AnySegmentation, *, knocked_out: bool = False) -> Concern:
    path = f"segmentations.{segmentation.id}."
    read = _read(case, path)
    scores = {*_axes(segmentation), *(read & case.plan.ruleset.scores.keys())}
    if knocked_out:
        return Concern(frozenset({segmentation.id}), frozenset(), read | _read(case, "knockouts."), True)
    return Concern(frozenset({segmentation.id}), frozenset(scores), read)


def _about_knockouts(segmentation: AnySegmentation, check: Check) -> bool:
    """Whether the difference is that the account is knocked out, or should be."""
    states = {id: segment.state for id, segment in segmentation.segments.items()}
    wanted = getattr(check.expectation.want, "value", None)
    return "knocked_out" in (states.get(str(check.found)), states.get(str(wanted)))


def _axes(segmentation: AnySegmentation) -> tuple[str, ...]:
    return tuple(segmentation.axes) if isinstance(segmentation, Matrix) else ()


def _behind_playbooks(case: Case, check: Check) -> Iterator[Concern]:
    """The segmentations by which the playbook that was wanted, and the one that was found, are chosen."""
    wanted = getattr(check.expectation.want, "value", None)
    for id in {str(wanted), str(check.found)}:
        compiled = case.plan.expressions.get(f"playbooks.{id}.for")
        for name in compiled.names if compiled else ():
            if name in case.plan.ruleset.segmentations:
                yield _of_segmentation(case, case.plan.ruleset.segmentations[name])


def _read(case: Case, below: str) -> frozenset[str]:
    """The names that the expressions below a path read."""
    found = (rule.names for path, rule in case.plan.expressions.items() if path.startswith(below))
    return frozenset(name for names in found for name in names)
