"""What came of the tests, as text for people and for other programs."""

from .annotations import findings_of
from .json import as_record
from .junit import as_junit
from .text import as_text

__all__ = ["as_junit", "as_record", "as_text", "findings_of"]
