"""Whether a ruleset on the disk is as its repository knows it."""

from pathlib import Path

from ...findings import SiktaError
from .git import ask

_RULES = (b".yaml", b".yml")


def is_uncommitted(folder: Path) -> bool:
    """Whether rules below a folder differ from the latest version in the history; False where there is no history."""
    try:
        found = ask(folder, "status", "--porcelain", "-z", "--untracked-files=all", "--", ".")
    except SiktaError:
        return False
    return found.good and any(entry.endswith(_RULES) for entry in found.output.split(b"\0"))
