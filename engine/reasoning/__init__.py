"""Rules as a whole: what no account can reach, what covers what, and who is left over, found without any data."""

from .findings import findings_of

__all__ = ["findings_of"]
