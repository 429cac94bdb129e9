"""Where something stands in a file of the user."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file as an editor counts it: lines and columns from 1; None where unknown.

    `file` is relative to `folder`, which is the ruleset's own where it is None; with forward slashes.
    `excerpt` is the line of the file and `length` how many characters the caret underlines. `cell` names a cell of a
    sheet as a spreadsheet does: `Sectors!B3`.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    excerpt: str | None = None
    length: int = 1
    cell: str | None = None
    folder: Path | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        if self.cell is not None and self.line is None:
            return f"{self.file}#{self.cell}"
        parts = [self.file or "", *(str(number) for number in (self.line, self.column) if number is not None)]
        return ":".join(parts)
