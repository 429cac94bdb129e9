"""The whole way of a run: rules and data in, results out; and a run's folder with its files."""

from .again import Rendered, render_again
from .evaluating import evaluate_plan, findings_of_data, findings_with_data, rehearse_plan
from .on_spark import given_to_spark, write_on_spark
from .opening import chosen_engine, foresee_plan, open_plan
from .sources import Sources, day_of
from .wanted import BRIEFED, FACTS, Upon, Wanted, Written, without_briefs
from .writing import run_plan, write_run

__all__ = [
    "BRIEFED",
    "FACTS",
    "Rendered",
    "Sources",
    "Upon",
    "Wanted",
    "Written",
    "chosen_engine",
    "day_of",
    "evaluate_plan",
    "findings_of_data",
    "findings_with_data",
    "foresee_plan",
    "given_to_spark",
    "open_plan",
    "rehearse_plan",
    "render_again",
    "run_plan",
    "without_briefs",
    "write_on_spark",
    "write_run",
]
