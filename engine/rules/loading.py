"""A ruleset loaded: read, merged, checked for its shape, built and checked for sense, with every fault at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..findings import Finding, Severity
from .building import build
from .checks import check_sense
from .merging import Merged, merged
from .model import Ruleset
from .nodes import Map
from .reading import NOTHING_UNSAVED, Unsaved
from .shape import Pruned, check_shape, prune

_FILE = "ruleset.yaml"
# Sections whose ids are names in expressions.
_NAMED = frozenset(("parameters", "metrics", "scores", "segmentations", "tables"))


@dataclass(frozen=True, slots=True)
class Tree:
    """A ruleset's files read and merged: its root, its folder, and the folders that it extends."""

    root: Map
    folder: Path
    bases: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A ruleset as far as it could be built, None where nothing could, and all that was found.

    `left_out` holds what was left out because of faults, both as path (`scores.pain`) and, for what expressions
    may name, as id (`pain`): a use of such a name is no fault of its own. `tree` is what the files hold, merged: the
    ruleset before it was built, for what compares and edits rulesets.
    """

    ruleset: Ruleset | None
    findings: tuple[Finding, ...]
    left_out: frozenset[str]
    tree: Tree | None = None

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


def load(path: Path, unsaved: Unsaved = NOTHING_UNSAVED) -> Loaded:
    """The ruleset in a folder, or in a YAML file. Never raises for what the files hold.

    Places in findings name files relative to the ruleset's folder. `unsaved` texts go before what the disk holds.
    """
    file = path / _FILE if path.is_dir() else path
    source = merged(file, unsaved)
    if source.root is None:
        return Loaded(None, _in_order((*source.findings, *_shape_of_rest(source))), frozenset())
    return load_tree(Tree(source.root, file.parent, source.bases), source.findings)


def _shape_of_rest(source: Merged) -> Iterator[Finding]:
    """What is wrong with the shape of what could be read; what a section lacks may stand where it could not."""
    for finding in check_shape(source.rest, source.findings) if source.rest else ():
        if finding.code != "E202" or finding.path.count(".") > 1:
            yield finding


def load_tree(tree: Tree, findings: tuple[Finding, ...] = (), *, shaped: bool = False) -> Loaded:
    """The ruleset of a tree that was read before, and perhaps edited since; `findings` are those of reading it.

    `shaped` trees are known to have the shape of a ruleset, as one in which another number was put: half the work.
    """
    shape = () if shaped else check_shape(tree.root, findings)
    pruned = prune(tree.root) if shape else Pruned(tree.root, frozenset())
    lost = _with_names(pruned.left_out)
    built = build(pruned.root, tree.folder, bases=tree.bases, whole=tree.root, lost=lost)
    left_out = lost | _with_names(built.left_out)
    sense = check_sense(built.ruleset, left_out) if built.ruleset else ()
    return Loaded(built.ruleset, _in_order((*findings, *shape, *built.findings, *sense)), left_out, tree)


def _with_names(paths: frozenset[str]) -> frozenset[str]:
    """Paths together with the ids that expressions would use for them."""
    return paths | {name for path in paths if (name := _name(path.split(".")))}


def _name(steps: list[str]) -> str:
    match steps:
        case [section, name] if section in _NAMED:
            return name
        case ["tables", _, "fields", name]:
            return name
        case _:
            return ""


def _in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key()))
