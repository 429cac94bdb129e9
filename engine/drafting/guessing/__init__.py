"""What columns hold, guessed from their values and their names, with the evidence in words."""

from .column import Column, Guess
from .kinds import numbers_of
from .table import Drafted, guess_table

__all__ = ["Column", "Drafted", "Guess", "guess_table", "numbers_of"]
