"""What all documents say, in no language yet: computed once from a run, kept with it, rendered as often as wanted."""

from .account import (
    AccountFacts,
    CriterionFacts,
    DecidingFacts,
    KnockoutFacts,
    LiftFacts,
    PlaceFacts,
    ScoreFacts,
    StepFacts,
    TierFacts,
    ValueFacts,
    WayUpFacts,
)
from .figure import Figure, Named
from .header import Header, TaskFacts
from .overview import (
    Axis,
    CellFacts,
    FieldFaults,
    Grid,
    KnockoutLine,
    LevelFacts,
    LossFacts,
    Overview,
    Remark,
    SegmentationFacts,
    SegmentLine,
)
from .playbook import PlaybookFacts, ProductFacts, StageFacts
from .run import Facts
from .segment import Comparison, Gap, Research, ResearchAccount, SegmentFacts, TopAccount, TraitFacts
from .standing import StandingFacts

__all__ = [
    "AccountFacts", "Axis", "CellFacts", "Comparison", "CriterionFacts", "DecidingFacts", "Facts", "FieldFaults",
    "Figure", "Gap", "Grid", "Header", "KnockoutFacts", "KnockoutLine", "LevelFacts", "LiftFacts", "LossFacts",
    "Named", "Overview", "PlaceFacts", "PlaybookFacts", "ProductFacts", "Remark", "Research", "ResearchAccount",
    "ScoreFacts", "SegmentFacts", "SegmentLine", "SegmentationFacts", "StageFacts", "StandingFacts", "StepFacts", "TaskFacts",
    "TierFacts", "TopAccount", "TraitFacts", "ValueFacts", "WayUpFacts",
]  # fmt: skip
