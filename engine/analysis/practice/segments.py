"""Segments that hold nobody, or everybody."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from ...evaluation.results import Results
from ...findings import Finding
from ...plan.plan import Plan
from ...rules.model import Flow, Segment
from ..segments import members
from .looking import listed, note
from .masks import true_at


class SegmentsInUse:
    """How many accounts each segment holds, and how many its segmentation is for."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        # The segments of a flow are fixed.
        self._ids = [id for id, each in plan.ruleset.segmentations.items() if not isinstance(each, Flow)]
        self._meant: Counter[str] = Counter()
        self._inside: Counter[tuple[str, str]] = Counter()

    def add(self, results: Results) -> None:
        for id in self._ids:
            result = results.segmentations[id]
            if f"segmentations.{id}.for" in self._plan.expressions:
                meant = int(np.count_nonzero(true_at(results, self._plan, f"segmentations.{id}.for")))
            else:
                meant = len(results)
            self._meant[id] += meant
            for segment in result.segments:
                self._inside[id, segment] += int(np.count_nonzero(members(result, segment)))

    def notes(self, _: int) -> Iterator[Finding]:
        for id in self._ids:
            yield from self._of(id)

    def _of(self, id: str) -> Iterator[Finding]:
        segments, meant = self._plan.ruleset.segmentations[id].segments, self._meant[id]
        counts = {segment: self._inside[id, segment] for segment in segments}
        empty = [one for one, count in counts.items() if not count and not _for_safety(segments[one])]
        full = next((segment for segment, count in counts.items() if count == meant > 0), None)
        if full and len(counts) > 1:
            yield note(self._plan, "N562", f"segmentations.{id}.segments.{full}",
                       f'all {meant:,} accounts that "{id}" is for are in the segment "{full}"')  # fmt: skip
        elif empty:
            yield note(self._plan, "N561", f"segmentations.{id}.segments.{empty[0]}",
                       f'no account of {meant:,} is in {listed(empty)} of "{id}"')  # fmt: skip


def _for_safety(segment: Segment) -> bool:
    """Whether a segment is there for what may come, so that it is well that nobody is in it."""
    return segment.otherwise or segment.state is not None
