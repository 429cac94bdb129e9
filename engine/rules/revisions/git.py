"""git, asked to read and nothing else: no program of its configuration runs, and nothing is fetched or written."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from ...findings import SiktaError
from . import faults

_SECONDS = 120

_SAFE = (
    "--no-pager",
    "--no-optional-locks",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "protocol.allow=never"),  # a partial clone asks its origin for what it lacks, unless it may not
    *("-c", "core.quotePath=false"),
    *("-c", "log.showSignature=false"),
)

_QUIET = {
    "LC_ALL": "C",  # what git says is looked through for what went wrong
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
}

_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE")
"""What git tells its hooks about themselves. The folder decides which repository is meant, not where sikta was started."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What git answered. `said` is what it complained of."""

    output: bytes
    said: str
    good: bool

    @property
    def text(self) -> str:
        """The output as text, its last line end left out."""
        return os.fsdecode(self.output).removesuffix("\n")


def ask(folder: Path, *question: str, given: bytes = b"") -> Answer:
    """One question to git about the repository that a folder is in.

    Raises SiktaError where git is not installed, does not answer, or does not trust the folder's owner.
    """
    surroundings = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program; the words of the user follow --end-of-options
            ["git", *_SAFE, *question],  # noqa: S607 - the git that the user has
            cwd=folder,
            input=given,
            capture_output=True,
            env={**surroundings, **_QUIET},
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise SiktaError([faults.no_git()]) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SiktaError([faults.no_answer(type(error).__name__)]) from error
    said = os.fsdecode(done.stderr)
    if "dubious ownership" in said or "unsafe repository" in said:
        raise SiktaError([faults.owned_by_another(folder)])
    return Answer(done.stdout, said, done.returncode == 0)
