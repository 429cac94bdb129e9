"""What an account's own values cannot tell: what was found out over all accounts, before they go their ways in stretches."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..expressions.columns import Column
from .results import SegmentationResult


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """Columns of expressions that look at other accounts, by path, and segmentations that cut accounts by others.

    A metric that adds up over groups stands under `metrics.ID`.
    """

    columns: Mapping[str, Column] = field(default_factory=dict)
    segmentations: Mapping[str, SegmentationResult] = field(default_factory=dict)

    def take(self, rows: slice) -> "Survey":
        """The same for a stretch of the accounts."""
        return Survey(
            {path: column.take(rows) for path, column in self.columns.items()},
            {id: result.take(rows) for id, result in self.segmentations.items()},
        )

    def with_more(self, other: "Survey") -> "Survey":
        return Survey({**self.columns, **other.columns}, {**self.segmentations, **other.segmentations})
