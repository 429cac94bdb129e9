"""What an expectation can be about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ...expressions.types import BOOLEAN, Kind, Type, category
from ...rules.model import Matrix, Ruleset

Aspect: TypeAlias = Literal["value", "knocked_out", "playbook", "completeness", "level", "certain"]

SHARE = Type(Kind.NUMBER, min=0, max=1)
WORDS = ("knocked_out", "playbook", "completeness", "levels", "certain")
"""Names that expectations have beside those of the ruleset, which come first."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is looked at: an `aspect` of what is called `name`, of the kind `type`.

    A `value` is a field, metric, score or segmentation; a level is that of `axis` in the matrix `name`. `ids` are the
    knock-outs, segments, playbooks or levels that it may be, `noun` what one of them is called. `unit` is the value's own.
    """

    aspect: Aspect
    name: str
    type: Type
    axis: str = ""
    ids: tuple[str, ...] = ()
    noun: str = ""
    unit: str | None = None

    @property
    def label(self) -> str:
        """What it is called in a message: `potential`, `completeness of potential`, `level of pain in priority`."""
        match self.aspect:
            case "completeness":
                return f"completeness of {self.name}"
            case "level":
                return f"level of {self.axis} in {self.name}"
            case "certain":
                return f"certain in {self.name}"
            case _:
                return self.name


def value_subject(ruleset: Ruleset, types: Mapping[str, Type], name: str) -> Subject | None:
    """A name of the accounts' scope; None where there is none such."""
    if name in ruleset.segmentations:
        ids = tuple(ruleset.segmentations[name].segments)
        return Subject("value", name, types[name], ids=ids, noun="segment")
    if name in ruleset.accounts.fields or name in ruleset.metrics or name in ruleset.scores:
        values = types[name].values or ()
        return Subject("value", name, types[name], ids=values, noun="value", unit=_unit(ruleset, name))
    return None


def _unit(ruleset: Ruleset, name: str) -> str | None:
    field, metric = ruleset.accounts.fields.get(name), ruleset.metrics.get(name)
    return field.unit if field else metric.unit if metric else None


def knocked_out_subject(ruleset: Ruleset) -> Subject:
    return Subject("knocked_out", "knocked_out", BOOLEAN, ids=tuple(ruleset.knockouts), noun="knock-out")


def playbook_subject(ruleset: Ruleset) -> Subject:
    ids = tuple(ruleset.playbooks)
    return Subject("playbook", "playbook", category(*ids), ids=ids, noun="playbook")


def completeness_subject(score: str) -> Subject:
    return Subject("completeness", score, SHARE)


def level_subject(matrix: Matrix, axis: str) -> Subject:
    ids = tuple(level.id for level in matrix.axes[axis])
    return Subject("level", matrix.id, category(*ids), axis, ids, "level")


def certain_subject(matrix: str) -> Subject:
    return Subject("certain", matrix, BOOLEAN)
