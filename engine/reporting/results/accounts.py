"""The table of accounts: one row each, by key, with everything that was found out."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import numpy as np

from ...analysis.criteria import Branch, branches
from ...evaluation.results import Results
from ...expressions.columns import Members, Texts
from ...plan.plan import Plan
from ...rules.model import AnySegmentation, Group, Matrix, Rules, Ruleset, Scale, Score
from .arrow import Array, Table, arrow_of, counted, joined, mask_array, number_array, text_array, uncoded


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its name, and how it is made of results. `many` tells that few of its values are equal."""

    name: str
    made: Callable[[Results], Array]
    many: bool = False


def accounts_table(results: Results, plan: Plan, chosen: Collection[str] | None = None) -> Table:
    """One row per account in the order of the keys; columns in the order of the file, all or the `chosen` ones.

    Key, name, carried fields, metrics; knock-outs; each score with its completeness, bounds, and the points and
    contribution of each criterion; each segmentation with its certainty and deciding fact; the playbook; how many of
    the account's fields are at fault. Ids have no dots, so `pain.low` can never be the name of a metric.
    """
    return uncoded(coded_table(results, plan, chosen))


def coded_table(results: Results, plan: Plan, chosen: Collection[str] | None = None) -> Table:
    """The same with texts of which there are few as codes into their words."""
    return Table.from_pydict(
        {
            column.name: column.made(results)
            for column in columns_of(plan)
            if (chosen is None or column.name in chosen) and _is_there(column.name, results)
        }
    )


def _is_there(name: str, results: Results) -> bool:
    """Whether the results have a column; a field that no rule needs may not have been read."""
    return name in results.values or name not in results.ruleset.accounts.fields or name == key_name(results)


def columns_of(plan: Plan) -> tuple[Column, ...]:
    """All columns of the table, in order; of one name the first."""
    columns: dict[str, Column] = {}
    for column in _columns(plan):
        columns.setdefault(column.name, column)
    return tuple(columns.values())


def _columns(plan: Plan) -> Iterator[Column]:
    ruleset = plan.ruleset
    yield Column(_key(ruleset), lambda results: text_array(results.keys), many=True)
    yield from _values(plan)
    if ruleset.knockouts:
        yield from _knockouts()
    for score in ruleset.scores.values():
        yield from _score(score)
    for segmentation in ruleset.segmentations.values():
        yield from _segmentation(segmentation)
    if ruleset.playbooks:
        ids = tuple(ruleset.playbooks)
        yield Column("playbook.id", lambda results: text_array(Texts(results.playbooks, ids)))
    yield from _faults()


def key_name(results: Results) -> str:
    """What the column of keys is called: as the field is in the ruleset, else `account`."""
    return _key(results.ruleset)


def _key(ruleset: Ruleset) -> str:
    table = ruleset.accounts
    source = ruleset.tables.get(table.derived_from or "")
    return table.key or (source.account if source else None) or "account"


def _values(plan: Plan) -> Iterator[Column]:
    ruleset = plan.ruleset
    for name in dict.fromkeys((ruleset.accounts.name or "", *ruleset.reports.carry, *ruleset.metrics)):
        if name in ruleset.accounts.fields or name in ruleset.metrics:
            whole = name in plan.types and plan.types[name].integer
            yield Column(name, _value(name, whole=whole), many=not whole)


def _value(name: str, *, whole: bool) -> Callable[[Results], Array]:
    return lambda results: arrow_of(results.values[name], whole=whole)


def _knockouts() -> Iterator[Column]:
    yield Column("knocked_out", lambda results: mask_array(results.knocked_out))
    yield Column(
        "knocked_out.by",
        lambda results: joined({id: each.true for id, each in results.knockouts.items()}, len(results)),
    )
    yield Column(
        "knocked_out.unchecked",
        lambda results: joined({id: each.unknown for id, each in results.knockouts.items()}, len(results)),
    )


def _score(score: Score) -> Iterator[Column]:
    id = score.id
    yield Column(id, lambda results: number_array(results.scores[id].score))
    yield Column(f"{id}.completeness", lambda results: number_array(results.scores[id].completeness))
    yield Column(f"{id}.low", lambda results: number_array(results.scores[id].low))
    yield Column(f"{id}.high", lambda results: number_array(results.scores[id].high))
    for branch in branches(score.criteria):
        yield from _criterion(id, branch)


def _criterion(id: str, branch: Branch) -> Iterator[Column]:
    path, measure = branch.criterion.path, branch.criterion.measure
    name = column_name(path)
    yield Column(
        f"{name}.points",
        lambda results: number_array(results.scores[id].criteria[path].points),
        many=isinstance(measure, Scale | Group),
    )
    if not isinstance(measure, Group):  # a group's contribution is that of its members
        yield Column(
            f"{name}.contribution",
            lambda results: number_array(results.scores[id].criteria[path].contribution),
        )


def column_name(path: str) -> str:
    """`scores.pain.criteria.urgency` as it stands at the head of a column: `pain.urgency`."""
    return path.removeprefix("scores.").replace(".criteria.", ".")


def _segmentation(segmentation: AnySegmentation) -> Iterator[Column]:
    id = segmentation.id
    if isinstance(segmentation, Rules) and segmentation.overlapping:
        yield Column(
            id, lambda results: arrow_of(Members(results.segmentations[id].members or {}, len(results)))
        )
        return
    segments = tuple(segmentation.segments)
    yield Column(id, lambda results: text_array(Texts(results.segmentations[id].codes, segments)))
    if isinstance(segmentation, Matrix):
        yield Column(f"{id}.certain", lambda results: mask_array(results.segmentations[id].certain))
        yield Column(f"{id}.deciding", _deciding(id))


def _deciding(id: str) -> Callable[[Results], Array]:
    def made(results: Results) -> Array:
        result = results.segmentations[id]
        paths = tuple(column_name(path) for path in result.deciding_paths)
        return text_array(Texts(np.asarray(result.deciding), paths))

    return made


def _faults() -> Iterator[Column]:
    yield Column(
        "faults.missing", lambda results: counted(results.quality.accounts.missing.values(), len(results))
    )
    yield Column(
        "faults.outdated", lambda results: counted(results.quality.accounts.outdated.values(), len(results))
    )
    yield Column(
        "faults.invalid", lambda results: counted(results.quality.accounts.invalid.values(), len(results))
    )
