"""One fault, remark or note, with its place in the user's own file."""

from dataclasses import dataclass
from enum import StrEnum

from .codes import CODES
from .place import Place
from .repair import Repair


class Severity(StrEnum):
    """How much a finding matters: an error stops the work, a warning does not, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, where, what was expected, and how to mend it.

    `code` stands in the table of codes, which also gives the severity. `message` is one sentence without
    a final full stop; `expected`, `found` and `fix` are short lines, empty where they would only repeat it.
    `path` names the part of the ruleset, such as `scores.potential.criteria.employees`.
    `repair` is given only where there is one obvious mending, which changes nothing that is right.
    """

    code: str
    message: str
    place: Place = Place()
    path: str = ""
    expected: str = ""
    found: str = ""
    fix: str = ""
    repair: Repair | None = None

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(f"finding code {self.code} is not in the table of codes")

    @property
    def severity(self) -> Severity:
        return Severity({"E": "error", "W": "warning", "N": "note"}[self.code[0]])

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of reading: by file, then line and column."""
        place = self.place
        return (place.file or "", place.line or 0, place.column or 0, self.code, self.message)
