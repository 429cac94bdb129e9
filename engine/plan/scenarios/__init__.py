"""The ruleset's own tests, typed: what each of them looks at and wants, and what is wrong with them."""

from .checking import scenario_findings
from .expectations import Expectation, expectations
from .givens import field_of_metric
from .subjects import Subject

__all__ = ["Expectation", "Subject", "expectations", "field_of_metric", "scenario_findings"]
