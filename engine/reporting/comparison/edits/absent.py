"""What it means that a key is not written."""

from collections.abc import Mapping

from .registry import Key


def _(message: str) -> str:
    """Marks a message for the catalogues; it is translated where it is said."""
    return message


NOT_SET = _("not set")

ABSENT: Mapping[Key, str] = {
    ("criterion", "for"): _("every account"),
    ("criterion", "missing"): _("left out of the score"),
    ("criterion", "otherwise"): _("counts as missing"),
    ("criterion", "points", "*"): _("no points of its own"),
    ("criterion", "bands", "*", "from"): _("the lowest value"),
    ("segmentation", "for"): _("every account"),
    ("segmentation", "needs_completeness"): _("nothing"),
    ("segmentation", "tolerance"): _("no change at all"),
    ("segmentation", "overlapping"): _("no"),
    ("segment", "from"): _("the lowest value"),
    ("segment", "up_to"): _("the end"),
    ("segment", "recency"): _("all"),
    ("segment", "frequency"): _("all"),
    ("segment", "monetary"): _("all"),
    ("metric", "where"): _("every row"),
    ("metric", "last"): _("all the time"),
    ("metric", "ending"): _("on the day of the model"),
    ("metric", "over"): _("no"),
    ("opportunity", "gaps", "last"): _("all the time"),
    ("*", "judgement"): _("no"),
    ("goals", "research_plan"): _("no"),
}
"""By the key of an edit; for all others, `NOT_SET`."""
