"""A whole ruleset, typed and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from ..nodes import Positions
from .analyses import BestCustomers, BuyingCommittee, Opportunity, Ranking
from .metrics import Metric
from .playbooks import Playbook, Reports
from .scenarios import Scenario
from .scores import Knockout, Score
from .segmentations import AnySegmentation
from .tables import Table
from .texts import Constant, Text


@dataclass(frozen=True, slots=True)
class Task:
    task: Text
    owner: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Goals:
    """Why this segmentation exists; printed in the brief and checked."""

    purpose: Text = Text()
    supports: tuple[Text, ...] = ()
    max_segments: int | None = None
    sponsor: str | None = None
    users: tuple[str, ...] = ()
    review_by: date | None = None
    work_plan: tuple[Task, ...] = ()
    research_plan: bool = False


@dataclass(frozen=True, slots=True)
class Ruleset:
    """One company's rules. Ids are unique over fields of accounts, metrics, parameters, scores and segmentations.

    `folder` is where its files are looked for. `digest` is the SHA-256 of the merged ruleset's content, which
    comments and layout do not change. `positions` tell where each part stands in its files. `bases` are the folders of
    the rulesets that it extends, nearest first: texts and templates that `folder` lacks are looked for there.
    """

    name: str
    tables: Mapping[str, Table]
    title: Text = Text()
    version: str = ""
    owner: str | None = None
    languages: tuple[str, ...] = ("en",)
    currency: str = "EUR"
    as_of: date | Literal["today"] | None = None
    goals: Goals = Goals()
    parameters: Mapping[str, Constant] = field(default_factory=dict)
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    knockouts: Mapping[str, Knockout] = field(default_factory=dict)
    scores: Mapping[str, Score] = field(default_factory=dict)
    segmentations: Mapping[str, AnySegmentation] = field(default_factory=dict)
    opportunities: Mapping[str, Opportunity] = field(default_factory=dict)
    best_customers: BestCustomers | None = None
    rankings: Mapping[str, Ranking] = field(default_factory=dict)
    buying_committee: BuyingCommittee | None = None
    playbooks: Mapping[str, Playbook] = field(default_factory=dict)
    reports: Reports = Reports()
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    folder: Path = Path()
    digest: str = ""
    bases: tuple[Path, ...] = ()
    positions: Positions = field(default=Positions(), compare=False, repr=False)

    @property
    def accounts(self) -> Table:
        return self.tables["accounts"]

    @property
    def language(self) -> str:
        """The language of a reader who did not choose one."""
        return self.languages[0]
