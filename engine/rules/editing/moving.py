"""Which edits can move an account."""

from .edit import Edit
from .kinds import kind_at

_COMPUTING = frozenset(("as_of", "parameters", "tables", "metrics", "knockouts", "scores", "segmentations"))

_TOLD = frozenset(
    (
        "title",
        "definition",
        "owner",
        "source",
        "method",
        "judgement",
        "review_by",
        "reason",
        "updated",
        "max_age",
        "not_before",
    )
)
"""Keys that tell people about a part, or about the state of its data, and compute nothing."""


def moves(edit: Edit) -> bool:
    """Whether an edit can change what is computed for an account: its metrics, scores, segments or its playbook.

    False for titles, texts, goals, tests, analyses and whatever else only people read; and for a rename, which calls
    the same thing by another name.
    """
    section, *below = edit.path
    if edit.kind == "rename":
        return False
    if section == "playbooks":
        return edit.path[2:] in ((), ("for",))
    return section in _COMPUTING and not (below and _is_told(edit.path))


def _is_told(path: tuple[str, ...]) -> bool:
    """Whether a path leads to a key of the language that only tells; ids that people chose may be called the same."""
    whole, key = path[:-1], path[-1]
    is_id = kind_at((*whole, "\0")).name == kind_at(path).name
    if key in {"unit", "format"}:  # of a column they decide how "12%" is read
        return not is_id and path[0] != "tables"
    return kind_at(path).name == "text" or (key in _TOLD and not is_id)
