"""Which edits can move an account at all."""

from ....rules.editing import Edit, moves

SECTIONS = frozenset(
    ("as_of", "currency", "knockouts", "metrics", "parameters", "scores", "segmentations", "tables")
)
"""The parts of a ruleset that segments come from."""


def can_move(edit: Edit) -> bool:
    """Whether an account could be in another segment after the edit: a title, an owner, a playbook or a new name does not."""
    return edit.path[0] in SECTIONS and (moves(edit) or _tells_how_to_read(edit))


def _tells_how_to_read(edit: Edit) -> bool:
    """The unit or format of a column decides how "12%" or "5 kg" is read."""
    return edit.path[0] == "tables" and edit.path[-1] in ("unit", "format")
