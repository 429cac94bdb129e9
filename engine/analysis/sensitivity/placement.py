"""In which segments accounts are, told so that two evaluations can be compared."""

from dataclasses import dataclass

import numpy as np

from ...evaluation.results import Results, SegmentationResult
from ...expressions.columns import Floats, Index, Mask, Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """The accounts of one segmentation, also one whose segments overlap."""

    result: SegmentationResult

    @property
    def placed(self) -> Mask:
        """Who is in a segment."""
        if self.result.members is None:
            return np.asarray(self.result.codes >= 0)
        somewhere: Mask = np.logical_or.reduce([*self.result.members.values()])
        return somewhere

    def moved(self, other: "Placement") -> Mask:
        """Who is in another segment, or in others, there than here."""
        here, there = self.result, other.result
        if here.members is None or there.members is None:
            return np.asarray(here.codes != there.codes)
        differs: Mask = np.logical_or.reduce([mask != there.members[id] for id, mask in here.members.items()])
        return differs

    def segments(self, row: int) -> tuple[str, ...]:
        """The ids of the segments that an account is in."""
        if self.result.members is not None:
            return tuple(id for id, mask in self.result.members.items() if mask[row])
        code = int(self.result.codes[row])
        return (self.result.segments[code],) if code >= 0 else ()


@dataclass(frozen=True, slots=True, eq=False)
class Money:
    """What each account stands for in the ruleset's currency; `values` is None where the ruleset names no money."""

    values: Floats | None

    @classmethod
    def of(cls, results: Results) -> "Money":
        column = results.values.get(results.money) if results.money else None
        return cls(np.nan_to_num(column.values) if isinstance(column, Numbers) else None)

    def total(self, rows: Mask | Index) -> float | None:
        """What some accounts stand for together, to the cent."""
        return None if self.values is None else round(float(self.values[rows].sum()), 2) + 0.0

    def at(self, row: int) -> float | None:
        return None if self.values is None else float(self.values[row])

    def heaviest(self, rows: Index, most: int) -> Index:
        """The rows with the most money first, those of equal money in their order."""
        if self.values is None:
            return rows[:most]
        return rows[np.argsort(-np.abs(self.values[rows]), kind="stable")][:most]
