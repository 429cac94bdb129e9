"""A new folder beside the target, moved into its place when it is complete."""

import os
import secrets
import shutil
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from .contents import check_replaceable, write_list
from .failures import failure, foreign_folder
from .lock import locked
from .swap import put_in_place, recover


class OutputFolder:
    """Gives a new, empty folder to write to, and makes it the target when the block ends without an error.

    The folder is hidden, beside the target and on the same file system, and takes the target's name when it is
    complete; on Linux and macOS in one step. A run that fails or is killed at any moment, also by SIGKILL, leaves the
    folder of the last good run whole (`put_in_place` tells what holds elsewhere). What a killed run left behind is
    cleared by the next one into the same folder.

    A loss of power is another matter: only what has been flushed is sure to be on the disk. The files of the folder
    itself (results, record, facts) and their names are flushed before the folder takes the target's name; those in
    folders below it (the briefs, hundreds of small files that are made of the facts) are left to the system, which
    writes them within seconds. Where the power fails in those seconds a brief may be empty: `sikta brief` writes all
    of them again.

    Raises SiktaError: E601 not writable, E602 no room, E603 another run at work, E604 a file in its place, E605 a
    folder and E606 files that sikta did not write.
    """

    def __init__(self, target: Path | str) -> None:
        self._shown = Path(target)
        self._target = Path(os.path.realpath(target))  # a link to a folder stays a link
        if not self._target.name:
            raise foreign_folder(str(target), "the root of the file system")
        self._stack = ExitStack()
        self._new = self._beside(f"new-{secrets.token_hex(4)}")

    def __enter__(self) -> Path:
        try:
            with self._stack:
                self._open()
                # Kept open beyond this block: __exit__ closes it.
                self._stack = self._stack.pop_all()
        except OSError as error:
            raise failure(error, self._shown) from error
        return self._new

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._stack:
            try:
                if error is None:
                    self._commit()
            except OSError as fault:
                raise failure(fault, self._shown) from fault
            finally:
                shutil.rmtree(self._new, ignore_errors=True)
            if isinstance(error, OSError) and self._is_about_writing(error):
                raise failure(error, self._shown) from error

    def _open(self) -> None:
        self._target.parent.mkdir(parents=True, exist_ok=True)
        self._stack.enter_context(locked(self._beside("lock"), str(self._shown)))
        recover(self._target, self._beside("old"))
        self._clear_leftovers()
        check_replaceable(self._target, str(self._shown))
        self._new.mkdir()

    def _commit(self) -> None:
        check_replaceable(self._target, str(self._shown))  # somebody may have put a file there meanwhile
        write_list(self._new)
        if self._target.exists():
            shutil.copymode(self._target, self._new)
        _flush(self._new)
        put_in_place(self._new, self._target, self._beside("old"))
        _flush_names(self._target.parent)

    def _clear_leftovers(self) -> None:
        """Take away what killed runs left. The lock is held, so none of it is in use."""
        for leftover in self._target.parent.glob(f"{_literal(self._beside('new-').name)}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        shutil.rmtree(self._beside("old"), ignore_errors=True)

    def _beside(self, purpose: str) -> Path:
        return self._target.with_name(f".{self._target.name}.sikta-{purpose}")

    def _is_about_writing(self, error: OSError) -> bool:
        """Whether the fault is about the folder, not about some other file that was read meanwhile."""
        return error.filename is None or str(error.filename).startswith(str(self._new))


def _literal(name: str) -> str:
    """The name for `glob`, with its special characters taken as they are."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def _flush(folder: Path) -> None:
    """Bring the files of a folder to the disk, and their names too; not those in folders below it."""
    for path in folder.iterdir():
        if path.is_file():
            _flush_file(path)
    _flush_names(folder)


def _flush_file(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _flush_names(folder: Path) -> None:
    if os.name == "nt":  # Windows has no handle on a folder to flush
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
