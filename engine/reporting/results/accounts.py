"""The table of accounts: one row each, by key, with everything that was found out."""

from collections.abc import Iterator

from ...analysis.criteria import branches
from ...evaluation.results import Results, ScoreResult, SegmentationResult
from ...expressions.columns import Members, Texts
from ...plan.plan import Plan
from ...rules.model import Group
from .arrow import Array, Table, arrow_of, counted, joined, mask_array, number_array, text_array

Named = tuple[str, Array]


def accounts_table(results: Results, plan: Plan) -> Table:
    """One row per account in the order of the keys; columns in the order of the file.

    Key, name, carried fields, metrics; knock-outs; each score with its completeness, bounds, and the points and
    contribution of each criterion; each segmentation with its certainty and deciding fact; the playbook; how many of
    the account's fields are at fault. Ids have no dots, so `pain.low` can never be the name of a metric.
    """
    columns: dict[str, Array] = {}
    for name, array in _columns(results, plan):
        columns.setdefault(name, array)
    return Table.from_pydict(columns)


def _columns(results: Results, plan: Plan) -> Iterator[Named]:
    yield key_name(results), text_array(results.keys)
    yield from _values(results, plan)
    yield from _knockouts(results)
    for score in results.scores.values():
        yield from _score(results, score)
    for segmentation in results.segmentations.values():
        yield from _segmentation(segmentation)
    if results.ruleset.playbooks:
        yield "playbook.id", text_array(Texts(results.playbooks, tuple(results.ruleset.playbooks)))
    yield from _faults(results)


def key_name(results: Results) -> str:
    """What the column of keys is called: as the field is in the ruleset, else `account`."""
    table = results.ruleset.accounts
    source = results.ruleset.tables.get(table.derived_from or "")
    return table.key or (source.account if source else None) or "account"


def _values(results: Results, plan: Plan) -> Iterator[Named]:
    ruleset = results.ruleset
    for name in dict.fromkeys((ruleset.accounts.name or "", *ruleset.reports.carry, *ruleset.metrics)):
        if name in results.values:
            whole = name in plan.types and plan.types[name].integer
            yield name, arrow_of(results.values[name], whole=whole)


def _knockouts(results: Results) -> Iterator[Named]:
    if results.knockouts:
        knockouts, size = results.knockouts.items(), len(results)
        yield "knocked_out", mask_array(results.knocked_out)
        yield "knocked_out.by", joined({id_: found.true for id_, found in knockouts}, size)
        yield "knocked_out.unchecked", joined({id_: found.unknown for id_, found in knockouts}, size)


def _score(results: Results, score: ScoreResult) -> Iterator[Named]:
    yield score.id, number_array(score.score)
    yield f"{score.id}.completeness", number_array(score.completeness)
    yield f"{score.id}.low", number_array(score.low)
    yield f"{score.id}.high", number_array(score.high)
    for branch in branches(results.ruleset.scores[score.id].criteria):
        criterion = branch.criterion
        name = column_name(criterion.path)
        yield f"{name}.points", number_array(score.criteria[criterion.path].points)
        if not isinstance(criterion.measure, Group):  # a group's contribution is that of its members
            yield f"{name}.contribution", number_array(score.criteria[criterion.path].contribution)


def column_name(path: str) -> str:
    """`scores.pain.criteria.urgency` as it stands at the head of a column: `pain.urgency`."""
    return path.removeprefix("scores.").replace(".criteria.", ".")


def _segmentation(result: SegmentationResult) -> Iterator[Named]:
    if result.members is not None:
        yield result.id, arrow_of(Members(result.members, len(result.codes)))
    else:
        yield result.id, text_array(Texts(result.codes, result.segments))
    if result.certain is not None:
        yield f"{result.id}.certain", mask_array(result.certain)
    if result.deciding is not None:
        paths = tuple(column_name(path) for path in result.deciding_paths)
        yield f"{result.id}.deciding", text_array(Texts(result.deciding, paths))


def _faults(results: Results) -> Iterator[Named]:
    faults, size = results.quality.accounts, len(results)
    yield "faults.missing", counted(faults.missing.values(), size)
    yield "faults.outdated", counted(faults.outdated.values(), size)
    yield "faults.invalid", counted(faults.invalid.values(), size)
