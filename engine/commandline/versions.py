"""Which two rulesets are compared: paths, or versions from the history of a git repository."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from .places import shown_from_here

_FILE = "ruleset.yaml"


@dataclass(frozen=True, slots=True)
class Version:
    """A ruleset to read: where it is for now, what to call it, and the folder in which its data is looked for."""

    path: Path
    label: str
    home: Path


@contextmanager
def versions(old: str, new: str | None) -> Iterator[tuple[Version, Version]]:
    """Both rulesets, for as long as the context lasts.

    Without `new` it is the ruleset on the disk that `old` is an earlier version of: the one that its path names, else that of
    this folder. Raises SiktaError where there is no such version, UsageError where there is no ruleset to compare with.
    """
    here = _on_disk(old, new)
    with ExitStack() as stack:
        yield _version(old, here, stack), _version(new or str(here), here, stack)


def _version(written: str, here: Path | None, stack: ExitStack) -> Version:
    from ..rules.revisions import describe, ruleset_at

    label = _shown(Path(written)) if _is_ruleset(Path(written)) else describe(written, here)
    path = stack.enter_context(ruleset_at(written, here))
    home = path if _is_ruleset(Path(written)) else here or path
    return Version(path, label, home if home.is_dir() else home.parent)


def _shown(path: Path) -> str:
    """What to call a ruleset on the disk: as one would name it from here, and this folder by its name."""
    return Path.cwd().name if path.resolve() == Path.cwd() else shown_from_here(path)


def _on_disk(old: str, new: str | None) -> Path | None:
    """The ruleset on the disk that versions are versions of; None where both are named by other means."""
    named = [text for text in (new, old) if text is not None]
    if new is None:
        found = _below(old) or _here()
        if found is None:
            raise _nothing_to_compare_with(old)
        return found
    known = (Path(text) if _is_ruleset(Path(text)) else _below(text) for text in named)
    return next((path for path in known if path is not None), _here())


def _below(written: str) -> Path | None:
    """The folder that `main:rulesets/x` names, seen from here or from the top of the repository."""
    _, colon, folder = written.partition(":")
    if not colon or not folder or _is_ruleset(Path(written)):
        return None
    tops = (Path(), *Path.cwd().parents) if not folder.startswith("./") else (Path(),)
    return next((top / folder for top in tops if _is_ruleset(top / folder)), None)


def _here() -> Path | None:
    return Path() if Path(_FILE).is_file() else None


def _is_ruleset(path: Path) -> bool:
    return path.is_file() or (path / _FILE).is_file()


def _nothing_to_compare_with(old: str) -> click.UsageError:
    return click.UsageError(
        f'there is no {_FILE} in this folder to compare "{old}" with; name the new ruleset as well: '
        f"sikta diff {old} my-rules"
    )
