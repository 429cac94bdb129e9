"""Two rulesets side by side, with all that was found out about what differs."""

from dataclasses import dataclass

from ...plan.plan import Plan
from ...rules import Tree
from ...rules.editing import Edit
from .attribution import Attribution
from .comparison import Comparison


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """One of the two rulesets: what it was called by whoever asked, its tree and its plan.

    `uncommitted`: it is the working version of a repository, with changes that are not in the history yet.
    """

    label: str
    tree: Tree
    plan: Plan
    uncommitted: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Review:
    """Two rulesets compared.

    `edits` are all differences. `comparison` and `attribution` say who moves on the data and by which edit; both are
    None where no data was looked at, and `absent` then names the files that are not there (none: it was not asked for).
    """

    old: Draft
    new: Draft
    edits: tuple[Edit, ...]
    comparison: Comparison | None = None
    attribution: Attribution | None = None
    absent: tuple[str, ...] = ()
