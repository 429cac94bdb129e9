"""A test that is proposed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ...plan.scenarios import Subject
from .values import Value

Side = Literal["below", "at", "above", "one"]


@dataclass(frozen=True, slots=True)
class Turn:
    """A place where the outcome of a part changes as one value changes.

    `values` are tried in order, with the sides of the bound on which they lie ("one" for a value of a kind that has no
    order). `bound` is None where it lies in a score and not in the value. `others` are given beside it. `gap` is
    how far the score behind a level jumps there.
    """

    path: str
    name: str
    values: tuple[tuple[Side, Value], ...]
    bound: Value
    others: Mapping[str, Value]
    outcomes: tuple[float, ...]
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A test: its id and title, what is given, and what is looked at; what comes out is what it will expect."""

    id: str
    title: str
    given: Mapping[str, Value]
    subjects: tuple[Subject, ...]
