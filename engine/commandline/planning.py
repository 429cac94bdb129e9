"""`sikta run --plan`: what a run would do, said instead of done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import click

from .outcome import FINE

if TYPE_CHECKING:
    from ..carriers import Limits
    from ..plan import Plan
    from ..running import Sources


@dataclass(frozen=True, slots=True)
class Asked:
    """How the run was asked for that is not made."""

    as_of: date | None
    engine: str
    limits: "Limits"
    languages: Sequence[str]
    style: str


def say_plan(plan: "Plan", sources: "Sources", asked: Asked) -> int:
    """Print the plan in the first language that was asked for, else the ruleset's. Raises SiktaError as a run does."""
    from ..reporting.plan import FORMATS
    from ..running import foresee_plan

    found = foresee_plan(plan, sources, as_of=asked.as_of, carrier=asked.engine, limits=asked.limits)
    language = asked.languages[0] if asked.languages else plan.ruleset.language
    click.echo(FORMATS[asked.style](found, language), nl=False)
    return FINE
