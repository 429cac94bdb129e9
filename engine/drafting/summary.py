"""What `sikta init` says: what it understood of each file, what it wrote, what to decide and to type next."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from ..reporting.explanation.terminal import wrapped
from .linking import Scheme, Seat
from .placing import Copies, Placed

WIDTH = 80
_TAKEN = {
    "accounts": "the accounts",
    "rows": "rows of accounts",
    "lines": "lines of {via}",
    "reference": "reference table",
    "left out": "left out",
}


@dataclass(frozen=True)
class Told:
    """A decision that is left, with the line of the ruleset that it is about."""

    text: str
    line: int | None = None


class InitSummary:
    """The words on the terminal, in 80 columns or fewer; colours only where a person looks at it."""

    def __init__(self) -> None:
        self.console = Console(width=min(Console().width, WIDTH), highlight=False, markup=False, emoji=False)

    def understood(self, scheme: Scheme, passed: Sequence[str] = ()) -> None:
        """One line per file: what it was taken as, its key, and how its rows find what they belong to.

        `passed` are files that are no tables.
        """
        table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, pad_edge=False)
        for name in ("File", "Rows", "Taken as", "Key", "Linked by"):
            table.add_column(
                name, overflow="ellipsis" if name == "File" else "fold", no_wrap=name == "File",
                justify="right" if name == "Rows" else "left", header_style="bold",
            )  # fmt: skip
        for seat in scheme.seats.values():
            table.add_row(*(Styled(cell) for cell in _cells(seat)))
        for name in passed:
            table.add_row(name, "", "left out: not a table")
        self.console.print(table)
        for why, names in _left_out(scheme).items():
            self._text(f"Left out: {', '.join(names)}. Why: {why}.")
        if scheme.derived is not None:
            source = scheme.seats[scheme.derived]
            count = source.account_column.distinct if source.account_column else 0
            self._text(
                f"No file lists the accounts, so they are the {count:,} that {source.table.name} names."
            )
        self.console.print()

    def written(self, folder: str, placed: Placed, copies: Copies) -> None:
        rest = len(placed.written) - len(copies.files) - 1
        self._text(
            f"Written to {folder}: ruleset.yaml, and {rest} files beside it (tests, editor settings, README)."
        )
        if copies.files:
            size = sum(path.stat().st_size for path in copies.files.values())
            count = "1 file was" if len(copies.files) == 1 else f"{len(copies.files)} files were"
            self._text(f"{count} copied into {folder}/data ({_size(size)}); the originals stay as they are.")
        if copies.data is not None:
            why = (
                f", as {' and '.join(copies.large)} {'is' if len(copies.large) == 1 else 'are'} large"
                if copies.large
                else ""
            )
            self._text(f"The data stays where it is{why}: every command needs --data, as below.")
        if placed.kept:
            self._text(f"There already, and left as they were: {', '.join(placed.kept)}.")

    def workflow(self, folder: str) -> None:
        """A workflow works only from the top of a repository."""
        self._text(
            f"The workflow is read at the top of a repository only. If {folder} is to lie deeper, move it up, and "
            'write the folder behind "RULESET:" in it.'
        )

    def decide(self, decisions: Sequence[Told]) -> None:
        self.console.print()
        self.console.print(Styled("What to decide next", style="bold"))
        for number, told in enumerate(decisions, start=1):
            where = f" (ruleset.yaml, line {told.line})" if told.line else ""
            self._text(told.text + where, f"{number:>3}. ")

    def type_next(self, commands: Sequence[tuple[str, str]]) -> None:
        self.console.print()
        self.console.print(Styled("What to type next", style="bold"))
        width = max(len(command) for command, _ in commands)
        for command, about in commands:
            self.console.print(Styled(f"  {command.ljust(width)}  {about}"), soft_wrap=True)

    def _text(self, text: str, lead: str = "") -> None:
        """A paragraph, its further lines standing in as far as its first begins."""
        for place, line in enumerate(wrapped(text, self.console.width - len(lead))):
            self.console.print(Styled(f"{' ' * len(lead) if place else lead}{line}"), soft_wrap=True)


def _cells(seat: Seat) -> tuple[str, str, str, str, str]:
    via = seat.via.target.id if seat.via else ""
    link = seat.account or seat.via
    by = (
        f"{link.column.id} {link.matched / link.column.rows:.0%}"
        if link
        else seat.account_column.id
        if seat.account_column
        else ""
    )
    key = seat.key.id if seat.key else f"its {_counted(seat)}" if seat.role == "accounts" else ""
    return seat.table.name, f"{seat.table.rows:,}", _TAKEN[seat.role].format(via=via), key, by


def _left_out(scheme: Scheme) -> dict[str, list[str]]:
    """The files that play no part, by the reason."""
    found: dict[str, list[str]] = {}
    for seat in scheme.of_role("left out"):
        found.setdefault(seat.why, []).append(seat.table.name)
    return found


def _counted(seat: Seat) -> str:
    return seat.table.opened.raw.origin.counted


def _size(count: int) -> str:
    return f"{count / 2**20:,.1f} MB" if count >= 2**20 else f"{max(1, round(count / 1024)):,} kB"
