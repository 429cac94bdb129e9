"""An evaluation that computes only the accounts that have changed; the others keep what an earlier run found out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace

import numpy as np
import pyarrow as pa

from ..data.quality import AccountFaults
from ..evaluation.blockwise import Evaluation
from ..evaluation.notices import Notice, together
from ..evaluation.results import Results
from ..expressions.columns import Column, Index
from .columns import Array, rows_of
from .memory import Memory
from .outcomes import Rebuilding
from .reasons import Reason, Story
from .recalling import Recall
from .sameness import Sameness, sameness
from .some import Some, as_they_were, changed_now, evaluated_apart


@dataclass(frozen=True, slots=True, eq=False)
class Increment:
    """An evaluation that builds on an earlier run where it can, and the story of that."""

    evaluation: Evaluation
    story: Story


def continued(evaluation: Evaluation, recall: Recall) -> Increment:
    """The same evaluation with what memory has, or as it is where nothing there holds; the results are the same."""
    kept = _kept(evaluation, recall)
    size = len(evaluation)
    if isinstance(kept, Reason):
        return Increment(evaluation, Story(size, size, kept, recall.kept, recall.read))
    plain = {each.name: getattr(evaluation, each.name) for each in fields(evaluation)}
    continuation = Continuation(**{**plain, "_notices": kept.notices}, kept=kept)
    computed = size - int(np.count_nonzero(kept.accounts.same))
    return Increment(continuation, Story(size, computed, None, recall.kept, recall.read))


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What memory has of the accounts that stay, and what came of the others."""

    memory: Memory
    accounts: Sameness
    fresh: Some
    notices: list[Notice]


def _kept(evaluation: Evaluation, recall: Recall) -> Kept | Reason:
    if isinstance(recall.memory, Reason) or recall.places is None:
        return recall.memory if isinstance(recall.memory, Reason) else Reason("damaged")
    memory = recall.memory
    accounts = sameness(evaluation, memory, recall.places, recall.metrics)
    if isinstance(accounts, Reason):
        return accounts
    evaluation.progress("computing accounts that changed")
    fresh = evaluated_apart(evaluation, changed_now(evaluation, np.flatnonzero(~accounts.same)))
    if not memory.names.issuperset(fresh.columns.column_names):
        return Reason("other columns")
    return Kept(memory, accounts, fresh, _notices(evaluation, memory, accounts, fresh))


def _notices(evaluation: Evaluation, memory: Memory, accounts: Sameness, fresh: Some) -> list[Notice]:
    """Those of the earlier run without what it noticed about accounts that have changed or gone, and those of now."""
    noticed = memory.record.notices
    if noticed and len(accounts.past):
        past = evaluated_apart(evaluation, as_they_were(evaluation, memory, accounts.past))
        noticed = tuple(_without(noticed, past.notices))
    return together(noticed, fresh.notices)


def _without(notices: Iterable[Notice], past: Iterable[Notice]) -> Iterator[Notice]:
    less = {(each.kind, each.path): each for each in past}
    for notice in notices:
        gone = less.get((notice.kind, notice.path))
        if gone is None:
            yield notice
        elif notice.count > gone.count:
            values = Counter(notice.values)
            values.subtract(gone.values)
            yield replace(notice, count=notice.count - gone.count, values=dict(+values))


@dataclass(slots=True, eq=False, kw_only=True)
class Continuation(Evaluation):
    """An evaluation whose accounts are computed already, or were by an earlier run."""

    kept: Kept

    def whole(self) -> Results:
        """The results of all accounts at once."""
        results = self._stretch(0, len(self))
        return replace(results, quality=self.quality, inputs=self.inputs, findings=self.findings)

    def stretches(self) -> Iterator[Results]:
        """The results of one stretch of accounts after the other; at least one, perhaps of no accounts."""
        size = len(self)
        for start in range(0, max(size, 1), self.rows):
            end = min(start + self.rows, size)
            yield self._stretch(start, end)
            self.progress("putting accounts together", end, size)

    def _stretch(self, start: int, end: int) -> Results:
        part, data = slice(start, end), self.data
        columns = {**data.accounts.columns, **self.aggregates}
        given: Mapping[str, Column] = {id: column.take(part) for id, column in columns.items()}
        results = Rebuilding(self.plan, self.kept.fresh.pattern, self._arrays(part)).results(given)
        faults = self.quality.accounts
        missing, outdated, invalid = (
            {id: mask[part] for id, mask in kind.items()}
            for kind in (faults.missing, faults.outdated, faults.invalid)
        )
        quality = replace(self.quality, accounts=AccountFaults(missing, outdated, invalid))
        return replace(results, keys=data.keys.take(part), quality=quality)

    def _arrays(self, part: slice) -> Mapping[str, Array]:
        """What came of a stretch of the accounts: of those that are the same from memory, of the others as computed."""
        kept, names = self.kept, self.kept.fresh.columns.column_names
        same = kept.accounts.same[part]
        rows = kept.accounts.rows[part]
        fresh = self._fresh_before(part.start), self._fresh_before(part.stop)
        known = rows[same]
        first, end = (int(known[0]), int(known[-1]) + 1) if len(known) else (0, 0)
        places = np.empty(len(same), dtype=np.int64)
        places[same] = known - first
        places[~same] = (end - first) + np.arange(fresh[1] - fresh[0])
        old = kept.memory.rows(names, first, end)
        new = kept.fresh.columns.slice(fresh[0], fresh[1] - fresh[0])
        return {name: _chosen(old[name], new[name], places) for name in names}

    def _fresh_before(self, row: int) -> int:
        """How many accounts before a row were computed anew."""
        return int(np.count_nonzero(~self.kept.accounts.same[:row]))


def _chosen(old: Array, new: Array, places: Index) -> Array:
    """Values at places in two columns, one after the other."""
    both = pa.concat_arrays([*old.chunks, *(chunk.cast(old.type) for chunk in new.chunks)])
    return rows_of(both, places)
