"""Which edit moved an account: tried alone, left out, and in sequence.

Every account that moved from P to Q is asked the same of each unit of edits (an edit, with those it needs):

- it **suffices** where the old ruleset with it alone puts the account into Q;
- it is **needed** where the new ruleset without it does not put the account into Q.

These are the two counterfactual tests of cause known as one-at-a-time and leave-one-out ("but for"). From them:

- *one*: one unit suffices and is needed, and no other is needed: it moved the account;
- *either*: something suffices and nothing is needed: each unit that suffices would have done it. Where only one
  suffices, the others together would have done it too;
- *joint*: nothing suffices: it took several. They are those that are needed, where these by themselves put the account
  into Q; else the shortest sequence of the file, from the first edit on, that puts it there, without the units that
  this sequence can miss;
- *counteracting*: a unit suffices, but others are needed as well, for there are edits that push the account elsewhere.
  Named are those that suffice and those that are needed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ....expressions.columns import Index, Mask
from ..movement import Movement
from .trials import Places, Trials
from .units import Unit

Kind = Literal["one", "either", "joint", "counteracting"]

MOST_TRIALS = 200
"""So many more trials are spent on shortening sequences; beyond that a sequence is named whole."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What moved an account; `units` by number, in the order of the file.

    `or_rest`: where `kind` is "either" and one unit alone suffices, the others together would have done it as well.
    """

    kind: Kind
    units: tuple[int, ...]
    or_rest: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Verdicts:
    """The verdict on each mover of a segmentation: `which` is its number in `distinct`, by the order of `rows`."""

    rows: Index
    which: Index
    distinct: tuple[Verdict, ...]

    def at(self, row: int) -> Verdict:
        """The verdict on the mover in a row of the pairing."""
        return self.distinct[int(self.which[np.searchsorted(self.rows, row)])]

    def where(self, *verdicts: Verdict) -> Index:
        """The rows of the pairing with one of these verdicts."""
        wanted = [number for number, verdict in enumerate(self.distinct) if verdict in verdicts]
        return self.rows[np.isin(self.which, wanted)]


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The trials of all units: each alone, each left out, and the sequence (the first, the first two, and so on)."""

    units: Sequence[Unit]
    alone: Sequence[Places | None]
    without: Sequence[Places | None]
    steps: Sequence[Places | None]

    @classmethod
    def of(cls, units: Sequence[Unit], trials: Trials) -> "Evidence":
        return cls(
            units,
            [trials.places(frozenset(unit.edits)) for unit in units],
            [trials.places(trials.moving.difference(unit.edits)) for unit in units],
            [trials.places(_together(units[: count + 1])) for count in range(len(units))],
        )


def _together(units: Sequence[Unit]) -> frozenset[int]:
    return frozenset(index for unit in units for index in unit.edits)


def verdicts(movement: Movement, evidence: Evidence, trials: Trials) -> Verdicts:
    """The verdict on every account that moved in a segmentation."""
    rows = movement.movers
    goal = movement.after[rows]
    suffices = _reached(evidence.alone, movement.id, rows, goal)
    needed = ~_reached(evidence.without, movement.id, rows, goal)
    court = _Court(movement, evidence, trials, rows, goal)
    found: dict[Verdict, int] = {}
    which = np.zeros(len(rows), dtype=np.int64)
    for members, enough, must in _patterns(suffices, needed):
        for part, verdict in court.judge(members, enough, must):
            which[part] = found.setdefault(verdict, len(found))
    return Verdicts(rows, which, tuple(found))


def _reached(trials: Sequence[Places | None], id: str, rows: Index, goal: Index) -> Mask:
    """Per unit and mover whether the trial puts the account where it is now; a trial that failed puts nobody."""
    lines = [
        np.zeros(len(rows), dtype=np.bool_) if each is None else each[id][rows] == goal for each in trials
    ]
    return np.array(lines, dtype=np.bool_).reshape(len(trials), len(rows))


def _patterns(suffices: Mask, needed: Mask) -> Iterator[tuple[Index, tuple[int, ...], tuple[int, ...]]]:
    """Movers of whom the same units suffice and the same are needed: there are few such patterns."""
    both = np.vstack([suffices, needed])
    distinct, each = np.unique(both, axis=1, return_inverse=True)
    size = len(suffices)
    for number, pattern in enumerate(distinct.T):
        members = np.flatnonzero(each.reshape(-1) == number)
        enough, must = (tuple(np.flatnonzero(half).tolist()) for half in (pattern[:size], pattern[size:]))
        yield members, enough, must


@dataclass(slots=True, eq=False)
class _Court:
    movement: Movement
    evidence: Evidence
    trials: Trials
    rows: Index
    goal: Index

    def judge(
        self, members: Index, enough: tuple[int, ...], must: tuple[int, ...]
    ) -> Iterator[tuple[Index, Verdict]]:
        """The verdict on movers (by number) with one pattern, in parts where it takes more trials to tell."""
        if len(must) == 1 and must[0] in enough:
            yield members, Verdict("one", must)
        elif enough and not must:
            yield members, Verdict("either", enough, or_rest=len(enough) == 1)
        elif enough:
            yield members, Verdict("counteracting", tuple(sorted({*enough, *must})))
        else:
            yield from self._joint(members, must)

    def _joint(self, members: Index, must: tuple[int, ...]) -> Iterator[tuple[Index, Verdict]]:
        settled = self._there(must, members) if must else np.zeros(len(members), dtype=np.bool_)
        if settled.any():
            yield members[settled], Verdict("joint", must)
        rest = members[~settled]
        if len(rest):
            yield from self._in_sequence(rest)

    def _in_sequence(self, members: Index) -> Iterator[tuple[Index, Verdict]]:
        """By the first step of the sequence that puts an account where it is now; all steps where none could be tried."""
        steps = _reached(self.evidence.steps, self.movement.id, self.rows[members], self.goal[members])
        first = np.where(steps.any(axis=0), np.argmax(steps, axis=0), len(steps) - 1)
        for step in np.unique(first).tolist():
            yield from self._shortened(members[first == step], tuple(range(step + 1)))

    def _shortened(self, members: Index, sequence: tuple[int, ...]) -> Iterator[tuple[Index, Verdict]]:
        """The sequence without the units that it can miss, where the rest by themselves still do it."""
        if self.trials.count + len(sequence) > MOST_TRIALS:
            yield members, Verdict("joint", sequence)
            return
        fewer = [tuple(unit for unit in sequence if unit != each) for each in sequence]
        missed = np.array([~self._there(each, members) for each in fewer], dtype=np.bool_)
        for part, must, _ in _patterns(missed, missed):
            enough = self._there(tuple(sequence[index] for index in must), members[part]) if must else None
            whole = enough is None or not enough.all()
            units = sequence if whole else tuple(sequence[index] for index in must)
            yield members[part], Verdict("joint", units)

    def _there(self, units: tuple[int, ...], members: Index) -> Mask:
        """Which movers these units by themselves put where they are now."""
        chosen = _together([self.evidence.units[unit] for unit in units])
        trial = [self.trials.places(chosen)]
        there: Mask = _reached(trial, self.movement.id, self.rows[members], self.goal[members])[0]
        return there
