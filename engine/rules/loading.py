"""A ruleset loaded: read, merged, checked for its shape, built and checked for sense, with every fault at once."""

from dataclasses import dataclass
from pathlib import Path

from ..findings import Finding, Severity
from .building import build
from .merging import merged
from .model import Ruleset
from .nodes import Map
from .shape import check_shape, prune

_FILE = "ruleset.yaml"
# Sections whose ids are names in expressions, and those whose parts have such a section of their own.
_NAMED = frozenset(("parameters", "metrics", "scores", "segmentations", "tables"))


@dataclass(frozen=True, slots=True)
class Loaded:
    """A ruleset as far as it could be built, None where nothing could, and all that was found.

    `left_out` holds what was left out because of faults, both as path (`scores.pain`) and, for what expressions
    may name, as id (`pain`): a use of such a name is no fault of its own.
    """

    ruleset: Ruleset | None
    findings: tuple[Finding, ...]
    left_out: frozenset[str]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


def load(path: Path) -> Loaded:
    """The ruleset in a folder, or in a YAML file. Never raises for what the files hold.

    Places in findings name files relative to the ruleset's folder.
    """
    file = path / _FILE if path.is_dir() else path
    source = merged(file)
    if source.root is None:
        return Loaded(None, _in_order(source.findings), frozenset())
    return _loaded(source.root, file.parent, source.findings)


def _loaded(root: Map, folder: Path, findings: tuple[Finding, ...]) -> Loaded:
    shape = check_shape(root)
    pruned = prune(root) if shape else None
    lost = with_names(pruned.left_out) if pruned else frozenset()
    built = build(pruned.root if pruned else root, folder, root, lost)
    left_out = lost | with_names(built.left_out)
    return Loaded(built.ruleset, _in_order((*findings, *shape, *built.findings)), left_out)


def with_names(paths: frozenset[str]) -> frozenset[str]:
    """Paths together with the ids that expressions would use for them."""
    return paths | {name for path in paths if (name := _name(path.split(".")))}


def _name(steps: list[str]) -> str:
    is_part = len(steps) == 2 and steps[0] in _NAMED
    is_field = len(steps) == 4 and steps[0] == "tables" and steps[2] == "fields"
    return steps[-1] if is_part or is_field else ""


def _in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key()))
