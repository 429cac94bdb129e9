"""What a run came to, for the terminal: segments with accounts and money, the largest gaps in the data, what to do next."""

import shlex
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from ..rules.model.texts import Text
from .briefs.facts import Facts, FieldFaults, LossFacts, SegmentationFacts
from .briefs.sandbox.filters import shortened
from .explanation.terminal import wrapped
from .languages import Translator, translator
from .markup.controls import one_line
from .values import format_value

WIDTH = 80
SHOWN = 3
"""So many gaps in the data are told; the briefs have them all."""
EXAMPLES = 2
LONGEST_EXAMPLE = 30
"""So many values that were not found are named, and so many characters of each."""
MUCH = 0.01
"""Rows after the day of the run are told from this share of the table's rows, or of all money, on."""


class Gap(NamedTuple):
    """A gap in the data, in the order in which gaps are told. `way` tells apart what is not the same gap again."""

    only_shown: bool
    money: float
    rows: int
    invalid: int
    text: str
    way: str


class Summary:
    """The summary of a run in a language; `lines` for a screen of 80 columns or fewer."""

    def __init__(self, facts: Facts, language: str) -> None:
        self.facts = facts
        self.language = language
        self.say: Translator = translator(language)

    def print(self, out: Path, start: Path | None, explain: Sequence[str]) -> None:
        """Print it; colours and bold only where a person looks at it.

        `start` is the document to begin with, below `out`. `explain` are the words of the command that explains an
        account, without the account.
        """
        console = Console(width=min(Console().width, WIDTH), highlight=False, markup=False, emoji=False)
        for line in wrapped(self._headline(), console.width):
            console.print(Styled(line, style="bold"), soft_wrap=True)
        for segmentation in self._main():
            console.print()
            console.print(self._table(segmentation))
        gaps = list(self.gaps())
        if gaps:
            console.print()
            console.print(Styled(self.say("Largest gaps in the data"), style="bold"))
            for number, gap in enumerate(gaps[:SHOWN], 1):
                for place, line in enumerate(wrapped(gap, console.width - 5)):
                    console.print(Styled(f"{'     ' if place else f'  {number}. '}{line}"), soft_wrap=True)
        console.print()
        console.print(Styled(self.say("What to do next"), style="bold"))
        for step in self._steps(out, start, explain):
            console.print(Styled(f"  {step}"), soft_wrap=True)

    def _headline(self) -> str:
        header, overview = self.facts.header, self.facts.overview
        accounts = self._accounts(overview.accounts)
        title = self._text(header.title) or header.name
        version = [self.say("version {version}", version=header.version)] if header.version else []
        parts = [title, *version, accounts]
        if overview.money is not None:
            parts.append(f"{self._text(overview.money_title)}: {self._value(overview.money, 'money')}")
        return " · ".join(parts)

    def _main(self) -> list[SegmentationFacts]:
        """The matrices; where there is none, the first segmentation."""
        every = self.facts.overview.segmentations
        return [each for each in every if each.method == "matrix"] or list(every[:1])

    def _table(self, segmentation: SegmentationFacts) -> Table:
        money = segmentation.without.money is not None
        table = Table(
            box=None,
            title=self._text(segmentation.title),
            title_justify="left",
            title_style="bold",
            padding=(0, 1),
        )
        table.add_column("", overflow="ellipsis", no_wrap=True, min_width=12)
        for heading in (
            self.say("Accounts"),
            self.say("Share"),
            *((self.say("Money"), self.say("Share")) if money else ()),
        ):
            table.add_column(heading, justify="right", no_wrap=True)
        for line in (
            *segmentation.segments,
            *([segmentation.without] if segmentation.without.accounts else []),
        ):
            cells = [self._text(line.title) if line.id else self.say("in no segment")]
            cells += [self._value(line.accounts, "integer"), self._value(line.share, "percent")]
            if money:
                share = "" if line.money_share is None else self._value(line.money_share, "percent")
                cells += [self._value(line.money or 0.0, "money"), share]
            table.add_row(*cells)
        return table

    def gaps(self) -> Iterator[str]:
        """What the data lacks that rules look at: by what decides first, then by the money it carries, then by rows.

        One line for each way of losing rows: the lines of a lost order are the same loss again.
        """
        for gap in sorted({each.way: each for each in reversed([*self._losses(), *self._fields()])}.values()):
            yield gap.text

    def _losses(self) -> Iterator["Gap"]:
        losses = [loss for loss in self.facts.overview.losses if loss.use != "unused"]
        for loss in sorted(losses, key=lambda loss: -abs(loss.money or 0.0)):
            rows = loss.rows - loss.unasked
            if rows and (loss.reason != "after_as_of" or self._is_much(loss)):
                yield Gap(
                    loss.use != "decides",
                    -abs(loss.money or 0.0),
                    -rows,
                    0,
                    self._loss(loss, rows),
                    loss.reason,
                )

    def _fields(self) -> Iterator["Gap"]:
        losses = self.facts.overview.losses
        lost = {(each.table, each.field) for each in losses if each.reason in ("no_account", "no_date")}
        for each in self.facts.overview.fields:
            rows = max(each.missing - each.unasked, each.invalid, each.outdated)
            told_above = (each.table, each.field) in lost  # the same gap, with its consequence
            if rows and each.use != "unused" and not told_above:
                way, money = f"{each.table}.{each.field}", -abs(each.money or 0.0)
                yield Gap(each.use != "decides", money, -rows, -each.invalid, self._field(each, rows), way)

    def _loss(self, loss: LossFacts, rows: int) -> str:
        why = {
            "orphan": self.say("the account does not exist"),
            "no_account": self.say("no account is given"),
            "after_as_of": self.say("dated after the day of the run"),
            "no_date": self.say("no date is given"),
            "unmatched": self.say("nothing found for {field}", field=loss.field),
        }.get(loss.reason, loss.reason)
        named = ", ".join(self._examples(loss))
        text = f"{loss.table}: {why}{f' ({named})' if named else ''}, {self._rows(rows)}"
        return f"{text}, {self._value(loss.money, 'money')}" if loss.money else text

    def _examples(self, loss: LossFacts) -> Iterator[str]:
        """The commonest values that were not found, with the known name that is close to each."""
        pairs = [*zip_longest(loss.examples, loss.nearest, fillvalue="")]
        for value, near in pairs[:EXAMPLES]:
            told = shortened(one_line(value), LONGEST_EXAMPLE)
            meant = shortened(one_line(near), LONGEST_EXAMPLE)
            yield f"{told}: {self.say('perhaps {name}', name=meant)}" if meant else told
        if len(pairs) > EXAMPLES:
            yield "…"

    def _field(self, field: FieldFaults, rows: int) -> str:
        missing = field.missing - field.unasked
        fault = {missing: self.say("missing"), field.invalid: self.say("not valid")}
        what = fault.get(rows, self.say("outdated"))
        text = f"{field.table}: {self._text(field.title)}, {what}, {self._rows(rows)}"
        if not field.invalid or rows == field.invalid:
            return text
        return f"{text}, {self.say('not valid')}: {self._value(field.invalid, 'integer')}"

    def _is_much(self, loss: LossFacts) -> bool:
        """Rows after the day of the model are no fault of the data, unless they are many or worth much."""
        whole = self.facts.overview.money or 0.0
        return (loss.share or 0.0) > MUCH or abs(loss.money or 0.0) > MUCH * whole > 0

    def _steps(self, out: Path, start: Path | None, explain: Sequence[str]) -> Iterator[str]:
        if start is not None:
            yield self.say("open {file} in a browser", file=str(out / start))
        if self.facts.accounts:
            command = shlex.join((*explain, self.facts.accounts[0].key))
            yield self.say("{command} tells why an account is where it is", command=command)
        yield self.say("{folder} holds the results for a spreadsheet or the CRM", folder=str(out))

    def _accounts(self, count: int) -> str:
        figure = self._value(count, "integer")
        return self.say.plural("{count} account", "{count} accounts", count, count=figure)

    def _rows(self, count: int) -> str:
        return self.say.plural("{count} row", "{count} rows", count, count=self._value(count, "integer"))

    def _value(self, value: float, kind: str) -> str:
        return format_value(value, kind, self.language, self.facts.header.currency)

    def _text(self, text: Text) -> str:
        return format_value(text.in_language(self.language), "text", self.language)
