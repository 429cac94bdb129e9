"""A ruleset watched while it is written: every save gives a new picture of what it finds and whom it moves."""

from .picture import Picture
from .watcher import Watcher

__all__ = ["Picture", "Watcher"]
