"""Which accounts are as they were: everything that their evaluation begins with is the same to the last bit."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from ..evaluation.blockwise import Evaluation
from ..expressions.columns import Index, Mask
from .columns import arrays_of, rows_of, same_values
from .inputs import inputs
from .memory import Memory
from .needs import compared_rules, looked_up, with_sources
from .places import Places
from .reasons import Reason


@dataclass(frozen=True, slots=True, eq=False)
class Sameness:
    """The accounts of now that are `same`, their rows in memory, and the rows of those that are so no more."""

    same: Mask
    rows: Index
    past: Index


def sameness(
    evaluation: Evaluation, memory: Memory, places: Places, taken: Collection[str]
) -> Sameness | Reason:
    """Which accounts keep their results, or why none does. The metrics that were `taken` from memory need no look."""
    return _none_kept(evaluation, memory) or _compared(evaluation, memory, places, taken)


def _none_kept(evaluation: Evaluation, memory: Memory) -> Reason | None:
    compared = compared_rules(evaluation.plan)
    if compared:
        return Reason("compared", " ".join(compared))
    ruleset, sources = evaluation.ruleset, memory.record.sources
    now = {each.table: each.digest for each in evaluation.inputs}
    for table in with_sources(looked_up(ruleset), ruleset):
        if now.get(table) != sources.get(table):
            return Reason("looked up", table)
    return None


def _compared(
    evaluation: Evaluation, memory: Memory, places: Places, taken: Collection[str]
) -> Sameness | Reason:
    there = np.flatnonzero(places.rows >= 0)
    rows = places.rows[there]
    same = np.ones(len(there), dtype=np.bool_)
    read = {id: column for id, column in evaluation.aggregates.items() if id not in taken}
    for name, part in inputs(evaluation.plan, evaluation.data, read):
        for own, array in arrays_of(name, part):
            if own not in memory.names:
                return Reason("other columns")
            old = memory.columns([own])[own]
            if old.type != array.type:
                return Reason("other columns")
            same &= same_values(rows_of(array, there), rows_of(old, rows))
    kept = there[same]
    if not len(kept):
        return Reason("all changed")
    mask = np.zeros(len(places.rows), dtype=np.bool_)
    mask[kept] = True
    past = np.ones(places.before, dtype=np.bool_)
    past[places.rows[kept]] = False
    return Sameness(mask, places.rows, np.flatnonzero(past))
