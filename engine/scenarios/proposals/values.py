"""Values that a field or metric is tried with: all along its range, or a few that are typical."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...expressions.columns import Column, Condition, Dates, Floats, Numbers, Texts
from ...plan import Plan
from ...plan.scenarios import field_of_metric
from ...rules.model import Field
from .constants import Constants

Value = str | float | bool | dt.date | None

AROUND = 2
"""So many steps on each side of a constant are tried."""
STRETCHES = 400
"""Between constants the range is looked at in so many stretches; one in which the outcome changes is looked at closely."""
YEARS = (6, 3)
"""Dates are tried from so many years before the day of the model to so many after it."""
EPOCH = dt.date(1970, 1, 1)
NEUTRAL = "Example"
FEW = 6


@dataclass(frozen=True, slots=True)
class Variable:
    """A value that can be given: as a field with its type and bounds."""

    field: Field
    as_of: dt.date

    @property
    def name(self) -> str:
        return self.field.id

    @property
    def ordered(self) -> bool:
        return self.field.type in ("integer", "number", "rating", "date")

    @property
    def step(self) -> float:
        """The least difference that people write."""
        if self.field.type in ("integer", "date"):
            return 1.0
        if self.field.format == "percent" or self.field.max == 1:
            return 0.001
        return 0.1 if self.field.type == "rating" else 0.01

    def bounded(self, values: Floats) -> Floats:
        low = -np.inf if self.field.min is None else self.field.min
        high = np.inf if self.field.max is None else self.field.max
        rounded = np.unique(np.round(np.round(values / self.step) * self.step, 6))
        return rounded[(rounded >= low) & (rounded <= high)]

    def grid(self, constants: Constants) -> Floats:
        """Numbers, or days since 1970-01-01, at which the outcome is looked at, ascending."""
        if self.field.type == "date":
            day = (self.as_of - EPOCH).days
            named = [
                _day_number(text) + shift
                for text in constants.texts
                if _is_day(text)
                for shift in range(-AROUND, AROUND + 1)
            ]
            return np.union1d(np.arange(day - YEARS[0] * 366, day + YEARS[1] * 366, dtype=np.float64), named)
        found = sorted(constants.numbers | constants.ends)
        if not found:
            return np.zeros(0)
        near = [value + shift * self.step for value in found for shift in range(-AROUND, AROUND + 1)]
        return self.bounded(np.concatenate([near, np.linspace(found[0], found[-1], STRETCHES)]))

    def closely(self, low: float, high: float) -> Floats:
        """Every value from one to another, where they are not too many."""
        count = round((high - low) / self.step)
        return (
            self.bounded(np.linspace(low, high, count + 1))
            if count <= 20 * STRETCHES
            else np.array([low, high])
        )

    def choices(self, constants: Constants) -> tuple[Value, ...]:
        """The values of what has no order."""
        if self.field.type == "boolean":
            return (False, True)
        if self.field.values:
            return self.field.values
        return (*constants.texts, NEUTRAL)

    def typical(self, constants: Constants) -> tuple[Value, ...]:
        """A few values to stand beside another that is walked along."""
        if not self.ordered:
            return self.choices(constants)[:FEW] if self.field.type != "boolean" else (True, False)
        if self.field.type == "date":
            return (
                self.as_of - dt.timedelta(days=90),
                self.as_of + dt.timedelta(days=90),
                self.as_of - dt.timedelta(days=800),
            )
        found = self.bounded(np.array(sorted(constants.numbers | constants.ends), dtype=np.float64))
        return tuple(found.tolist()[-3:])

    def plain(self, value: float) -> Value:
        """A number of the grid as a person writes it."""
        if self.field.type == "date":
            return EPOCH + dt.timedelta(days=int(value))
        return int(value) if value == int(value) else float(value)

    def column(self, values: Sequence[Value]) -> Column:
        """Values as a column."""
        match self.field.type:
            case "boolean":
                return Condition(
                    np.array([v is True for v in values]), np.array([v is False for v in values])
                )
            case "date":
                days = [(v - EPOCH).days if isinstance(v, dt.date) else np.nan for v in values]
                return Dates(np.array(days, dtype=np.float64))
            case "text" | "category":
                return Texts.of([None if v is None else str(v) for v in values])
            case _:
                return Numbers(np.array([np.nan if v is None else v for v in values], dtype=np.float64))


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _day_number(text: str) -> float:
    return float((dt.date.fromisoformat(text) - EPOCH).days)


def variable_of(plan: Plan, name: str, as_of: dt.date) -> Variable | None:
    """What can be given under a name; None where it is neither a field of its own nor a metric."""
    metric = plan.ruleset.metrics.get(name)
    if metric is not None:
        return Variable(field_of_metric(metric, plan.types[name]), as_of)
    field = plan.ruleset.accounts.fields.get(name)
    if field is None or field.lookup is not None or name == plan.ruleset.accounts.key:
        return None
    return Variable(field, as_of)
