"""What a run is to write, and what it has written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..findings import Finding

if TYPE_CHECKING:
    from ..incremental.reasons import Story
    from ..reporting.briefs.facts import Facts
    from ..sinks import Sent

BRIEFED = 2_000_000
"""For more accounts than this no briefs are written, as they would have to be held in memory together."""

FACTS = "facts.json"
"""The file in a run's folder that holds what its briefs say, to render them again."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to write: formats of the results and of the documents, languages (none: the ruleset's own).

    `columns` are those of the tables of accounts, all where it is left out.
    """

    results: Collection[str] = ("csv", "parquet", "xlsx")
    documents: Sequence[str] = ("html", "md")
    languages: Sequence[str] = ()
    raw: bool = False
    columns: Collection[str] | None = None


USUAL = Wanted()
"""Every format, in the ruleset's own language."""


@dataclass(frozen=True, slots=True)
class Upon:
    """The folder of an earlier run to build on, and whether a memory is left for later ones; one that builds on another leaves one too."""

    since: Path | None = None
    remember: bool = False

    @property
    def leaves(self) -> bool:
        """Whether the run leaves a memory."""
        return self.remember or self.since is not None


NOTHING = Upon()
"""A run that stands alone."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a run left in its folder: the facts of its briefs, and the document to begin with (None without any).

    `sent` tells what became of the accounts that were to go elsewhere too; `findings` are those of the run; `story` tells
    what it took over from an earlier one, where it was to build on one.
    """

    facts: "Facts"
    start: Path | None
    sent: "Sent | None" = None
    findings: tuple[Finding, ...] = ()
    story: "Story | None" = None


def without_briefs(accounts: int) -> Finding:
    """What is said where briefs were wanted for more accounts than `BRIEFED`."""
    return Finding(
        code="W602",
        message=f"no briefs are written for {accounts:,} accounts",
        expected=f"at most {BRIEFED:,} accounts, which a computer can hold in memory together",
        found="all results, without documents",
        fix="give --documents '' to run without briefs, or run the ruleset over one country or team at a time",
    )
