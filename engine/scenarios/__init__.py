"""The ruleset's own tests: run, measured by what they notice, and proposed where they are lacking."""

from .judging import Check, Trial
from .suite import Suite, make_suite

__all__ = ["Check", "Suite", "Trial", "make_suite"]
