"""Why an account was where it was before, and is where it is now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ...expressions.columns import Floats
from ...expressions.compiled import Compiled
from ...rules.model import AnySegmentation, Matrix, Text, Tiers
from ..case import Case
from ..criteria import branches, criterion_title
from ..glossary import Term, term, titled
from ..standing import Standing, standing
from .comparison import Comparison
from .sides import Side


@dataclass(frozen=True, slots=True)
class AxisGround:
    """Where an account stands on one axis of a matrix; `level` is None where its score is missing.

    `starts` are the levels in order, each with the score that it begins at.
    """

    axis: Term
    score: float | None
    level: str | None
    completeness: float
    starts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ground:
    """Why an account is where it is in one run.

    `knockouts` are the titles of those that took it out. `axes` are set for a matrix, `rules` for segments with a
    condition (the one that fired, or all where segments overlap), `standing` for tiers, flow, RFM and "otherwise".
    `needs` is how much a matrix asks to be known of an account. `tiers` are those with a bound, from the highest, by id:
    the value that each begins at, or the share that it runs up to; `tier` is the account's own, `titles` are those of all.
    """

    knockouts: tuple[Text, ...] = ()
    axes: tuple[AxisGround, ...] = ()
    rules: tuple[Compiled, ...] = ()
    standing: Standing | None = None
    needs: float = 0.0
    tier: str = ""
    tiers: Mapping[str, float] = field(default_factory=dict)
    titles: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shift:
    """How much a criterion contributes to a score before and after, in points of the score; 0 where it does not count."""

    path: str
    score: str
    title: Text
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Both grounds of a mover (None for a run that does not have it), and every change in points, the largest first."""

    before: Ground | None
    after: Ground | None
    shifts: tuple[Shift, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Witness:
    """Tells the reasons of movers, one by one; what takes a look at all accounts is looked up once per run."""

    comparison: Comparison
    _seen: tuple[dict[str, Floats], dict[str, Floats]] = field(default_factory=lambda: ({}, {}))

    def reason(self, segmentation: str, row: int) -> Reason:
        """Why the account in a row of the pairing moved in a segmentation."""
        told, pairing = self.comparison, self.comparison.pairing
        sides = ((told.old, int(pairing.old[row])), (told.new, int(pairing.new[row])))
        before, after = (
            _ground(Case(side.results, side.plan, at, seen), segmentation) if at >= 0 else None
            for (side, at), seen in zip(sides, self._seen, strict=True)
        )
        shifts = tuple(_shifts(told, segmentation, *(at for _, at in sides))) if before and after else ()
        largest_first = sorted(shifts, key=lambda shift: -abs(shift.after - shift.before))
        return Reason(before, after, tuple(largest_first))


def _ground(case: Case, id: str) -> Ground:
    segmentation = case.plan.ruleset.segmentations[id]
    found = case.segment(id)
    ids = found if isinstance(found, tuple) else ((str(found),) if found is not None else ())
    paths = (f"segmentations.{id}.segments.{name}.when" for name in ids)
    rules = (case.plan.expressions.get(path) for path in paths)
    return Ground(
        _knockouts(case),
        tuple(_axes(case, segmentation)),
        tuple(rule for rule in rules if rule is not None),
        standing(case, segmentation, segmentation.segments[ids[0]]) if ids else None,
        segmentation.needs_completeness if isinstance(segmentation, Matrix) else 0.0,
        ids[0] if ids else "",
        dict(_bounds(segmentation)),
        {name: titled(each.title, name) for name, each in segmentation.segments.items()},
    )


def _bounds(segmentation: AnySegmentation) -> Iterator[tuple[str, float]]:
    if isinstance(segmentation, Tiers):
        for name, tier in segmentation.segments.items():
            bound = tier.start if segmentation.cut == "value" else tier.up_to
            if bound is not None:
                yield name, bound


def _knockouts(case: Case) -> tuple[Text, ...]:
    known = case.plan.ruleset.knockouts
    fired = (id for id, result in case.results.knockouts.items() if result.true[case.row])
    return tuple(titled(known[id].title, id) for id in fired)


def _axes(case: Case, segmentation: AnySegmentation) -> Iterator[AxisGround]:
    levels = case.results.segmentations[segmentation.id].levels
    if not isinstance(segmentation, Matrix) or levels is None:
        return
    for axis, named in segmentation.axes.items():
        code, result = int(levels[axis][case.row]), case.results.scores[axis]
        level = named[code].id if code >= 0 else None
        known = case.number(result.completeness) or 0.0
        starts = {each.id: each.start for each in named}
        yield AxisGround(term(case.plan, axis), case.number(result.score), level, known, starts)


def _shifts(told: Comparison, segmentation: str, was: int, now: int) -> Iterator[Shift]:
    """The contributions that differ, of the scores that the segmentation crosses in either run."""
    for score in _axes_of(told, segmentation):
        before, after = (_contributions(side, score, at) for side, at in ((told.old, was), (told.new, now)))
        for path in dict.fromkeys((*after, *before)):
            pair = (before.get(path, 0.0), after.get(path, 0.0))
            if pair[0] != pair[1]:
                yield Shift(path, score, _title(told, path), *pair)


def _axes_of(told: Comparison, id: str) -> tuple[str, ...]:
    both = (side.plan.ruleset.segmentations[id] for side in (told.new, told.old))
    return tuple(dict.fromkeys(axis for each in both if isinstance(each, Matrix) for axis in each.axes))


def _contributions(side: Side, score: str, row: int) -> dict[str, float]:
    """What each criterion without members of its own adds to the score of one account."""
    result = side.results.scores.get(score)
    if result is None:
        return {}
    groups = {path.rpartition(".criteria.")[0] for path in result.criteria}
    leaves = {path: each for path, each in result.criteria.items() if path not in groups}
    return {path: float(each.contribution[row]) for path, each in leaves.items()}


def _title(told: Comparison, path: str) -> Text:
    for side in (told.new, told.old):
        for score in side.plan.ruleset.scores.values():
            for branch in branches(score.criteria):
                if branch.criterion.path == path:
                    return criterion_title(side.plan, branch.criterion)
    return titled(Text(), path.rpartition(".")[2])
