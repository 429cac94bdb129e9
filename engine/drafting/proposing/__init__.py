"""What a draft proposes: metrics, scores, segments and what to do with them, each a first guess that says so."""

from .proposal import Decision, Proposal, propose

__all__ = ["Decision", "Proposal", "propose"]
