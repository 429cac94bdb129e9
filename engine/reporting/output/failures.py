"""What the system says when it cannot write, in words for people."""

import errno
from collections.abc import Callable, Mapping
from pathlib import Path

from ...findings import Finding, SiktaError
from ...findings.refusals import refusal


def failure(error: OSError, target: Path) -> SiktaError:
    """The error for a folder that could not be written; what stood there before is still whole."""
    build = _BY_NUMBER.get(error.errno or 0, _unwritable)
    return SiktaError([build(error, str(target))])


def not_a_folder(target: str) -> SiktaError:
    """The error for a file that stands where the folder should be."""
    return SiktaError(
        [
            Finding(
                code="E604",
                message=f"the results cannot go to {target}: a file has that name",
                expected="a folder, or a name that is still free",
                found="a file",
                fix="give another folder with --out, or move the file away",
            )
        ]
    )


def foreign_folder(target: str, examples: str) -> SiktaError:
    """The error for a folder with contents that no run left there."""
    return SiktaError(
        [
            Finding(
                code="E605",
                message=f"the folder {target} is not empty and does not come from sikta; it was left as it is",
                expected="a new name, an empty folder, or the folder of an earlier run (it holds run.json)",
                found=examples,
                fix="give another folder with --out, or empty this one first",
            )
        ]
    )


def foreign_files(target: str, examples: str) -> SiktaError:
    """The error for files that people put into the folder of an earlier run: replacing it would lose them."""
    return SiktaError(
        [
            Finding(
                code="E606",
                message=f"the folder {target} holds files that sikta did not write; it was left as it is",
                expected="only what the last run wrote, as the whole folder is replaced",
                found=examples,
                fix="move these files elsewhere, or give another folder with --out",
            )
        ]
    )


def busy(target: str, holder: str) -> SiktaError:
    """The error for a second run into the same folder at the same time."""
    return SiktaError(
        [
            Finding(
                code="E603",
                message=f"another run is writing to {target}; this one wrote nothing",
                expected="one run at a time per folder",
                found=f"process {holder} at work" if holder else "a process at work",
                fix="wait until it is done and run again, or give another folder with --out",
            )
        ]
    )


def _no_room(error: OSError, target: str) -> Finding:
    return Finding(
        code="E602",
        message=f"there is no room to write the results to {target}; what stood there before is still whole",
        expected="enough free space on that disk for the old and the new results together",
        found=refusal(error),
        fix="free some space, or give a folder on another disk with --out",
    )


def _no_permission(error: OSError, target: str) -> Finding:
    return Finding(
        code="E601",
        message=f"the folder {target} cannot be written; what stood there before is still whole",
        expected="a place where you may write, with none of its files open in another program",
        found=refusal(error),
        fix="close programs that have its files open, ask for permission, or give another folder with --out",
    )


def _unwritable(error: OSError, target: str) -> Finding:
    return Finding(
        code="E601",
        message=f"the folder {target} cannot be written; what stood there before is still whole",
        expected="a folder that can be written",
        found=refusal(error),
        fix="give another folder with --out",
    )


_BY_NUMBER: Mapping[int, Callable[[OSError, str], Finding]] = {
    errno.ENOSPC: _no_room,
    errno.EDQUOT: _no_room,
    errno.EFBIG: _no_room,
    errno.EACCES: _no_permission,
    errno.EPERM: _no_permission,
    errno.EROFS: _no_permission,
    errno.EBUSY: _no_permission,
}
