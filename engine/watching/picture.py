"""What there is to see of a ruleset at a moment."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..findings import Finding, Severity

if TYPE_CHECKING:
    from ..analysis.comparison import Review
    from ..reporting.briefs.facts import Facts


@dataclass(frozen=True, slots=True)
class Picture:
    """The findings of a moment, and what the ruleset gives on its data.

    `facts` are None until the ruleset could be evaluated once; after that they are those of the last time that it
    could, and `review` is what differs from the last commit, None where there is none: `beside` says why not.
    """

    findings: tuple[Finding, ...] = ()
    facts: "Facts | None" = None
    review: "Review | None" = None
    beside: str = ""

    @property
    def broken(self) -> bool:
        """Whether the rules or the data cannot be used as they are now."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)
