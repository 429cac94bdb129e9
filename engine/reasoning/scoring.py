"""Between which ends points and scores lie, for any account that there can be."""

import ast
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..expressions.bounds import bounds
from ..expressions.claims import Reader
from ..expressions.demands import NEVER, Claim, both, either
from ..expressions.possible import EITHER, Known, Numbers, Possible, Span, Words
from ..expressions.types import Kind
from ..expressions.world import Outcome
from ..rules.model import Bands, Criterion, Group, Matrix, PointsMap, PointsRules, Scale

if TYPE_CHECKING:
    from .rulebook import Rulebook

_NOISE = 1e-5
"""By how much the rounding of points to six decimals, and of floats, may shift an average."""

_MOST_RULES = 200
"""What more rules than these leave over is not looked into: each is then taken to reach somebody."""

_COMPLETE = 1e-6
"""By how much a completeness of six decimals may."""


@dataclass(frozen=True, slots=True)
class Points:
    """The points that a criterion can give: between `low` and `high`, which are inf and -inf where it gives none.

    `steps` are the single numbers of points that it can give, None for a scale or a group. `always` is whether every
    account has points, `applies` whether it counts for every account.
    """

    low: float
    high: float
    always: bool
    applies: bool
    steps: frozenset[float] | None = None

    @property
    def none(self) -> bool:
        return self.low > self.high


@dataclass(frozen=True, slots=True)
class Step:
    """One of the outcomes of a criterion: what it takes, and the points that it gives."""

    path: str
    claim: Claim
    points: float


class Scoring:
    """Points and scores of a rulebook, each worked out once."""

    def __init__(self, book: "Rulebook") -> None:
        self._book = book
        self._points: dict[str, Points] = {}

    def possible(self, score: str, needs: float = 0.0) -> Possible:
        """The values of a score, where at least `needs` (0..1) of its weight is known."""
        members = self._weighed(self._book.ruleset.scores[score].criteria)
        given = [member for member in members if not member[1].none]
        if not given:
            return Possible(Numbers(()), missing=True)
        applying = sum(weight for weight, points in members if points.applies)
        least = needs * applying - _COMPLETE
        high = _extreme(
            [(weight, points.high, points.always and points.applies) for weight, points in given], least
        )
        low = -_extreme(
            [(weight, -points.low, points.always and points.applies) for weight, points in given], least
        )
        span = Span(max(_rounded(low - _NOISE), 0.0), min(_rounded(high + _NOISE), 100.0))
        return Possible(Numbers((span,)), missing=not any(p.always and p.applies for _, p in members))

    def may_be_unrated(self, matrix: Matrix) -> bool:
        """Whether an account can have too little known about it on some axis."""
        return any(
            self._least_known(axis) < max(matrix.needs_completeness, _COMPLETE) for axis in matrix.axes
        )

    def _least_known(self, score: str) -> float:
        members = self._weighed(self._book.ruleset.scores[score].criteria)
        whole = sum(weight for weight, _ in members)
        grouped = {
            c.id for c in self._book.ruleset.scores[score].criteria.values() if isinstance(c.measure, Group)
        }
        ids = list(self._book.ruleset.scores[score].criteria)
        sure = sum(
            weight
            for id, (weight, points) in zip(ids, members, strict=True)
            if points.always and points.applies and id not in grouped
        )
        return sure / whole

    def _weighed(self, criteria: Mapping[str, Criterion]) -> list[tuple[float, Points]]:
        return [(criterion.weight, self.points(criterion)) for criterion in criteria.values()]

    def points(self, criterion: Criterion) -> Points:
        """What a criterion can give to an account."""
        if criterion.path not in self._points:
            self._points[criterion.path] = self._worked_out(criterion)
        return self._points[criterion.path]

    def _worked_out(self, criterion: Criterion) -> Points:
        measure = criterion.measure
        if isinstance(measure, Group):
            found = self._of_group(measure, criterion)
        elif isinstance(measure, Scale):
            found = self._of_scale(measure, criterion)
        else:
            found = self._of_steps(criterion)
        return found if criterion.missing is None else _with_missing(found, criterion.missing)

    def _of_group(self, measure: Group, criterion: Criterion) -> Points:
        members = self._weighed(measure.criteria)
        given = [(weight, points) for weight, points in members if not points.none]
        if not given:
            return Points(math.inf, -math.inf, always=False, applies=False)
        sure = [points.always and points.applies for _, points in given]
        return Points(
            min(points.low for _, points in given),
            max(points.high for _, points in given),
            always=any(sure),
            applies=criterion.applies is None and any(points.applies for _, points in members),
        )

    def _of_scale(self, measure: Scale, criterion: Criterion) -> Points:
        reader, tree = self._reader(criterion)
        span = bounds(tree, reader)
        ends = sorted(_on_scale(measure, end) for end in (span.low, span.high))
        known = reader.missing(tree, wanted=False)
        if self._book.impossible(criterion.path, self._for(criterion), known):
            return Points(math.inf, -math.inf, always=False, applies=criterion.applies is None)
        return Points(
            ends[0], ends[1], always=self._never_missing(criterion), applies=criterion.applies is None
        )

    def _of_steps(self, criterion: Criterion) -> Points:
        alive = [step.points for step in self.steps(criterion) if self.is_alive(criterion, step)]
        always = self._never_missing(criterion) and self._book.impossible(
            criterion.path, self.left_over(criterion)
        )
        steps = frozenset(alive)
        return Points(
            min(alive, default=math.inf),
            max(alive, default=-math.inf),
            always=always,
            applies=criterion.applies is None,
            steps=steps,
        )

    def is_alive(self, criterion: Criterion, step: Step) -> bool:
        return not self._book.impossible(step.path, self._for(criterion), step.claim)

    def _for(self, criterion: Criterion) -> Claim:
        return self._book.claim(f"{criterion.path}.for", Outcome.TRUE)

    def _reader(self, criterion: Criterion) -> tuple[Reader, ast.expr]:
        compiled = self._book.plan.expressions[f"{criterion.path}.value"]
        return Reader.of(compiled, self._book), compiled.tree

    def steps(self, criterion: Criterion) -> list[Step]:
        """Every outcome that gives points, in the order of the file."""
        match criterion.measure:
            case Bands() as bands:
                return list(self._bands(criterion, bands))
            case PointsMap() as points:
                return list(self._listed(criterion, points))
            case PointsRules() as rules:
                return list(self._rules(criterion, rules))
            case _:
                return []

    def _bands(self, criterion: Criterion, measure: Bands) -> Iterable[Step]:
        reader, tree = self._reader(criterion)
        starts = [-math.inf if band.start is None else band.start for band in measure.bands]
        for index, (band, start, end) in enumerate(
            zip(measure.bands, starts, [*starts[1:], math.inf], strict=True)
        ):
            claim = reader.value(tree, Numbers.of(start, end, high_open=True), Outcome.TRUE)
            yield Step(f"{criterion.path}.bands.{index}", claim, band.points)

    def _listed(self, criterion: Criterion, measure: PointsMap) -> Iterable[Step]:
        reader, tree = self._reader(criterion)
        for key, points in measure.points.items():
            claim = reader.value(tree, _keys(reader, tree, [key]), Outcome.TRUE)
            yield Step(f"{criterion.path}.points.{key}", claim, points)
        if measure.otherwise is not None:
            claim = reader.value(tree, _keys(reader, tree, measure.points), Outcome.FALSE)
            yield Step(f"{criterion.path}.otherwise", claim, measure.otherwise)

    def _rules(self, criterion: Criterion, measure: PointsRules) -> Iterable[Step]:
        before: list[Claim] = []
        for index, rule in enumerate(measure.rules):
            path = f"{criterion.path}.rules.{index}"
            yield Step(path, both(self._book.claim(f"{path}.when", Outcome.TRUE), *before), rule.points)
            if index < _MOST_RULES:
                before.append(self._book.claim(f"{path}.when", Outcome.NOT_TRUE))
        if measure.otherwise is not None:
            yield Step(f"{criterion.path}.otherwise", both(*before), measure.otherwise)

    def left_over(self, criterion: Criterion) -> Claim:
        """What holds for an account with a value for which the criterion has no points."""
        measure = criterion.measure
        if isinstance(measure, PointsRules):
            whens = [f"{criterion.path}.rules.{index}.when" for index in range(len(measure.rules))]
            left = both(*(self._book.claim(when, Outcome.NOT_TRUE) for when in whens))
            return NEVER if measure.otherwise is not None else both(self._for(criterion), left)
        reader, tree = self._reader(criterion)
        if isinstance(measure, PointsMap) and measure.otherwise is None:
            listed = reader.value(tree, _keys(reader, tree, measure.points), Outcome.FALSE)
            return both(self._for(criterion), listed)
        if isinstance(measure, Bands) and measure.bands[0].start is not None:
            below = Numbers.of(-math.inf, measure.bands[0].start, high_open=True)
            return both(self._for(criterion), reader.value(tree, below, Outcome.TRUE))
        return NEVER

    def _never_missing(self, criterion: Criterion) -> bool:
        if isinstance(criterion.measure, PointsRules):
            whens = [f"{criterion.path}.rules.{index}.when" for index in range(len(criterion.measure.rules))]
            unsure = [
                both(self._book.claim(when, Outcome.NOT_TRUE), self._book.claim(when, Outcome.NOT_FALSE))
                for when in whens
            ]
            return self._book.impossible(criterion.path, either(*unsure))
        reader, tree = self._reader(criterion)
        return self._book.impossible(criterion.path, reader.missing(tree, wanted=True))


