"""Ways to look at the accounts: by two scores, by money, by movement, by a kind; and what to do in each segment."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..guessing import Column
from ..layout import Block, Entry, Plain, Remark, Value
from ..naming.ids import free_id, id_of
from ..naming.words import COUNTRY, SECTOR, tells
from .deals import is_plain
from .metrics import Figures
from .names import Names
from .scores import Scores

_MOST_KINDS = 6

_MATRIX = {
    "invest": ("Invest", ("high", "high"), "Grow our share there"),
    "win_over": ("Win over", ("high", "low"), "Find out why they buy elsewhere"),
    "keep": ("Keep", ("low", "high"), "Keep them content at low cost"),
    "serve_lean": ("Serve lean", ("low", "low"), "Serve them without visits"),
}
_RATED = {
    "visit": ("Visit first", ("high", "high"), "Agree on a first step together"),
    "qualify": ("Find out what they need", ("high", "low"), "Find a reason to talk"),
    "phone": ("Serve by telephone", ("low", "high"), "Answer what they ask, without visits"),
    "serve_lean": ("Serve lean", ("low", "low"), "Keep them informed, no more"),
}


@dataclass(frozen=True)
class Kinds:
    """A segmentation by the values of a column: its id, and the value that each segment stands for."""

    id: str
    column: Column
    segments: Mapping[str, str]


@dataclass(frozen=True)
class Segments:
    """The proposed segmentations, playbooks for the first of them, and the column of kinds that one goes by."""

    entries: tuple[Entry | Remark, ...]
    playbooks: tuple[Entry | Remark, ...] = ()
    matrix: str | None = None
    kinds: Kinds | None = None
    everyone: str | None = None


def segments_of(
    categories: Sequence[Column], scores: Scores, figures: Figures, money: str | None, names: Names
) -> Segments:
    """Every segmentation that the data is enough for; at least one."""
    entries: list[Entry | Remark] = []
    playbooks: tuple[Entry | Remark, ...] = ()
    matrix = None
    if scores.potential and scores.business:
        cells = _MATRIX if money else _RATED
        matrix = names.take("priority")
        entries.append(_matrix(matrix, scores, cells))
        playbooks = tuple(_playbook(matrix, key, cell[2]) for key, cell in cells.items())
    elif scores.ids:
        steps = names.take("priority")
        entries.append(_two_steps(steps, scores.ids[0]))
        playbooks = (_playbook(steps, "first", "What should a seller do here"),)
    if money:
        pyramid = names.take("value_pyramid")
        entries.append(_pyramid(pyramid, money))
    if figures.current and figures.previous and figures.first:
        entries.append(_flow(names.take("customer_flow"), figures))
    kinds = None
    if not matrix:
        kinds = _kinds(categories, names)
        entries += [_by_kind(kinds)] if kinds else []
    everyone = None
    if not entries:
        everyone = names.take("all_accounts")
        entries.append(_everyone(everyone))
    if not playbooks and kinds:
        playbooks = (_playbook(kinds.id, next(iter(kinds.segments)), "What these accounts need from us"),)
    return Segments(tuple(entries), playbooks, matrix, kinds, everyone)


def _matrix(key: str, scores: Scores, cells: Mapping[str, tuple[str, tuple[str, str], str]]) -> Entry:
    axes = [axis for axis in scores.ids if axis]
    segments: list[Entry | Remark] = [
        Entry(name, {"title": title, "at": dict(zip(axes, levels, strict=True))})
        for name, (title, levels, _) in cells.items()
    ]
    segments.append(
        Entry("find_out", {"title": "Find out first", "at": "unrated"}, "too little is known for a score")
    )
    segments.append(
        Entry(
            "outside",
            {"title": "Outside our market", "at": "knocked_out"},
            "wake this up with a knock-out",
            asleep=True,
        )
    )
    levels: dict[str, Value] = {"low": 0, "high": 50}
    return Entry(
        key,
        Block(
            (
                Entry("title", "Priority matrix"),
                Entry("method", "matrix"),
                Entry("axes", dict.fromkeys(axes, levels), "high begins at 50 of 100 points: decide"),
                Entry("segments", Block(tuple(segments))),
            )
        ),
    )


def _pyramid(key: str, money: str) -> Entry:
    shares = {"A": Plain("80%"), "B": Plain("95%"), "C": Plain("100%")}
    return Entry(
        key,
        Block(
            (
                Entry("title", "Value pyramid"),
                Entry("method", "tiers"),
                Entry("rank_by", money),
                Entry(
                    "cut",
                    "cumulative_share",
                    "A: those who together bring 80% of the money, the largest first",
                ),
                Entry("segments", {name: {"up_to": share} for name, share in shares.items()}),
            )
        ),
    )


def _flow(key: str, figures: Figures) -> Entry:
    return Entry(
        key,
        Block(
            (
                Entry("title", "Customer flow"),
                Entry("method", "flow", "new, reactivated, growing, stable, shrinking, lost, dormant, never"),
                Entry("current", figures.current),
                Entry("previous", figures.previous),
                Entry("first", figures.first),
                Entry("tolerance", Plain("10%"), "up to 10% more or less counts as stable"),
            )
        ),
    )


def _kinds(categories: Sequence[Column], names: Names) -> Kinds | None:
    """By the category that best divides the accounts: sector before country before any other with few values."""
    found = [column for column in categories if all(map(is_plain, column.guess.values))]

    def fitness(column: Column) -> tuple[bool, bool, int]:
        return tells(column.header, SECTOR), tells(column.header, COUNTRY), -len(column.guess.values)

    best = max(found, key=fitness, default=None)
    if best is None:
        return None
    frequent = [text for text in best.most_frequent(best.distinct) if text in best.guess.values][:_MOST_KINDS]
    return Kinds(names.take(f"by_{best.id}"), best, _segment_ids(best, frequent))


def _segment_ids(column: Column, values: Sequence[str]) -> dict[str, str]:
    """A segment's id for each value: the value itself, or with its column's id before it where it is a number."""
    segments: dict[str, str] = {}
    for number, value in enumerate(values, start=1):
        plain = re.sub(r"\W+", "_", value).strip("_") or str(number)
        segments[free_id(id_of(value, f"{column.id}_{plain}"), segments)] = value
    return segments


def _by_kind(kinds: Kinds) -> Entry:
    segments: list[Entry | Remark] = [
        Entry(name, {"title": value, "when": f'{kinds.column.id} == "{value}"'})
        for name, value in kinds.segments.items()
    ]
    rest = free_id("other", kinds.segments)
    segments.append(Entry(rest, {"title": "Other, or not known", "otherwise": True}))
    return _by_rules(kinds.id, f"By {kinds.column.id.replace('_', ' ')}", segments)


def _two_steps(key: str, score: str) -> Entry:
    segments: list[Entry | Remark] = [
        Entry("first", {"title": "First", "when": f"{score} >= 50"}, "from 50 of 100 points: decide"),
        Entry("later", {"title": "Later, or too little known", "otherwise": True}),
    ]
    return _by_rules(key, "Priority", segments)


def _everyone(key: str) -> Entry:
    return _by_rules(key, "All accounts", [Entry("everyone", {"title": "All accounts", "otherwise": True})])


def _by_rules(key: str, title: str, segments: Sequence[Entry | Remark]) -> Entry:
    parts = (Entry("title", title), Entry("method", "rules"), Entry("segments", Block(tuple(segments))))
    return Entry(key, Block(parts))


def _playbook(segmentation: str, segment: str, objective: str) -> Entry:
    value: dict[str, Value] = {
        "for": f'{segmentation} == "{segment}"',
        "objective": f"To decide: {objective.lower()}?",
        "owner": "To decide",
        "cadence": "To decide",
    }
    return Entry(segment, value)
