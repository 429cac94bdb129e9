"""A ruleset made ready to run: types of all names, expressions compiled, the order of computing."""

from .making import make_plan
from .plan import Plan

__all__ = ["Plan", "make_plan"]
