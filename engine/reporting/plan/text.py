"""What a run would do and cost, for who runs it: a page that fits 80 columns."""

from collections.abc import Iterator

from ...analysis.forecast import Forecast, Reading, Selection, Walk
from ...analysis.glossary import ruleset_title
from ...rules.model import Duration
from ..explanation.blocks import Block, Grid, Heading, Item, Paragraph
from ..explanation.terminal import terminal
from ..languages import Translator, translator
from ..values import format_value

WIDTH = 80
UNITS = ((10**9, "GB"), (10**6, "MB"), (10**3, "kB"))


def plan_text(found: Forecast, language: str) -> str:
    """The forecast as plain text."""
    return terminal(_Page(found, language).blocks(), WIDTH)


class _Page:
    """One forecast in one language."""

    def __init__(self, found: Forecast, language: str) -> None:
        self.found, self.language = found, language
        self._: Translator = translator(language)

    def blocks(self) -> Iterator[Block]:
        _, title = self._, ruleset_title(self.found.plan.ruleset).in_language(self.language)
        yield Heading(_("What a run of {title} would do", title=title), 1)
        yield Paragraph(_("Seen from {day}. No row was evaluated.", day=self._day()))
        yield from self._reading()
        yield from self._walks()
        yield from self._repeats()
        yield from self._across()
        yield from self._cost()

    def _day(self) -> str:
        return format_value(self.found.as_of, "date", self.language)

    def _count(self, number: int | None) -> str:
        return "?" if number is None else format_value(float(number), "integer", self.language)

    def _size(self, size: int | None) -> str:
        if size is None:
            return "?"
        unit, name = next(((unit, name) for unit, name in UNITS if size >= unit), UNITS[-1])
        return f"{format_value(round(size / unit, 1), 'number', self.language)}\u00a0{name}"

    def _reading(self) -> Iterator[Block]:
        _ = self._
        yield Heading(_("What is read"))
        headers = (_("Table"), _("Rows"), _("Columns"), _("From"), _("Size"), _("How"))
        yield Grid(headers, tuple(map(self._row, self.found.readings)), frozenset({1, 2, 4}))
        for each in self.found.readings:
            yield Item(
                f"{each.table}: {each.source} ({each.detail})"
                if each.detail
                else f"{each.table}: {each.source}"
            )
        if any(each.rows is None for each in self.found.readings):
            yield Paragraph(_("A question mark: only reading will tell."))

    def _row(self, of: Reading) -> tuple[str, ...]:
        _ = self._
        columns = _("{count} of {all}", count=self._count(of.columns), all=self._count(of.there))
        since = format_value(of.since, "date", self.language) if of.since else ""
        how = _("in blocks") if of.streamed else _("held")
        return of.table, self._count(of.rows), columns, since, self._size(of.size), how

    def _walks(self) -> Iterator[Block]:
        for walk in self.found.walks:
            yield Heading(self._("Through {table} once, for all its metrics", table=walk.table))
            headers = (self._("Rows that count"), self._("Metrics"))
            yield Grid(
                headers, tuple((self._selection(each), ", ".join(each.metrics)) for each in walk.selections)
            )
            yield Paragraph(self._tallies(walk))

    def _selection(self, of: Selection) -> str:
        _ = self._
        if not (of.where or of.last or of.ending):
            return _("all")
        window = _("the last {span}", span=self._span(of.last)) if of.last else ""
        until = _("up to {span} ago", span=self._span(of.ending)) if of.ending else ""
        return ", ".join(part for part in (window, until, of.where) if part)

    def _span(self, span: Duration) -> str:
        _, count, number = self._, span.count, self._count(span.count)
        told = {
            "days": _.plural("{count} day", "{count} days", count, count=number),
            "weeks": _.plural("{count} week", "{count} weeks", count, count=number),
            "months": _.plural("{count} month", "{count} months", count, count=number),
            "years": _.plural("{count} year", "{count} years", count, count=number),
        }
        return told[span.unit]

    def _tallies(self, walk: Walk) -> str:
        _ = self._
        told = _.plural(
            "Kept for every account: {count} tally.",
            "Kept for every account: {count} tallies.",
            walk.tallies,
            count=self._count(walk.tallies),
        )
        held = _("Rows are held until all were seen for {metrics}.", metrics=", ".join(walk.held))
        return f"{told} {held}" if walk.held else told

    def _repeats(self) -> Iterator[Block]:
        if self.found.repeats:
            yield Heading(self._("Computed once for several rules"))
            headers = (self._("Expression"), self._("Rules"))
            yield Grid(headers, tuple((each.text, ", ".join(each.paths)) for each in self.found.repeats))

    def _across(self) -> Iterator[Block]:
        _ = self._
        yield Heading(_("Looks at all accounts at once"))
        if not self.found.across:
            yield Paragraph(_("Nothing: every account stands for itself."))
            return
        yield Grid(
            (_("Rule"), _("Needs the whole column of")),
            tuple((each.path, ", ".join(each.names)) for each in self.found.across),
        )

    def _cost(self) -> Iterator[Block]:
        _, found = self._, self.found
        yield Heading(_("What it takes"))
        yield Item(_("Engine: {name}, {why}.", name=found.choice.name, why=self._why()))
        yield Item(_("About {size} of columns are read.", size=self._size(found.size)))
        memory = self._size(found.memory)
        yield Item(_("About {size} of memory is held, besides the program itself.", size=memory))

    def _why(self) -> str:
        _, choice = self._, self.found.choice
        if self.found.asked:
            return _("as asked for")
        free = self._size(choice.limits.available)
        return choice.why or _("as the data fits in {memory} of memory", memory=free)
