"""Where results go beside files of their own: into a table of a database, or as the changes that a CRM takes in."""

from .changes import Changes
from .outlets import Outlets, Sending, Sent, Upsert, sending
from .target import Target

__all__ = ["Changes", "Outlets", "Sending", "Sent", "Target", "Upsert", "sending"]
