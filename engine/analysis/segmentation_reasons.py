"""Where an account is in each segmentation, how certain that is, and what would decide it."""

from dataclasses import dataclass

from ..evaluation.results import SegmentationResult
from ..expressions.compiled import Compiled
from ..rules.model import AnySegmentation, Matrix, Rules, Text
from .case import Case
from .criteria import criterion_at, criterion_title, expression_paths
from .glossary import Term, term, titled
from .standing import Standing, standing
from .way_up import WayUp, way_up


@dataclass(frozen=True, slots=True)
class LevelReason:
    """Where an account stands on one axis of a matrix; `level` is None where its score is missing."""

    axis: Term
    level: str | None
    score: float | None


@dataclass(frozen=True, slots=True)
class DecidingFact:
    """The criterion whose missing value could change the segment, and the missing facts behind it."""

    path: str
    title: Text
    missing: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class UncheckedRule:
    """A segment's rule that may not have been checked, and the facts that it lacks."""

    segment: str
    title: Text
    missing: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class SegmentationReason:
    """Where an account is in one segmentation: in no segment, in one, or in several where they overlap.

    `segments` are ids with titles; `rules` the conditions of those segments, where they have one. `certain` is None
    where the method does not tell. `way_up` is None where the method has no up, or where it is already there.
    `applies` tells whether the segmentation is `for` this account; None where that could not be checked for want
    of the facts in `unsure`. `standing` is the reason where neither rules nor levels give it.
    """

    id: str
    title: Text
    method: str
    segments: tuple[tuple[str, Text], ...]
    rules: tuple[Compiled, ...] = ()
    levels: tuple[LevelReason, ...] = ()
    certain: bool | None = None
    deciding: DecidingFact | None = None
    unchecked: tuple[UncheckedRule, ...] = ()
    way_up: WayUp | None = None
    applies: bool | None = True
    unsure: tuple[Term, ...] = ()
    standing: Standing | None = None


def segmentation_reasons(case: Case) -> tuple[SegmentationReason, ...]:
    """Every segmentation of the ruleset in file order, as it stands for one account."""
    results = case.results
    return tuple(
        _reason(case, segmentation, results.segmentations[segmentation.id])
        for segmentation in case.plan.ruleset.segmentations.values()
    )


def _reason(case: Case, segmentation: AnySegmentation, result: SegmentationResult) -> SegmentationReason:
    found, applies = case.segment(segmentation.id), _applies(case, segmentation)
    ids = found if isinstance(found, tuple) else ((str(found),) if found is not None else ())
    rules = (
        case.plan.expressions.get(f"segmentations.{segmentation.id}.segments.{name}.when") for name in ids
    )
    return SegmentationReason(
        segmentation.id,
        titled(segmentation.title, segmentation.id),
        type(segmentation).__name__.lower(),
        tuple((name, titled(segmentation.segments[name].title, name)) for name in ids),
        tuple(rule for rule in rules if rule is not None),
        _levels(case, segmentation, result) if applies else (),
        None if result.certain is None else bool(result.certain[case.row]),
        _deciding(case, result),
        _unchecked(case, segmentation, result, ids),
        way_up(case, segmentation),
        applies,
        case.absent([f"segmentations.{segmentation.id}.for"]) if applies is None else (),
        standing(case, segmentation, segmentation.segments[ids[0]]) if ids else None,
    )


def _applies(case: Case, segmentation: AnySegmentation) -> bool | None:
    """Whether the segmentation is for the account; None where that could not be checked."""
    path = f"segmentations.{segmentation.id}.for"
    if path not in case.plan.expressions:
        return True
    answer = case.evaluated(path)
    return None if answer is None else bool(answer)


def _levels(case: Case, segmentation: AnySegmentation, result: SegmentationResult) -> tuple[LevelReason, ...]:
    if not isinstance(segmentation, Matrix) or result.levels is None:
        return ()
    reasons = []
    for axis, levels in segmentation.axes.items():
        code = int(result.levels[axis][case.row])
        score = case.number(case.results.scores[axis].score)
        reasons.append(LevelReason(term(case.plan, axis), levels[code].id if code >= 0 else None, score))
    return tuple(reasons)


def _deciding(case: Case, result: SegmentationResult) -> DecidingFact | None:
    code = -1 if result.deciding is None else int(result.deciding[case.row])
    if code < 0:
        return None
    criterion = criterion_at(case.plan.ruleset, result.deciding_paths[code])
    missing = case.absent(expression_paths(criterion))
    return DecidingFact(criterion.path, criterion_title(case.plan, criterion), missing)


def _unchecked(
    case: Case, segmentation: AnySegmentation, result: SegmentationResult, ids: tuple[str, ...]
) -> tuple[UncheckedRule, ...]:
    """The rules that could not be checked: of segments before the one that was found, or of all others."""
    if not isinstance(segmentation, Rules) or result.unknown is None or not result.unknown[case.row]:
        return ()
    found = []
    for name, segment in segmentation.segments.items():
        if name in ids and not segmentation.overlapping:
            break
        path = f"segmentations.{segmentation.id}.segments.{name}.when"
        if segment.when is not None and case.evaluated(path) is None:
            found.append(UncheckedRule(name, titled(segment.title, name), case.absent([path])))
    return tuple(found)
