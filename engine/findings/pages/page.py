"""What the page of a finding code tells."""

from dataclasses import dataclass, field

ROOMS: dict[str, str] = {
    "1": "Reading the files of a ruleset",
    "2": "The shape of a ruleset",
    "3": "Expressions",
    "4": "The ruleset as a whole, and its tests",
    "5": "Data and what is computed from it",
    "6": "Writing the output",
    "7": "Documents and their templates",
    "9": "Commands",
}
"""What the first figure of a code says: the part of the work that found it."""

SEVERITIES: dict[str, str] = {
    "E": "An error: the command fails until it is mended.",
    "W": "A warning: the work goes on, but look at it.",
    "N": "A note: it only tells; nothing has to be mended.",
}
"""What the letter of a code says."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of an example by its name; `text` is empty where it is no text, such as a workbook."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Mended:
    """The lines of a file that differ once it is mended: `- before`, `+ after`; none where it was saved otherwise."""

    name: str
    lines: str


@dataclass(frozen=True, slots=True)
class Example:
    """Files that give the finding, the command that finds it, and what it says.

    `mended` is what to change in the files, `mended_command` the command that goes well where the command was at
    fault. `situation` tells in a sentence what no file can show, such as a full disk.
    """

    says: str
    command: str = ""
    files: tuple[Source, ...] = ()
    mended: tuple[Mended, ...] = ()
    mended_command: str = ""
    situation: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The page of one code."""

    code: str
    title: str
    means: str
    mend: str
    example: Example = field(default=Example(""))

    @property
    def severity(self) -> str:
        """What the letter of the code says, in a sentence."""
        return SEVERITIES[self.code[0]]

    @property
    def room(self) -> str:
        """The part of the work that found it."""
        return ROOMS[self.code[1]]
