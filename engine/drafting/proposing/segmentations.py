"""Ways to look at the accounts: by two scores, by money, by movement, by a kind; and what to do in each segment."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...reporting.languages import Translator
from ..guessing import Column
from ..layout import Block, Entry, Plain, Remark, Value
from ..naming.ids import free_id, id_of
from ..naming.words import COUNTRY, SECTOR, tells
from .cells import Cells, cells_by_money, cells_by_rating
from .deals import is_plain
from .metrics import Figures
from .names import Ways
from .scores import Scores

_MOST_KINDS = 6


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
    categories: Sequence[Column], scores: Scores, figures: Figures, money: str | None, ways: Ways
) -> Segments:
    """Every segmentation that the data is enough for; at least one."""
    _ = ways.say
    entries: list[Entry | Remark] = []
    playbooks: tuple[Entry | Remark, ...] = ()
    matrix = None
    if scores.potential and scores.business:
        cells = cells_by_money(_) if money else cells_by_rating(_)
        matrix = ways.take("priority")
        entries.append(_matrix(matrix, scores, cells, _))
        playbooks = tuple(_playbook(matrix, key, cell[2], _) for key, cell in cells.items())
    elif scores.ids:
        steps = ways.take("priority")
        entries.append(_two_steps(steps, scores.ids[0], _))
        playbooks = (_playbook(steps, "first", _("To decide: what should a seller do here?"), _),)
    if money:
        entries.append(_pyramid(ways.take("value_pyramid"), money, _))
    if figures.current and figures.previous and figures.first:
        entries.append(_flow(ways.take("customer_flow"), figures, _))
    kinds = None
    if not matrix:
        kinds = _kinds(categories, ways)
        entries += [_by_kind(kinds, _)] if kinds else []
    everyone = None
    if not entries:
        everyone = ways.take("all_accounts")
        entries.append(_everyone(everyone, _))
    if not playbooks and kinds:
        first = next(iter(kinds.segments))
        objective = _("To decide: what do these accounts need from us?")
        playbooks = (_playbook(kinds.id, first, objective, _),)
    return Segments(tuple(entries), playbooks, matrix, kinds, everyone)


def _matrix(key: str, scores: Scores, cells: Cells, _: Translator) -> Entry:
    axes = [axis for axis in scores.ids if axis]
    segments: list[Entry | Remark] = [
        Entry(name, {"title": title, "at": dict(zip(axes, levels, strict=True))})
        for name, (title, levels, _objective) in cells.items()
    ]
    segments.append(
        Entry("find_out", {"title": _("Find out first"), "at": "unrated"}, "too little is known for a score")
    )
    segments.append(
        Entry(
            "outside",
            {"title": _("Outside our market"), "at": "knocked_out"},
            "wake this up with a knock-out",
            asleep=True,
        )
    )
    levels: dict[str, Value] = {"low": 0, "high": 50}
    return Entry(
        key,
        Block(
            (
                Entry("title", _("Priority matrix")),
                Entry("method", "matrix"),
                Entry("axes", dict.fromkeys(axes, levels), "high begins at 50 of 100 points: decide"),
                Entry("segments", Block(tuple(segments))),
            )
        ),
    )


def _pyramid(key: str, money: str, _: Translator) -> Entry:
    shares = {"A": Plain("80%"), "B": Plain("95%"), "C": Plain("100%")}
    return Entry(
        key,
        Block(
            (
                Entry("title", _("Value pyramid")),
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


def _flow(key: str, figures: Figures, _: Translator) -> Entry:
    return Entry(
        key,
        Block(
            (
                Entry("title", _("Customer flow")),
                Entry("method", "flow", "new, reactivated, growing, stable, shrinking, lost, dormant, never"),
                Entry("current", figures.current),
                Entry("previous", figures.previous),
                Entry("first", figures.first),
                Entry("tolerance", Plain("10%"), "up to 10% more or less counts as stable"),
                *([Entry("segments", _parts_of_flow(_))] if _.language != "en" else []),
            )
        ),
    )


def _parts_of_flow(_: Translator) -> dict[str, Value]:
    titles = {
        "new": _("New"),
        "reactivated": _("Reactivated"),
        "growing": _("Growing"),
        "stable": _("Stable"),
        "shrinking": _("Shrinking"),
        "lost": _("Lost"),
        "dormant": _("Dormant"),
        "never": _("Never bought"),
    }
    return {id_: {"title": title} for id_, title in titles.items()}


def _kinds(categories: Sequence[Column], ways: Ways) -> Kinds | None:
    """By the category that best divides the accounts: sector before country before any other with few values."""
    found = [column for column in categories if all(map(is_plain, column.guess.values))]

    def fitness(column: Column) -> tuple[bool, bool, int]:
        return tells(column.header, SECTOR), tells(column.header, COUNTRY), -len(column.guess.values)

    best = max(found, key=fitness, default=None)
    if best is None:
        return None
    frequent = [text for text in best.most_frequent(best.distinct) if text in best.guess.values][:_MOST_KINDS]
    return Kinds(ways.take(f"by_{best.id}"), best, _segment_ids(best, frequent))


def _segment_ids(column: Column, values: Sequence[str]) -> dict[str, str]:
    """A segment's id for each value: the value itself, or with its column's id before it where it is a number."""
    segments: dict[str, str] = {}
    for number, value in enumerate(values, start=1):
        plain = re.sub(r"\W+", "_", value).strip("_") or str(number)
        segments[free_id(id_of(value, f"{column.id}_{plain}"), segments)] = value
    return segments


def _by_kind(kinds: Kinds, _: Translator) -> Entry:
    what = kinds.column.id.replace("_", " ")
    segments: list[Entry | Remark] = [
        Entry(name, {"title": _speaking(what, value), "when": f'{kinds.column.id} == "{value}"'})
        for name, value in kinds.segments.items()
    ]
    rest = free_id("other", kinds.segments)
    segments.append(Entry(rest, {"title": _("Other, or not known"), "otherwise": True}))
    return _by_rules(kinds.id, _("By {what}", what=what), segments)


def _speaking(what: str, value: str) -> str:
    """A value that tells what it is; a number or a letter with its column's name: Channel 1."""
    return value if sum(map(str.isalpha, value)) > 1 else f"{what[:1].upper()}{what[1:]} {value}"


def _two_steps(key: str, score: str, _: Translator) -> Entry:
    segments: list[Entry | Remark] = [
        Entry("first", {"title": _("First"), "when": f"{score} >= 50"}, "from 50 of 100 points: decide"),
        Entry("later", {"title": _("Later, or too little known"), "otherwise": True}),
    ]
    return _by_rules(key, _("Priority"), segments)


def _everyone(key: str, _: Translator) -> Entry:
    everyone = Entry("everyone", {"title": _("All accounts"), "otherwise": True})
    return _by_rules(key, _("All accounts"), [everyone])


def _by_rules(key: str, title: str, segments: Sequence[Entry | Remark]) -> Entry:
    parts = (Entry("title", title), Entry("method", "rules"), Entry("segments", Block(tuple(segments))))
    return Entry(key, Block(parts))


def _playbook(segmentation: str, segment: str, objective: str, _: Translator) -> Entry:
    value: dict[str, Value] = {
        "for": f'{segmentation} == "{segment}"',
        "objective": objective,
        "owner": _("To decide"),
        "cadence": _("To decide"),
    }
    return Entry(segment, value)