def _rounded(value: float) -> float:
    """Half up, to the two decimals of a score."""
    return math.floor(value * 100 + 0.5) / 100


def _with_missing(found: Points, missing: float) -> Points:
    if found.always:
        return found
    return replace(
        found,
        low=min(found.low, missing),
        high=max(found.high, missing),
        always=True,
        steps=None if found.steps is None else found.steps | {missing},
    )


def _on_scale(measure: Scale, value: float) -> float:
    if math.isinf(value):
        return 100.0 if (value > 0) == (measure.high > measure.low) else 0.0
    return min(max((value - measure.low) / (measure.high - measure.low), 0.0), 1.0) * 100.0


def _keys(reader: Reader, tree: ast.expr, keys: Iterable[str]) -> Known:
    kind = reader.type_of(tree).kind
    if kind is Kind.NUMBER:
        return Numbers.points(frozenset(map(float, keys)))
    return Words(frozenset(keys)) if kind is not Kind.BOOLEAN else EITHER.meet(Words(frozenset(keys)))


def _extreme(members: Sequence[tuple[float, float, bool]], least: float) -> float:
    """The highest weighted average (weight, points, whether it always counts) over what may be known of an account.

    What always counts does. Of the rest those with the most points are known first, and after them, in part if need
    be, as many as make `least` of the weight: no account can be above that.
    """
    weight = sum(own for own, _, sure in members if sure)
    total = sum(own * points for own, points, sure in members if sure)
    for own, points, sure in sorted(members, key=lambda member: -member[1]):
        if sure:
            continue
        if weight == 0 or points * weight > total:
            taken = own
        elif weight < least:
            taken = min(own, least - weight)
        else:
            break
        weight, total = weight + taken, total + taken * points
    return total / weight
