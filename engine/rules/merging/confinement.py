"""Paths that a ruleset writes: always inside its own folder, never on the network."""

import re
from pathlib import Path, PurePosixPath

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class Escape(Exception):  # noqa: N818  # tells why, in words for a finding
    """A path that leads where a ruleset may not go. The text says in what way."""


def confined(folder: Path, written: str, root: Path) -> Path:
    """The file that `written`, seen from `folder`, means. It lies below `root`, also after following links.

    Raises Escape for an address, an absolute path, and a path or link out of the root.
    """
    if _ADDRESS.match(written):
        raise Escape("is an address; nothing was fetched")
    if written.startswith(("/", "~", "\\")) or "\\" in written:
        raise Escape("is not a path below the folder, with forward slashes")
    if _climbs_out(folder, written, root):
        raise Escape("leads out of the folder")
    target = folder / written
    if not target.resolve().is_relative_to(root.resolve()):
        raise Escape("is a link that leads out of the folder")
    return target


def _climbs_out(folder: Path, written: str, root: Path) -> bool:
    """Whether the written steps alone go above the root, before any link is followed."""
    depth = len(folder.absolute().relative_to(root.absolute()).parts)
    for step in PurePosixPath(written).parts:
        depth += -1 if step == ".." else 1
        if depth < 0:
            return True
    return False
