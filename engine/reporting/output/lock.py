"""One run at a time per folder: a lock that the system frees when its holder ends, however it ends."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .failures import busy

_HELD = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}
"""What a system answers when another process holds the lock."""

# mypy looks at one platform at a time, which the test on sys.platform tells it.
if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path, target: str) -> Iterator[None]:
    """Hold the lock file while the block runs. Raises SiktaError (E603) where another process holds it.

    The file is taken away at the end; a file left behind by a killed process is no lock, so it stops nobody.
    """
    handle = _opened(path, target)
    try:
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        # The name goes before the lock does: whoever opens it from now on makes a new file.
        with suppress(OSError):
            path.unlink()
        os.close(handle)


def _opened(path: Path, target: str) -> int:
    """A handle that holds the lock on the file that has this name now."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _take(handle)
        except OSError as error:
            holder = _holder(handle)
            os.close(handle)
            raise (busy(target, holder) if error.errno in _HELD else error) from None
        if _still_named(handle, path):
            os.ftruncate(handle, 0)
            return handle
        os.close(handle)  # its holder took the name away between opening and locking


def _holder(handle: int) -> str:
    try:
        return os.read(handle, 20).decode("ascii", "replace").strip()
    except OSError:  # Windows does not let others read what is locked
        return ""


def _still_named(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
