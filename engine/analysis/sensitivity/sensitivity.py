"""The whole answer: every number turned, the accounts near a boundary, and how stable the segments are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ...evaluation.rehearsal import Rehearsal
from ...findings import Finding, SiktaError
from ...findings.nearest import nearest
from ...plan.plan import Plan
from ...rules.editing.dial import Dial
from ...rules.model import Matrix, Ruleset
from .acceptability import Acceptability, acceptability
from .boundaries import Boundaries, boundaries
from .question import Question
from .reach import parts_behind
from .swing import Bench, Replan, Swing

Progress = Callable[[int, int], None]
"""Told how many evaluations are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Stability:
    """How much stays where it is when any one number is turned by at most `within` of itself.

    An account is stable when its segment is the same after each of the `shifts` that were tried, one number at a time
    (one-at-a-time sensitivity analysis; Saltelli, Tarantola, Campolongo and Ratto 2004, Sensitivity Analysis in
    Practice). `accounts` of `all_accounts` with a segment are, with `money` of `all_money`. A number that only moves
    by whole steps larger than that is left alone.
    """

    within: float
    shifts: int
    accounts: int
    all_accounts: int
    money: float | None
    all_money: float | None

    @property
    def share(self) -> float | None:
        return self.accounts / self.all_accounts if self.all_accounts else None

    @property
    def money_share(self) -> float | None:
        """The share of the money, None where there is none, or less than none, to share."""
        if self.money is None or self.all_money is None or self.all_money <= 0:
            return None
        return self.money / self.all_money


@dataclass(frozen=True, slots=True, eq=False)
class Sensitivity:
    """What the segments of one segmentation rest on.

    `swings` are the numbers that were turned and move somebody, the most money first; `dead` those that move nobody
    however far they were turned; `fixed` those that could not be turned at all. `elsewhere` counts numbers of the
    ruleset that this segmentation does not rest on.
    """

    plan: Plan
    segmentation: str
    question: Question
    as_of: date
    accounts: int
    money: str | None
    swings: tuple[Swing, ...]
    dead: tuple[Swing, ...]
    fixed: tuple[Dial, ...]
    elsewhere: int
    stability: Stability
    boundaries: Boundaries | None = None
    acceptability: Acceptability | None = None


def sensitivity(
    rehearsal: Rehearsal,
    dials: Sequence[Dial],
    replan: Replan,
    question: Question,
    progress: Progress = lambda _done, _whole: None,
) -> Sensitivity:
    """Turn every dial of the kinds that are asked for, one at a time, and watch one segmentation.

    Raises SiktaError where the segmentation does not exist, or rests on none of these numbers.
    """
    plan = rehearsal.plan
    watched = watched_segmentation(plan.ruleset, question.segmentation)
    behind = parts_behind(plan, watched)
    asked = [dial for dial in dials if dial.kind in question.kinds]
    reaching = [dial for dial in asked if behind.intersection(dial.parts)]
    if not reaching:
        raise SiktaError([_nothing_to_turn(plan.ruleset, watched)])
    bench = Bench.of(rehearsal, replan, watched, question.within)
    shares = [sign * shift for shift in question.shifts for sign in (-1, 1)]
    tell = _Counter(len(reaching) * len(shares) + question.draws, progress)
    swings = [bench.swing(dial, shares, tell) for dial in reaching]
    weights = [dial for dial in dials if behind.intersection(dial.parts)]
    drawn = acceptability(bench, weights, question.draws, question.within, question.seed, tell)
    moving = [swing for swing in swings if swing.first is not None]
    return Sensitivity(
        plan=plan,
        segmentation=watched,
        question=question,
        as_of=rehearsal.as_of,
        accounts=len(rehearsal.first),
        money=rehearsal.first.money,
        swings=tuple(sorted(moving, key=lambda swing: swing.heaviness(question.within), reverse=True)),
        dead=tuple(swing for swing in swings if swing.shifts and swing.first is None),
        fixed=tuple(swing.dial for swing in swings if not swing.shifts),
        elsewhere=len(asked) - len(reaching),
        stability=_stability(bench),
        boundaries=boundaries(rehearsal.first, watched, question.near),
        acceptability=drawn,
    )


class _Counter:
    """Counts evaluations and tells how far the work is."""

    def __init__(self, whole: int, progress: Progress) -> None:
        self.whole, self.progress, self.done = whole, progress, 0

    def __call__(self) -> None:
        self.done += 1
        self.progress(self.done, self.whole)


def watched_segmentation(ruleset: Ruleset, wanted: str | None) -> str:
    """The segmentation that is asked for; else the first matrix, else the first."""
    ids = list(ruleset.segmentations)
    if wanted in ruleset.segmentations:
        return str(wanted)
    if wanted is not None:
        raise SiktaError([_unknown(ruleset, wanted)])
    if not ids:
        raise SiktaError([_no_segmentation(ruleset)])
    matrices = [id for id, each in ruleset.segmentations.items() if isinstance(each, Matrix)]
    return (matrices or ids)[0]


def _stability(bench: Bench) -> Stability:
    placed, money = bench.now.placed, bench.money
    stable = placed & ~bench.shaken
    return Stability(
        within=bench.within,
        shifts=bench.tried,
        accounts=int(np.count_nonzero(stable)),
        all_accounts=int(np.count_nonzero(placed)),
        money=money.total(stable),
        all_money=money.total(placed),
    )


def _unknown(ruleset: Ruleset, wanted: str) -> Finding:
    close = nearest(wanted, ruleset.segmentations)
    return Finding(
        code="E951",
        message=f'there is no segmentation called "{wanted}"',
        place=ruleset.positions.place("segmentations"),
        path="segmentations",
        expected=f"one of {', '.join(ruleset.segmentations)}" if ruleset.segmentations else "",
        found=wanted,
        fix=f'did you mean "{close}"?' if close else "leave --segmentation out to take the matrix",
    )


def _no_segmentation(ruleset: Ruleset) -> Finding:
    return Finding(
        code="E952",
        message="this ruleset has no segmentation, so no account can change segment",
        place=ruleset.positions.place(""),
        expected="at least one segmentation",
        fix="add segmentations: to the ruleset, for example a matrix over its scores",
    )


def _nothing_to_turn(ruleset: Ruleset, segmentation: str) -> Finding:
    path = f"segmentations.{segmentation}"
    return Finding(
        code="E953",
        message=f'the segmentation "{segmentation}" rests on no number that could be turned',
        place=ruleset.positions.place(path),
        path=path,
        expected="a threshold, a weight or a band behind it",
        found="only words, lists and yes or no",
        fix='look at another segmentation with --segmentation, or add "--kind all" to turn points as well',
    )
