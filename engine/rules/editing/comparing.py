"""Which edits there are between two rulesets."""

from ..nodes import Map
from .differing import differences
from .edit import Edit
from .renames import renames_between


def edits(old: Map, new: Map) -> tuple[Edit, ...]:
    """Every edit that makes one merged tree into the other, each a thing that a reviewer would name.

    Renames come first, and the paths of all others are those after them; the others follow the order of `new`. Two trees
    that mean the same have none, whatever their order, layout and ways to write a value; where order has a meaning, a
    change of it is an edit of its own.
    """
    renames, base = renames_between(old, new)
    return (*renames, *differences(base, new))
