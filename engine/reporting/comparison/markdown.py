"""A comparison as Markdown, fit for a comment on a pull request."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ...analysis.comparison import Review
from ..languages import Translator, translator
from ..markup import escape_html, escape_markdown
from .edits import Wording, as_markdown
from .gathering import sheet
from .sheet import Cell, EditLine, Matrix, MoverLine, Part, Sheet, TotalLine

LIMIT = 50
"""So many movers of each segmentation are told where nothing else is asked for."""

LARGEST = 60_000
"""GitHub takes comments up to 65,536 characters; some are left for what a workflow puts around it."""

_FEWER = (25, 10, 3, 0)
_EDITS = 60


def comparison_markdown(review: Review, language: str, limit: int | None = LIMIT) -> str:
    """The document. Where it would be too long for a comment, fewer movers are told, then no matrices, then fewer edits."""
    text = ""
    for fewer in _attempts(review, language, limit):
        text = "\n\n".join(_blocks(fewer)) + "\n"
        if len(text) <= LARGEST:
            return text
    end = text.rfind("\n", 0, LARGEST)
    return f"{text[:end]}\n\n{escape_markdown(translator(language)('The rest does not fit here.'))}\n"


def _attempts(review: Review, language: str, limit: int | None) -> Iterator[Sheet]:
    whole = sheet(review, language, limit)
    yield whole
    for fewer in _FEWER:
        if limit is None or fewer < limit:
            smallest = sheet(review, language, fewer)
            yield smallest
    bare = tuple(replace(part, matrix=None, movers=()) for part in whole.parts)
    yield replace(whole, parts=bare, edits=whole.edits[:_EDITS], words=whole.words[:_EDITS])


def _blocks(told: Sheet) -> Iterator[str]:
    _ = translator(told.language)
    yield f"## {escape_markdown(told.headline)}"
    yield f"{escape_markdown(told.title)}: {escape_markdown(told.source)}"
    for line in told.lead:
        yield str(escape_markdown(line))
    yield from _edits(told, _)
    for part in told.parts:
        yield from _part(part, told, _)
    if told.drifts:
        lines = "\n".join(f"- {escape_markdown(line)}" for line in told.drifts)
        yield _folded(_("What else changed"), lines)
    if told.unmoved:
        yield str(escape_markdown(told.unmoved))


def _edits(told: Sheet, _: Translator) -> Iterator[str]:
    if told.edits:
        yield _table(_edit_headers(told, _), [_edit(line, told) for line in told.edits], _edit_figures(told))
        if len(told.edits) > 1:
            legend = _(
                "By itself: the old rules with this edit alone. In sequence: what it adds when the edits are made one after the other."
            )
            yield f"<sub>{escape_html(legend)}</sub>"
    if told.words and told.edits:
        title = _.plural(
            "{count} edit that moves nobody",
            "{count} edits that move nobody",
            len(told.words),
            count=len(told.words),
        )
        yield _folded(title, _list(told.words))
    elif told.words:
        yield _list(told.words)


def _list(lines: Iterable[EditLine]) -> str:
    return "\n".join(f"- {_worded(text)}" for line in lines for text in line.texts)


def _worded(words: Wording) -> str:
    """An edit, and below it what it looks like in the file."""
    detail = f"<br><sub>{as_markdown(words.detail)}</sub>" if words.detail else ""
    return f"{as_markdown(words.text)}{detail}"


def _edit_headers(told: Sheet, _: Translator) -> list[str]:
    money = [_("Money")] if told.has_money else []
    sequence = [_("In sequence")] if len(told.edits) > 1 else []
    return ["", _("Edit"), _("By itself"), *money, *sequence, _("Where")]


def _edit_figures(told: Sheet) -> set[int]:
    return {2, *({3} if told.has_money else ()), *({2 + told.has_money + 1} if len(told.edits) > 1 else ())}


def _edit(line: EditLine, told: Sheet) -> list[str]:
    texts = "<br>".join(_worded(text) for text in line.texts)
    notes = "".join(f"<br><sub>{escape_markdown(note)}</sub>" for note in line.notes)
    money = [_cell(line.money)] if told.has_money else []
    sequence = [_cell(line.step)] if len(told.edits) > 1 else []
    return [line.number, texts + notes, _cell(line.alone), *money, *sequence, _cell(", ".join(line.where))]


def _part(part: Part, told: Sheet, _: Translator) -> Iterator[str]:
    yield f"### {escape_markdown(part.title)}"
    yield str(escape_markdown(part.summary))
    if part.matrix:
        yield _matrix(part.matrix, _)
        yield _folded(_("Totals per segment"), _totals(part, told, _))
    else:
        yield _totals(part, told, _)
    if part.movers:
        yield _folded(part.movers_title, _movers(part, told, _))
    elif part.left_out:
        yield f"<sub>{escape_html(part.left_out)}</sub>"


def _matrix(matrix: Matrix, _: Translator) -> str:
    headers = [_("Before ↓ after →"), *matrix.targets, _("Together")]
    rows = [
        [
            f"**{escape_markdown(row.origin)}**",
            *(_matrix_cell(cell) for cell in row.cells),
            _cell(row.total),
        ]
        for row in matrix.rows
    ]
    foot = [str(escape_markdown(_("Together"))), *(_cell(total) for total in matrix.totals), ""]
    return _table(headers, [*rows, foot], set(range(1, len(headers))))


def _matrix_cell(cell: Cell | None) -> str:
    if cell is None:
        return ""
    accounts = _cell(cell.accounts)
    money = f"<br><sub>{_cell(cell.money)}</sub>" if cell.money else ""
    return f"{accounts}{money}" if cell.stays else f"**{accounts}**{money}"


def _totals(part: Part, told: Sheet, _: Translator) -> str:
    accounts = [_("Segment"), _("Before"), _("After"), _("Change")]
    flows = [_("Joined"), _("Left")] if part.overlapping else []
    money = [_("Money before"), _("Money after"), _("Change")] if told.has_money else []
    headers = [*accounts, *flows, *money]
    rows = [[_cell(text) for text in _total(line, part, told)] for line in part.totals]
    return _table(headers, rows, set(range(1, len(headers))))


def _total(line: TotalLine, part: Part, told: Sheet) -> list[str]:
    flows = [line.joined, line.left] if part.overlapping else []
    money = [line.money_before, line.money_after, line.money_change] if told.has_money else []
    return [line.segment, line.accounts_before, line.accounts_after, line.accounts_change, *flows, *money]


def _movers(part: Part, told: Sheet, _: Translator) -> str:
    several = any(mover.because for mover in part.movers)
    money = [_("Money")] if told.has_money else []
    headers = [_("Account"), *money, _("From → to"), *([_("By")] if several else []), _("Why")]
    rows = [[_cell(text) for text in _mover(line, told, several=several)] for line in part.movers]
    left = f"\n\n<sub>{escape_html(part.left_out)}</sub>" if part.left_out else ""
    return _table(headers, rows, {1} if told.has_money else set()) + left


def _mover(line: MoverLine, told: Sheet, *, several: bool) -> list[str]:
    name = line.name if line.name == line.key else f"{line.name} ({line.key})"
    money = [line.money] if told.has_money else []
    because = [line.because] if several else []
    return [name, *money, f"{line.origin} → {line.target}", *because, line.reason]


def _cell(text: str) -> str:
    return str(escape_markdown(text))


def _table(headers: Sequence[str], rows: Iterable[Sequence[str]], figures: set[int]) -> str:
    """A table of cells that are Markdown already; headers are escaped here."""
    ruler = ["---:" if index in figures else "---" for index in range(len(headers))]
    lines = [[_cell(header) for header in headers], ruler, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _folded(title: str, body: str) -> str:
    return f"<details><summary>{escape_html(title)}</summary>\n\n{body}\n\n</details>"
