"""Rules as they stand: every fault of a ruleset, its plan, and plans of it with edits. No data is read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .findings import Finding, SiktaError
from .plan import Plan, make_plan
from .reasoning import findings_of
from .rules import NOTHING_UNSAVED, Loaded, Tree, Unsaved, load, load_tree
from .rules.model import Ruleset

if TYPE_CHECKING:
    from .rules.editing import Edit
    from .rules.editing.bounds import Known
    from .rules.editing.dial import Dial


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a ruleset found; `plan` is None where a finding is an error, `tree` where nothing could be read."""

    plan: Plan | None
    findings: tuple[Finding, ...]
    tree: Tree | None = None

    def or_raise(self) -> Plan:
        """The plan; raises SiktaError with all findings where there is none."""
        if self.plan is None:
            raise SiktaError(self.findings)
        return self.plan


def check_ruleset(path: Path, unsaved: Unsaved = NOTHING_UNSAVED) -> Checked:
    """Every fault of a ruleset at once, in order of reading, also those of its own templates. No data is read.

    `unsaved` are texts to take in place of what the disk holds, by the whole path of their files.
    """
    return _checked(load(path, unsaved))


def check_tree(tree: Tree) -> Checked:
    """As `check_ruleset`, for a tree that was read before and perhaps edited since."""
    return _checked(load_tree(tree))


def plan_of_tree(tree: Tree) -> Plan | None:
    """The plan of a checked tree in which values were changed since; None where it makes no sound ruleset any more.

    For many edits in a row: it takes a third of the time of `check_tree`, as it trusts the tree to have the shape of a
    ruleset still. So edits may change numbers, texts and expressions and take away what may be left out, but bring no
    keys or kinds of values that were not checked.
    """
    loaded = load_tree(tree, shaped=True)
    if loaded.ruleset is None or loaded.errors:
        return None
    return make_plan(loaded.ruleset, loaded.left_out)[0]


def dials_of(checked: Checked) -> "tuple[Dial, ...]":
    """Every number of a checked ruleset that may be turned; none where it has faults."""
    from .rules.editing.dials import dials

    if checked.plan is None or checked.tree is None:
        return ()
    return dials(checked.plan.ruleset, checked.tree.root, _bounds(checked.plan))


def _bounds(plan: Plan) -> "Known":
    """The least and the most that the names and expressions of a plan can be, as their types tell."""
    types = {compiled.text: compiled.type for compiled in plan.expressions.values()} | dict(plan.types)
    return {text: (type_.min, type_.max) for text, type_ in types.items()}


def replanner(checked: Checked) -> "Callable[[Sequence[Edit]], Plan | None]":
    """A function from edits of a checked ruleset to its plan, None where they make no sound one."""
    from .rules.editing import applied

    tree = checked.tree

    def replan(edits: "Sequence[Edit]") -> Plan | None:
        return None if tree is None else plan_of_tree(replace(tree, root=applied(tree.root, edits)))

    return replan


def _checked(loaded: Loaded) -> Checked:
    if loaded.ruleset is None:
        return Checked(None, loaded.findings, loaded.tree)
    plan, found = make_plan(loaded.ruleset, loaded.left_out)
    templates = _of_documents(loaded.ruleset) if loaded.ruleset.reports.templates else ()
    told = (*loaded.findings, *found, *templates)
    sound = None if _faulty(told) else plan
    findings = tuple(sorted((*told, *(findings_of(sound) if sound else ())), key=Finding.sort_key))
    return Checked(sound, findings, loaded.tree)


def check_documents(ruleset: Ruleset) -> tuple[Finding, ...]:
    """What `check_ruleset` leaves out to be quick: how the texts of playbooks are written. Asked before data is read.

    Raises SiktaError with all findings where one is an error.
    """
    findings = () if ruleset.reports.templates else _of_documents(ruleset)
    if _faulty(findings):
        raise SiktaError(findings)
    return findings


def _of_documents(ruleset: Ruleset) -> tuple[Finding, ...]:
    # Jinja takes long to import: paid only by those who have templates, and by a run.
    from .reporting.briefs.checking import check_templates

    return check_templates(ruleset)


def _faulty(findings: Sequence[Finding]) -> bool:
    return any(finding.code.startswith("E") for finding in findings)
