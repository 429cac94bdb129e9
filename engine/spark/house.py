"""What every worker knows of a run: the plan, the day, and the tables that are small enough to be everywhere."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ..data.needed import linking_fields, streamed_tables
from ..data.raw import Origin, RawTable
from ..data.terms import Terms
from ..evaluation.stretches import repeats_of
from ..expressions.kernel import Repeats
from ..plan.conditions import conditions_of
from ..plan.plan import Plan
from ..rules.model import Ruleset
from .ranges import Ranges


@dataclass(frozen=True, eq=False)
class House:
    """A run as its workers see it.

    `needed` are the fields to read by table; `folder` is where workers find files, `frames` are data frames that were
    handed over, and `origins` what sources are called.
    `environment` holds the addresses of databases, which are never told. `held` are the tables that are linked to no account, read once
    on the driver. `since` are the first days that rules look at.
    `columns` are those to be written of the accounts, all where it is None.
    """

    plan: Plan
    as_of: dt.date
    needed: Mapping[str, frozenset[str]]
    folder: Path
    origins: Mapping[str, Origin] = field(default_factory=dict)
    frames: Mapping[str, Any] = field(default_factory=dict)
    held: Mapping[str, RawTable] = field(default_factory=dict)
    since: Mapping[str, dt.date] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    ranges: Ranges = Ranges()
    columns: frozenset[str] | None = None

    @property
    def ruleset(self) -> Ruleset:
        return self.plan.ruleset

    @property
    def roll(self) -> str:
        """The table whose rows tell which accounts there are."""
        return self.ruleset.accounts.derived_from or "accounts"

    @property
    def terms(self) -> Terms:
        """How the data is judged."""
        conditions = conditions_of(self.ruleset, self.plan.expressions)
        return Terms(self.as_of, self.plan.measures, conditions, parts=True)

    @cached_property
    def linking(self) -> Mapping[str, frozenset[str]]:
        return linking_fields(self.ruleset)

    @cached_property
    def streamed(self) -> frozenset[str]:
        return streamed_tables(self.ruleset)

    @cached_property
    def repeats(self) -> Repeats:
        return repeats_of(self.plan)

    def __getstate__(self) -> dict[str, Any]:
        """What was worked out from the rest is worked out again where it arrives."""
        names = self.__dataclass_fields__
        return {name: value for name, value in self.__dict__.items() if name in names}
