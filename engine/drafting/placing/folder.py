"""The new files brought into their folder: first all beside it, then into place, each only where no file stands."""

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ...checking import check_ruleset
from ...findings import Finding, SiktaError
from ...findings.refusals import refusal

_SHOWN = 8


@dataclass(frozen=True)
class Placed:
    """What was written, and what was kept because it was there: paths below the folder, with forward slashes."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def put(
    folder: Path,
    texts: Mapping[str, str],
    copies: Mapping[str, Path],
    companions: Mapping[str, str],
    shown: str,
) -> Placed:
    """Write the ruleset's `texts` and `copies`, and those `companions` that are not there yet.

    Raises SiktaError and leaves everything as it was where one of the texts or copies has its name taken (E964), the
    folder cannot be written (E965), or the ruleset would have a fault (E966).
    """
    _refuse_taken([*texts, *copies], folder, shown)
    kept = tuple(name for name in companions if os.path.lexists(folder / name))
    wanted = {name: text for name, text in (*texts.items(), *companions.items()) if name not in kept}
    try:
        with _beside(folder) as new:
            _fill(new, wanted, copies)
            _refuse_faulty(new)
            _move(new, folder, [*wanted, *copies], shown)
    except OSError as error:
        raise SiktaError([_unwritable(shown, error)]) from error
    return Placed((*wanted, *copies), kept)


def _refuse_taken(names: Sequence[str], folder: Path, shown: str) -> None:
    taken = [name for name in names if os.path.lexists(folder / name)]
    if taken:
        raise SiktaError([_taken(taken, shown)])


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A hidden folder on the same disk, gone at the end whatever happens."""
    home = folder if folder.is_dir() else folder.absolute().parent
    home.mkdir(parents=True, exist_ok=True)
    new = home / f".sikta-new-{secrets.token_hex(4)}"
    new.mkdir()
    try:
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _fill(new: Path, texts: Mapping[str, str], copies: Mapping[str, Path]) -> None:
    for name, text in texts.items():
        path = new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    for name, source in copies.items():
        path = new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, path)


def _refuse_faulty(new: Path) -> None:
    """A draft is checked before anybody sees it."""
    checked = check_ruleset(new)
    if checked.plan is None:
        raise SiktaError([_faulty(), *checked.findings])


def _move(new: Path, folder: Path, names: Sequence[str], shown: str) -> None:
    if not os.path.lexists(folder):
        new.rename(folder)
        return
    moved: list[Path] = []
    try:
        for name in names:
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            _move_one(new / name, target)
            moved.append(target)
    except BaseException as error:
        for path in moved:
            path.unlink(missing_ok=True)
        if isinstance(error, FileExistsError):
            raise SiktaError([_taken([name], shown)]) from error
        raise


def _move_one(source: Path, target: Path) -> None:
    """Give a file its name, unless another one has it by now."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        with target.open("xb") as stream, source.open("rb") as held:
            shutil.copyfileobj(held, stream)


def _taken(names: Sequence[str], shown: str) -> Finding:
    listed = ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
    return Finding(
        "E964",
        f"the folder {shown} has {'this file' if len(names) == 1 else 'these files'} already: {listed}; nothing was written",
        expected="a folder without a ruleset",
        fix="name another folder: sikta init my-rules",
    )


def _unwritable(shown: str, error: OSError) -> Finding:
    return Finding(
        "E965",
        f"nothing could be written to {shown}",
        expected="a folder in which you may write",
        found=refusal(error),
        fix="name another folder: sikta init my-rules",
    )


def _faulty() -> Finding:
    return Finding(
        "E966",
        "the draft has a fault, so nothing was written; this should not happen",
        expected="a ruleset that can be checked without an error",
        fix="report these lines, with the first lines of your files if you may; or write the ruleset by hand",
    )
