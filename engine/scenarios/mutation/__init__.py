"""The ruleset changed a bit, one number or rule at a time, and which of these changes the tests notice."""

from .mutants import Change, changes
from .notice import Mutation, Turned, mutated
from .text import mutation_record, mutation_text

__all__ = ["Change", "Mutation", "Turned", "changes", "mutated", "mutation_record", "mutation_text"]
