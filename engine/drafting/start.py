"""A new ruleset from beginning to end: read, drafted, put into its folder, and what there is to tell of it."""

import datetime as dt
import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..rules import load
from .companions import Ci, companions
from .crowding import crowded
from .draft import draft_from
from .examples import DECISIONS, example
from .files import find_given, passed_over
from .linking import Scheme
from .placing import Copies, Placed, plan_copies, put
from .proposing import Decision
from .summary import Told

_NOT_IN_NAMES = re.compile(r"[^A-Za-zÀ-ÖØ-öø-ž0-9_.-]+")


@dataclass(frozen=True, eq=False)
class Started:
    """A ruleset that was begun: what was written and copied, how the files were understood, what is to decide.

    `passed` are the names of files that are no tables.
    """

    placed: Placed
    copies: Copies
    decisions: tuple[Told, ...]
    scheme: Scheme | None = None
    passed: tuple[str, ...] = ()


def start(
    folder: Path, sources: Sequence[str], *, copy: bool, ci: Ci | None, today: dt.date, language: str = "en"
) -> Started:
    """Begin a ruleset in a folder, from data files or, without any, with invented accounts.

    `copy` brings files from elsewhere into its folder data; `today` counts where the data has no dates; titles are
    in the `language`. Raises SiktaError with every fault, and then leaves everything as it was.
    """
    name = _name(folder)
    if not sources:
        placed = put(folder, example(name, language), {}, companions(name, "sikta run", ci), str(folder))
        return Started(placed, Copies({}), _told(folder, [Decision(*pair) for pair in DECISIONS]))
    files = find_given(sources)
    copies = plan_copies(files, folder, copy=copy)
    draft = draft_from(name, files, copies.paths, today, language)
    data = ["--data", str(copies.data)] if copies.data else []
    beside = companions(name, shlex.join(["sikta", "run", *data]), ci)
    passed = tuple(Path(source).name for source in passed_over(sources))
    texts = {"ruleset.yaml": draft.ruleset, "tests/cases.yaml": draft.tests}
    copies = copies.only(frozenset(draft.used))
    placed = put(folder, texts, copies.files, beside, str(folder))
    # Large data is left to the first run: a draft has to be there at once.
    decisions = (*draft.decisions, *(() if copies.large else crowded(folder, copies.data)))
    return Started(placed, copies, _told(folder, decisions), draft.scheme, passed)


def _name(folder: Path) -> str:
    """The ruleset's name: that of its folder, in the letters that a name may have."""
    return _NOT_IN_NAMES.sub("-", folder.resolve().name).strip("-._") or "my-rules"


def _told(folder: Path, decisions: Sequence[Decision]) -> tuple[Told, ...]:
    """Decisions with the lines that they are about."""
    ruleset = load(folder).ruleset
    written = (folder / "ruleset.yaml").read_text(encoding="utf-8").splitlines()
    asleep = {
        line[2:].partition(":")[0]: number for number, line in enumerate(written, 1) if line[:2] == "# "
    }
    lines = [
        asleep.get(of.asleep) or (ruleset.positions.place(of.path).line if ruleset and of.path else None)
        for of in decisions
    ]
    return tuple(Told(of.text, line) for of, line in zip(decisions, lines, strict=True))
