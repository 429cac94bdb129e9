"""The one class of errors that sikta raises on purpose."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .finding import Finding


class SiktaError(Exception):
    """The work cannot go on; `findings` say why, all of them at once, in order of reading."""

    def __init__(self, findings: "Iterable[Finding]") -> None:
        self.findings: tuple[Finding, ...] = tuple(sorted(findings, key=lambda finding: finding.sort_key()))
        super().__init__("; ".join(f"{f.place}: {f.code} {f.message}" for f in self.findings))
