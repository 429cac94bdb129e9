"""Putting a finished folder in the place of another, in one step where the system has one."""

import ctypes
import errno
import os
import sys
from pathlib import Path

_HERE = -100
"""AT_FDCWD: paths are taken from the current folder."""

_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS have the same number."""

_UNSUPPORTED = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}
"""What a file system answers that cannot exchange two names."""


def put_in_place(new: Path, target: Path, aside: Path) -> None:
    """Give the folder `new` the name `target`; a folder that had that name is then called `new`.

    On Linux and macOS two names are exchanged at once, so at every moment the target is a whole folder, the old or
    the new. Where the file system or the system cannot do that (Windows, some network drives) it takes three
    renames; a process that is killed between the first two leaves the old folder under `aside`, whole, and `recover`
    gives it its name back.
    """
    if not target.exists():
        new.rename(target)
    elif not exchange(new, target):
        _in_steps(new, target, aside)


def recover(target: Path, aside: Path) -> None:
    """Undo half a replacement: where the target is gone and the old folder stands aside, put it back."""
    if aside.exists() and not target.exists():
        aside.rename(target)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change names at once; False where this system or file system cannot."""
    call = _system_call()
    if call is None:
        return False
    if call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _system_call() -> "ctypes._NamedFuncPointer | None":
    name = {"linux": "renameat2", "darwin": "renameatx_np"}.get(sys.platform)
    try:
        return getattr(ctypes.CDLL(None, use_errno=True), name) if name else None
    except AttributeError:  # a C library from before 2018
        return None


def _in_steps(new: Path, target: Path, aside: Path) -> None:
    target.rename(aside)
    try:
        new.rename(target)
    except OSError:
        aside.rename(target)
        raise
    aside.rename(new)  # from here on it is nothing that `recover` would bring back
