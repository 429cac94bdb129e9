"""The answer as one page that stands by itself, with a tornado chart: a bar to the left for down, to the right for up."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from ...analysis.sensitivity import Sensitivity
from ...analysis.sensitivity.swing import Shift, Swing
from ..explanation.blocks import Block, Grid, Heading, Item, Paragraph
from ..markup import escape_html
from .clauses import effect
from .names import name_and_value
from .story import story
from .words import Words

BARS = 20
"""So many numbers the chart shows at most."""

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2733; --soft: #5c6875; --line: #d5dbe1; --paper: #fff; --down: #b5651d; --up: #1f6f8b }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8edf2; --soft: #a5b0bb; --line: #3a4550; --paper: #161c22; --down: #e0985a; --up: #5fb3cf }
}
* { box-sizing: border-box }
body { margin: 2rem auto; max-width: 62rem; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2rem }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: .9rem }
th, td { text-align: left; padding: .3rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top }
.figure { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
li ul { color: var(--soft); font-size: .9rem }
.tornado td { border: 0; padding: .15rem .5rem; vertical-align: middle }
.tornado .side { width: 30% } .tornado .left { border-right: 1px solid var(--soft) }
.bar { display: flex; align-items: center; gap: .4rem; font-size: .8rem; white-space: nowrap }
.left .bar { flex-direction: row-reverse }
.bar i { display: block; height: .9rem; min-width: 1px; background: var(--up) } .left .bar i { background: var(--down) }
@media print { body { margin: 0; max-width: none } }
"""


def page(found: Sensitivity, language: str, limit: int) -> str:
    """The page in a language; it fetches nothing and runs no script."""
    words = Words(found, language)
    first, *rest = story(found, language, limit)
    cut = next((i for i, block in enumerate(rest) if isinstance(block, Heading)), len(rest))
    body = [_blocks([first, *rest[:cut]]), _chart(words), _blocks(rest[cut:])]
    head = Markup(
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    )
    title = escape_html(first.text) if isinstance(first, Heading) else Markup("")
    return str(
        Markup('<!doctype html>\n<html lang="{}">\n<head>\n').format(language)
        + head
        + Markup("<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n").format(title, Markup(_STYLE))  # noqa: S704 - our own
        + Markup("").join(body)
        + Markup("</body>\n</html>\n")
    )


def _chart(words: Words) -> Markup:
    """The tornado: what a turn by the share that stability looks at moves, the widest bars on top."""
    found, _ = words.found, words._
    share = min(found.question.shifts, key=lambda each: abs(each - found.question.within))
    rows = [(swing, _at(swing, -share), _at(swing, share)) for swing in found.swings]
    rows = sorted((row for row in rows if _widest(row[1:])), key=lambda row: -_widest(row[1:]))[:BARS]
    if not rows:
        return Markup("")
    most = _widest(rows[0][1:])
    heading = _("Accounts that move when a number is turned by {share}", share=words.share(share))
    lines = Markup("").join(_line(words, *row, most) for row in rows)
    columns = Markup('<tr><th>{}</th><th class="side figure">−</th><th class="side">+</th></tr>').format(
        escape_html(_("Number"))
    )
    return Markup(
        '<h2>{}</h2>\n<div class="scroll"><table class="tornado"><thead>{}</thead><tbody>\n{}</tbody></table></div>\n'
    ).format(escape_html(heading), columns, lines)


def _widest(shifts: Iterable[Shift | None]) -> int:
    return max((shift.accounts for shift in shifts if shift is not None), default=0)


def _at(swing: Swing, share: float) -> Shift | None:
    return next((shift for shift in swing.shifts if shift.share == share), None)


def _line(words: Words, swing: Swing, down: Shift | None, up: Shift | None, most: int) -> Markup:
    name = name_and_value(words, swing.dial)
    sides = [_bar(words, swing, shift, most) for shift in (down, up)]
    return Markup('<tr><td>{}</td><td class="side left">{}</td><td class="side">{}</td></tr>\n').format(
        escape_html(name), *sides
    )


def _bar(words: Words, swing: Swing, shift: Shift | None, most: int) -> Markup:
    if shift is None:
        return Markup("")
    return Markup('<div class="bar" title="{}"><i style="width:{:.1f}%"></i><span>{}</span></div>').format(
        escape_html(effect(words, swing.dial, shift)),
        shift.accounts / most * 75,
        escape_html(words.figure(shift.accounts)),
    )


def _blocks(blocks: Iterable[Block]) -> Markup:
    return Markup("").join(_grouped(blocks))


def _grouped(blocks: Iterable[Block]) -> Iterator[Markup]:
    """Blocks as HTML, items that follow each other as one list."""
    items: list[Item] = []
    for block in blocks:
        if isinstance(block, Item):
            items.append(block)
            continue
        yield _list(items)
        items = []
        yield _block(block)
    yield _list(items)


def _block(block: Heading | Paragraph | Grid) -> Markup:
    match block:
        case Heading():
            return Markup("<h{0}>{1}</h{0}>\n").format(block.level, escape_html(block.text))
        case Paragraph():
            return Markup("<p>{}</p>\n").format(escape_html(block.text)) if block.text else Markup("")
        case Grid():
            lines = [_cells("th", block.headers, block.figures)]
            lines += [_cells("td", row, block.figures) for row in block.rows]
            return Markup('<div class="scroll"><table>\n{}</table></div>\n').format(Markup("").join(lines))


def _list(items: list[Item]) -> Markup:
    if not items:
        return Markup("")
    lines = [Markup("<li>{}{}</li>\n").format(escape_html(item.text), _notes(item)) for item in items]
    return Markup("<ul>\n{}</ul>\n").format(Markup("").join(lines))


def _notes(item: Item) -> Markup:
    notes = Markup("").join(Markup("<li>{}</li>").format(escape_html(note)) for note in item.notes)
    return Markup("<ul>{}</ul>").format(notes) if item.notes else Markup("")


def _cells(tag: str, cells: Iterable[str], figures: frozenset[int]) -> Markup:
    written = [
        Markup("<{0}{1}>{2}</{0}>").format(
            tag, Markup(' class="figure"') if index in figures else "", escape_html(cell)
        )
        for index, cell in enumerate(cells)
    ]
    return Markup("<tr>{}</tr>\n").format(Markup("").join(written))
