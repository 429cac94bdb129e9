"""What the rules do with the accounts of a run, gathered stretch by stretch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from ...data.quality import Quality
from ...data.tables import Input
from ...evaluation.blockwise import Evaluation
from ...evaluation.results import Results
from ...findings import Finding
from ...plan.plan import Plan
from ...rules.model import Ruleset
from .counting import Concerned
from .criteria import CriteriaInUse
from .knockouts import KnockoutsInUse
from .looking import Look
from .playbooks import PlaybooksInUse
from .segments import SegmentsInUse

_FEWEST = 20
"""Among fewer accounts it says nothing that a rule meets none or all of them."""


@dataclass(slots=True, eq=False)
class InPractice:
    """An evaluation in stretches whose findings, once all of them are through, tell of practice too."""

    evaluation: Evaluation
    practice: "Practice"

    @classmethod
    def of(cls, evaluation: Evaluation, findings: Sequence[Finding]) -> Self:
        """`findings` are those about the rules."""
        return cls(evaluation, Practice.about(evaluation.plan, findings))

    def stretches(self) -> Iterator[Results]:
        """The stretches of the evaluation, each of which is looked at on its way."""
        for results in self.evaluation.stretches():
            self.practice.add(results)
            yield results

    @property
    def ruleset(self) -> Ruleset:
        return self.evaluation.ruleset

    @property
    def as_of(self) -> date:
        return self.evaluation.as_of

    @property
    def money(self) -> str | None:
        return self.evaluation.money

    @property
    def quality(self) -> Quality:
        return self.evaluation.quality

    @property
    def inputs(self) -> tuple[Input, ...]:
        return self.evaluation.inputs

    @property
    def findings(self) -> tuple[Finding, ...]:
        told = (*self.practice.findings(), *self.evaluation.findings)
        return tuple(sorted(dict.fromkeys(told), key=Finding.sort_key))


@dataclass(slots=True, eq=False)
class Practice:
    """Findings about the rules with whom they concern, and notes on what decides nothing in this data."""

    plan: Plan
    concerned: Concerned
    accounts: int = 0
    _looks: list[Look] = field(default_factory=list)

    @classmethod
    def about(cls, plan: Plan, findings: Sequence[Finding]) -> Self:
        """Ready to look at accounts; `findings` are those about the rules."""
        looks: list[Look] = [
            KnockoutsInUse(plan),
            CriteriaInUse(plan),
            SegmentsInUse(plan),
            PlaybooksInUse(plan),
        ]
        return cls(plan, Concerned.by(plan, findings), 0, looks)

    def add(self, results: Results) -> None:
        """Take in the accounts of a stretch."""
        self.accounts += len(results)
        self.concerned.add(results)
        for look in self._looks:
            look.add(results)

    def findings(self) -> tuple[Finding, ...]:
        """The findings with their accounts and money, and the notes, in the order of reading."""
        notes = [note for look in self._looks for note in look.notes(self.accounts)]
        told = (*self.concerned.counted(self.accounts), *(notes if self.accounts >= _FEWEST else ()))
        return tuple(sorted(dict.fromkeys(told), key=Finding.sort_key))
