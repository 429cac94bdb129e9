"""One layout for every ruleset: the same YAML, with all its comments, as everybody would have written it."""

from .files import Laid, files_of, laid_out
from .formatting import formatted

__all__ = ["Laid", "files_of", "formatted", "laid_out"]
