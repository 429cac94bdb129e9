"""What the rules do with this data: who is concerned by a finding, and what decides for nobody or for everybody."""

from .practice import InPractice, Practice

__all__ = ["InPractice", "Practice"]
