"""An explanation with the lines marked that are not as a test expects."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...analysis.glossary import titled
from ...plan.wants import Consists, Equals
from ...reporting.explanation.blocks import Block, Grid, Heading, Item, Paragraph
from ...reporting.explanation.story import story
from ...reporting.explanation.terminal import terminal
from ...reporting.explanation.words import Words
from ...rules.model import Knockout, Level, Matrix, Ruleset, Segment
from ..concerns import concerned
from ..judging import Check, Trial

ARROW = "→ "


@dataclass(slots=True)
class Marks:
    """What was expected, by the title of the line that it is marked on; `notes` by the line of a list and the note."""

    items: dict[str, str] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    notes: dict[str, dict[str, str]] = field(default_factory=dict)


def marked_text(trial: Trial, language: str, width: int) -> str:
    """The explanation of a test's account as far as the failed expectations go, as plain text."""
    explanation = concerned(trial)
    words = Words(explanation, language)
    marks = Marks()
    for check in trial.failed:
        _mark(marks, check, words, trial.case.plan.ruleset)
    blocks = [_marked(block, marks, words) for block in _without_head(story(explanation, language))]
    return terminal(blocks, width).strip("\n")


def _without_head(blocks: Sequence[Block]) -> Iterator[Block]:
    """The parts that have something to tell."""
    parts = blocks[2:]
    for block, following in zip(parts, (*parts[1:], Heading("")), strict=True):
        if not (isinstance(block, Heading) and isinstance(following, Heading)):
            yield block


def _mark(marks: Marks, check: Check, words: Words, ruleset: Ruleset) -> None:
    subject, wanted = check.expectation.subject, _wanted(check, words, ruleset)
    name = subject.name
    match subject.aspect:
        case "knocked_out":
            marks.headings[words._("Knock-outs")] = wanted
        case "playbook":
            marks.items[words._("Playbook: {title}", title="").rstrip(": ")] = wanted
        case "completeness":
            _join(marks.headings, _title(words, ruleset, name), words._("{share} is known", share=wanted))
        case "level":
            axis = words.title(words.explanation.glossary[subject.axis].title)
            marks.notes.setdefault(_title(words, ruleset, name), {})[axis] = wanted
        case "certain":
            certain = check.expectation.want == Equals(value=True)
            wanted = words._("certain") if certain else words._("not certain")
            _join(marks.items, _title(words, ruleset, name), wanted)
        case _:
            _mark_value(marks, check, words, ruleset, wanted)


def _mark_value(marks: Marks, check: Check, words: Words, ruleset: Ruleset, wanted: str) -> None:
    name = check.expectation.subject.name
    title = _title(words, ruleset, name)
    if name in ruleset.segmentations:
        _join(marks.items, title, wanted)
        marks.notes.setdefault(title, {}).update(_levels(check, words, ruleset))
    elif name in ruleset.scores:
        _join(marks.headings, title, wanted)
    else:
        marks.values[title] = wanted


def _join(marks: dict[str, str], title: str, wanted: str) -> None:
    """One line may be about several expectations."""
    marks[title] = f"{marks[title]}; {wanted}" if title in marks else wanted


def _levels(check: Check, words: Words, ruleset: Ruleset) -> Mapping[str, str]:
    """The axes on which the account is not where the expected segment lies, with the levels that would be."""
    matrix = ruleset.segmentations[check.expectation.subject.name]
    want = check.expectation.want
    if not isinstance(matrix, Matrix) or not isinstance(want, Equals) or want.value not in matrix.segments:
        return {}
    if check.found in matrix.segments and matrix.segments[str(check.found)].state == "knocked_out":
        return {}  # levels do not matter to an account that is out
    cells = matrix.segments[str(want.value)].cells
    reason = next(each for each in words.explanation.segmentations if each.id == matrix.id)
    found = {}
    for level in reason.levels:
        axis = level.axis.name
        fitting = {id for cell in cells for id in cell.get(axis, [each.id for each in matrix.axes[axis]])}
        if cells and level.level not in fitting:
            starts = [each for each in matrix.axes[axis] if each.id in fitting]
            found[words.title(level.axis.title)] = " / ".join(
                _stretch(each, matrix.axes[axis], words) for each in starts
            )
    return found


def _stretch(level: Level, levels: Sequence[Level], words: Words) -> str:
    """A level with where it lies: `high, ≥ 50`, `low, < 40`."""
    after = next((each for each in levels if each.start > level.start), None)
    first = level is levels[0]
    low = "" if first else f"≥ {words.number(level.start)}"
    high = "" if after is None else f"< {words.number(after.start)}"
    return ", ".join(part for part in (words.level(level.id), low, high) if part)


def _title(words: Words, ruleset: Ruleset, name: str) -> str:
    for section in (ruleset.segmentations, ruleset.scores):
        if name in section:
            return words.title(titled(section[name].title, name))
    return words.title(words.explanation.glossary[name].title)


def _wanted(check: Check, words: Words, ruleset: Ruleset) -> str:
    """What was expected, in titles where it is one segment or playbook."""
    want, subject = check.expectation.want, check.expectation.subject
    value = want.value if isinstance(want, Equals) else None
    if isinstance(want, Equals) and value is None:
        return words._("missing")
    if subject.aspect == "level" and isinstance(value, str):
        return words.level(value)
    if subject.aspect == "playbook" and value in ruleset.playbooks:
        return words.title(titled(ruleset.playbooks[str(value)].title, str(value)))
    ids = sorted(want.ids) if isinstance(want, Consists) else [str(value)]
    return _titles(words, ruleset, subject.name, ids) or check.expectation.written


def _titles(words: Words, ruleset: Ruleset, name: str, ids: Sequence[str]) -> str:
    """Segments or knock-outs by their titles; an empty text for anything else."""
    segmentation = ruleset.segmentations.get(name)
    parts: Mapping[str, Knockout | Segment] = (
        ruleset.knockouts if name == "knocked_out" else segmentation.segments if segmentation else {}
    )
    return ", ".join(words.title(titled(parts[id].title, id)) for id in ids if id in parts)


def _marked(block: Block, marks: Marks, words: Words) -> Block:
    match block:
        case Heading():
            return replace(block, text=_with_mark(block.text, marks.headings, words))
        case Item():
            notes = marks.notes.get(_before_colon(block.text, marks.notes), {})
            told = tuple(_with_mark(note, notes, words) for note in block.notes)
            return Item(_with_mark(block.text, marks.items, words), told)
        case Grid():
            return replace(block, rows=tuple(_marked_row(row, marks, words) for row in block.rows))
        case Paragraph():
            return block


def _with_mark(text: str, marks: Mapping[str, str], words: Words) -> str:
    title = _before_colon(text, marks)
    if not title:
        return text
    return f"{ARROW}{text} ({words._('expected: {value}', value=marks[title])})"


def _before_colon(text: str, titles: Mapping[str, object]) -> str:
    """The title that a line begins with; an empty text where it is none of those."""
    return next((title for title in titles if text == title or text.startswith(f"{title}:")), "")


def _marked_row(row: tuple[str, ...], marks: Marks, words: Words) -> tuple[str, ...]:
    wanted = marks.values.get(row[0])
    if wanted is None:
        return row
    remark = words._("expected: {value}", value=wanted)
    return (f"{ARROW}{row[0]}", *row[1:-1], "; ".join(part for part in (row[-1], remark) if part))
