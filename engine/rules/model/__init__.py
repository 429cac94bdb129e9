"""The typed model of a ruleset: frozen dataclasses, no dictionaries of dictionaries."""

from .analyses import BestCustomers, BuyingCommittee, Gaps, Opportunity, Ranking, RankingMetric, Study
from .metrics import Aggregate, Aggregation, Lookup, Metric, Value
from .playbooks import Offer, Playbook, Products, Reports, Scenario, Stage
from .ruleset import Goals, Ruleset, Task
from .scores import (
    Band,
    Bands,
    Criterion,
    Group,
    Knockout,
    Measure,
    PointsMap,
    PointsRule,
    PointsRules,
    Scale,
    Score,
)
from .segmentations import (
    FLOW_SEGMENTS,
    AnySegmentation,
    Cell,
    Flow,
    Level,
    Matrix,
    Rfm,
    Rules,
    Segment,
    Segmentation,
    Tiers,
)
from .tables import Field, FieldType, Table
from .texts import Constant, Duration, Text, Unit

__all__ = [
    "FLOW_SEGMENTS", "Aggregate", "Aggregation", "AnySegmentation", "Band", "Bands", "BestCustomers",
    "BuyingCommittee", "Cell", "Constant", "Criterion", "Duration", "Field", "FieldType", "Flow", "Gaps",
    "Goals", "Group", "Knockout", "Level", "Lookup", "Matrix", "Measure", "Metric", "Offer", "Opportunity",
    "Playbook", "PointsMap", "PointsRule", "PointsRules", "Products", "Ranking", "RankingMetric", "Reports",
    "Rfm", "Rules", "Ruleset", "Scale", "Scenario", "Score", "Segment", "Segmentation", "Stage", "Study",
    "Table", "Task", "Text", "Tiers", "Unit", "Value",
]
