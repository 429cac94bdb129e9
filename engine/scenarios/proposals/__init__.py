"""Tests proposed at the boundaries of a ruleset that none decides yet."""

from .proposal import Proposal
from .proposing import proposed
from .writing import PROPOSED, proposals_text, write_proposals

__all__ = ["PROPOSED", "Proposal", "proposals_text", "proposed", "write_proposals"]
