"""What the rules together say of each name: the values that it can have, and what it takes to have one."""

import math
from datetime import date
from itertools import takewhile

from ..expressions.bounds import bounds
from ..expressions.claims import Reader
from ..expressions.compiled import Compiled
from ..expressions.demands import (
    ALWAYS,
    NEVER,
    Budget,
    Claim,
    Demand,
    Facts,
    TooMuchError,
    both,
    either,
    solve,
)
from ..expressions.possible import Numbers, Possible, Span, Words, possible
from ..expressions.types import Kind, Type
from ..expressions.world import Outcome, World
from ..plan.plan import Plan
from ..rules.model import Aggregate, AnySegmentation, Matrix, Rules, Segment, Tiers, Value
from .scoring import Scoring

_STEPS = 100_000
"""For a whole ruleset; the embedded example takes a few thousand."""

_STEPS_EACH = 4_000
"""For one question."""

_MOST_SEGMENTS = 60
"""Of a segmentation with more, what it takes to be in one is not looked into by rules that use it."""

_NEVER_MISSING = frozenset({"sum", "count", "count_distinct"})
_EPOCH = date(1970, 1, 1)


class Rulebook(World):
    """A plan as it can be reasoned about. `gave_up` holds the paths of what took too many steps.

    A sum or count is never missing; sums of 2⁶³ and more, which are, do not occur in the trade of accounts.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.ruleset = plan.ruleset
        self.gave_up: list[str] = []
        day = self.ruleset.as_of
        self.as_of = float((day - _EPOCH).days) if isinstance(day, date) else None
        self.scoring = Scoring(self)
        self._budget = Budget(_STEPS)
        self._possible: dict[str, Possible] = {}
        self._claims: dict[tuple[str, Outcome], Claim] = {}
        self._members: dict[tuple[str, str], Claim] = {}

    # What is known of names

    def possible(self, name: str, found: Type) -> Possible:
        if name not in self._possible:
            self._possible[name] = self._values(name, found)
        return self._possible[name]

    def _values(self, name: str, found: Type) -> Possible:
        ruleset = self.ruleset
        if name == "as_of":
            return possible(found, missing=False)
        if name in ruleset.scores:
            return self.scoring.possible(name)
        if name in ruleset.segmentations:
            return self._segments(ruleset.segmentations[name])
        metric = ruleset.metrics.get(name)
        source = metric.source if metric else None
        if isinstance(source, Aggregate):
            whole = possible(found, missing=source.aggregation not in _NEVER_MISSING)
            return whole.meet(self._summed(name)) if source.aggregation == "sum" else whole
        return possible(found, missing=name != ruleset.accounts.key)

    def _summed(self, metric: str) -> Possible:
        """A sum of what is never below 0 is not below 0 either."""
        compiled = self.plan.expressions[f"metrics.{metric}.sum"]
        span = bounds(compiled.tree, Reader.of(compiled, World()))
        low, high = (0.0 if span.low >= 0 else -math.inf), (0.0 if span.high <= 0 else math.inf)
        return Possible(Numbers((Span(low, high),)))

    def definition(self, name: str) -> Compiled | None:
        metric = self.ruleset.metrics.get(name)
        if metric is None or not isinstance(metric.source, Value) or metric.source.over:
            return None
        compiled = self.plan.expressions[f"metrics.{name}.value"]
        # A metric is rounded, so a number with decimals is not what its expression says to the last digit.
        exact = compiled.type.kind in {Kind.BOOLEAN, Kind.TEXT, Kind.DATE} or compiled.type.integer
        return compiled if exact else None

    def truth(self, name: str, outcome: Outcome) -> Claim | None:
        wanted = outcome in {Outcome.TRUE, Outcome.NOT_FALSE}
        if name == "knocked_out":
            return self.knocked_out(wanted=wanted)
        segmentation, _, segment = name.partition(".")
        found = self.ruleset.segmentations.get(segmentation)
        if not isinstance(found, Rules) or segment not in found.segments:
            return None
        return self.member(found, segment) if wanted else self._outside(found, segment)

    def knocked_out(self, *, wanted: bool) -> Claim:
        paths = [f"knockouts.{id}.when" for id in self.ruleset.knockouts]
        if wanted:
            return either(*(self.claim(path, Outcome.TRUE) for path in paths))
        return both(*(self.claim(path, Outcome.NOT_TRUE) for path in paths))

    def among(self, name: str, allowed: Possible) -> Claim:
        segmentation = self.ruleset.segmentations.get(name)
        if segmentation is None or len(segmentation.segments) > _MOST_SEGMENTS:
            return ALWAYS
        if not isinstance(allowed.known, Words) or allowed.known.others:
            return ALWAYS
        ids = [id for id in segmentation.segments if id in allowed.known.listed]
        members = [self.member(segmentation, id) for id in ids]
        return either(*members, self._in_none(segmentation)) if allowed.missing else either(*members)

    def _in_none(self, segmentation: AnySegmentation) -> Claim:
        """What holds for the accounts that get no segment, where that can be told."""
        if not isinstance(segmentation, Rules):
            return ALWAYS
        outside = self.claim(f"segmentations.{segmentation.id}.for", Outcome.NOT_TRUE)
        whens = self._whens(segmentation).values()
        if len(whens) < len(segmentation.segments):
            return outside
        return either(outside, both(*(self.claim(when, Outcome.NOT_TRUE) for when in whens)))

    def is_exact(self, name: str) -> bool:
        """Whether a name may have each of its values whatever the others are: a field of the accounts' own list."""
        field = self.ruleset.accounts.fields.get(name)
        return field is not None and field.lookup is None

    def linked_table(self, name: str) -> str | None:
        """The table whose rows a name adds up or counts."""
        metric = self.ruleset.metrics.get(name)
        return metric.source.table if metric and isinstance(metric.source, Aggregate) else None

    # What it takes to be in a segment

    def member(self, segmentation: AnySegmentation, id: str) -> Claim:
        """What surely holds for the accounts of a segment; for rules also what suffices."""
        key = segmentation.id, id
        if key not in self._members:
            path = f"segmentations.{segmentation.id}"
            own = self._membership(segmentation, segmentation.segments[id])
            self._members[key] = both(self.claim(f"{path}.for", Outcome.TRUE), own)
        return self._members[key]

    def _membership(self, segmentation: AnySegmentation, segment: Segment) -> Claim:
        match segmentation:
            case Rules():
                return self._by_rule(segmentation, segment)
            case Matrix():
                return self._in_cell(segmentation, segment)
            case Tiers(cut="value"):
                return self._in_tier(segmentation, segment)
            case _:
                return ALWAYS

    def _by_rule(self, segmentation: Rules, segment: Segment) -> Claim:
        whens = self._whens(segmentation)
        if segment.otherwise:
            return both(*(self.claim(when, Outcome.NOT_TRUE) for when in whens.values()))
        own = self.claim(whens[segment.id], Outcome.TRUE)
        if segmentation.overlapping:
            return own
        earlier = takewhile(lambda item: item[0] != segment.id, whens.items())
        return both(own, *(self.claim(when, Outcome.NOT_TRUE) for _, when in earlier))

    @staticmethod
    def _whens(segmentation: Rules) -> dict[str, str]:
        """The paths of the conditions of segments, otherwise left out."""
        path = f"segmentations.{segmentation.id}.segments"
        return {id: f"{path}.{id}.when" for id, one in segmentation.segments.items() if not one.otherwise}

    def _outside(self, segmentation: Rules, id: str) -> Claim:
        path = f"segmentations.{segmentation.id}"
        outside = self.claim(f"{path}.for", Outcome.NOT_TRUE)
        if not segmentation.segments[id].otherwise:
            return either(outside, self.claim(f"{path}.segments.{id}.when", Outcome.NOT_TRUE))
        whens = self._whens(segmentation).values()
        return either(outside, *(self.claim(when, Outcome.TRUE) for when in whens))

    def _in_cell(self, segmentation: Matrix, segment: Segment) -> Claim:
        if segment.state == "knocked_out":
            return self.knocked_out(wanted=True)
        rated = self.knocked_out(wanted=False)
        if segment.state == "unrated":
            return both(rated, ALWAYS if self.scoring.may_be_unrated(segmentation) else NEVER)
        cells = [
            both(*(either(*(self.level(segmentation, axis, id) for id in ids)) for axis, ids in cell.items()))
            for cell in segment.cells
        ]
        return both(rated, either(*cells))

    def level(self, segmentation: Matrix, axis: str, id: str) -> Claim:
        """What it takes to be in a level of an axis, for accounts that are rated."""
        levels = segmentation.axes[axis]
        place = [level.id for level in levels].index(id)
        end = levels[place + 1].start if place + 1 < len(levels) else math.inf
        span = Numbers.of(levels[place].start, end, high_open=True)
        reached = self.scoring.possible(axis, segmentation.needs_completeness)
        return Demand(axis, Possible(span, missing=False).meet(reached))

    def _in_tier(self, segmentation: Tiers, segment: Segment) -> Claim:
        starts = [-math.inf if one.start is None else one.start for one in segmentation.segments.values()]
        place = list(segmentation.segments).index(segment.id)
        end = min((start for start in starts[:place]), default=math.inf)
        span = Numbers.of(starts[place], end, high_open=True)
        compiled = self.plan.expressions[f"segmentations.{segmentation.id}.rank_by"]
        return Reader.of(compiled, self).value(compiled.tree, span, Outcome.TRUE)

    def _segments(self, segmentation: AnySegmentation) -> Possible:
        """The segments that some account may be in."""
        ids = list(segmentation.segments)
        if len(ids) <= _MOST_SEGMENTS:
            ids = [
                id
                for id in ids
                if not self.impossible(f"segmentations.{segmentation.id}", self.member(segmentation, id))
            ]
        whole = segmentation.applies is None and any(one.otherwise for one in segmentation.segments.values())
        return Possible(Words(frozenset(ids)), missing=not (whole and isinstance(segmentation, Rules)))

    # Questions

    def claim(self, path: str, outcome: Outcome) -> Claim:
        """What has to hold for the condition at a path; one that is not there is always true."""
        key = path, outcome
        if key not in self._claims:
            compiled = self.plan.expressions.get(path)
            if compiled is None:
                self._claims[key] = ALWAYS if outcome in {Outcome.TRUE, Outcome.NOT_FALSE} else NEVER
            else:
                self._claims[key] = Reader.of(compiled, self).claim(compiled.tree, outcome)
        return self._claims[key]

    def impossible(self, path: str, *claims: Claim) -> bool:
        """Whether claims surely cannot hold at once; `path` is what the question is about."""
        try:
            return self.facts(*claims) is None
        except TooMuchError:
            self.gave_up.append(path)
            return False

    def facts(self, *claims: Claim) -> Facts | None:
        """What is left of each value where claims hold at once; None where they cannot. Raises TooMuchError."""
        if self.exhausted:
            raise TooMuchError
        budget = Budget(min(_STEPS_EACH, self._budget.steps - self._budget.spent))
        try:
            return solve(claims, budget)
        finally:
            self._budget.spent += budget.spent

    @property
    def exhausted(self) -> bool:
        """Whether no step is left for any question."""
        return self._budget.spent >= self._budget.steps
