"""The overview: the whole, the segments of every segmentation, and what the data lacks."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from ....analysis.glossary import term, titled
from ....analysis.segments import Ledger, SegmentationProfile, SegmentProfile
from ....analysis.uses import Use, field_uses
from ....data.quality import FieldQuality, Loss
from ....evaluation.results import Results, SegmentationResult, Told
from ....expressions.columns import Mask
from ....findings import Finding
from ....plan.plan import Plan
from ....rules.model import AnySegmentation, Level, Matrix, Table
from ....rules.model.texts import Text
from ..facts import (
    Axis,
    CellFacts,
    FieldFaults,
    Grid,
    KnockoutLine,
    LevelFacts,
    LossFacts,
    Overview,
    Remark,
    SegmentationFacts,
    SegmentLine,
)

Uses: TypeAlias = Mapping[tuple[str, str], Use]

AXES_OF_A_GRID = 2

REFUSED = 3
"""So many refused values of a field are shown."""


def overview(
    results: Results, plan: Plan, ledger: Ledger, profiles: Mapping[str, SegmentationProfile]
) -> Overview:
    """The run at a glance."""
    quality, uses = results.quality, field_uses(plan)
    return Overview(
        accounts=len(results),
        knocked_out=int(results.knocked_out.sum()),
        money=ledger.whole if ledger.money is not None else None,
        money_title=term(plan, results.money).title if results.money else Text(),
        money_source=results.money or "",
        knockouts=tuple(_knockout(results, id_) for id_ in results.knockouts),
        segmentations=tuple(
            _segmentation(results, plan, ledger, profiles[each.id]) for each in results.segmentations.values()
        ),
        fields=tuple(
            field_faults(results, each, uses) for each in quality.fields if has_faults(results, each)
        ),
        losses=tuple(loss_facts(results, each, uses) for each in quality.losses),
        remarks=remarks_of((*quality.findings, *results.findings)),
    )


def _knockout(results: Results, id_: str) -> KnockoutLine:
    result, rule = results.knockouts[id_], results.ruleset.knockouts[id_]
    return KnockoutLine(
        id_, titled(rule.title, id_), int(result.true.sum()), int(result.unknown.sum()), rule.owner
    )


def _segmentation(
    results: Results, plan: Plan, ledger: Ledger, profile: SegmentationProfile
) -> SegmentationFacts:
    result = results.segmentations[profile.segmentation]
    rules = results.ruleset.segmentations[result.id]
    paid = any(each.money and each.money.total for each in profile.segments)
    return SegmentationFacts(
        id=result.id,
        title=titled(rules.title, result.id),
        method=type(rules).__name__.lower(),
        overlapping=result.members is not None,
        segments=tuple(segment_line(rules, each, paid) for each in profile.segments),
        without=segment_line(rules, profile.without, paid),
        grid=_grid(plan, rules, result, ledger if paid else replace(ledger, money=None))
        if isinstance(rules, Matrix) and len(rules.axes) == AXES_OF_A_GRID
        else None,
    )


def segment_line(rules: AnySegmentation, profile: SegmentProfile, paid: bool) -> SegmentLine:
    """A line without the money where no segment of the table has any: a column of zeros tells nothing."""
    told = line(rules, profile)
    return told if paid else replace(told, money=None, money_share=None)


def line(rules: AnySegmentation, profile: SegmentProfile) -> SegmentLine:
    """A segment's figures as a line of a table."""
    segment, money = rules.segments.get(profile.segment), profile.money
    return SegmentLine(
        id=profile.segment,
        title=titled(segment.title, segment.id) if segment else Text(),
        accounts=profile.count,
        share=profile.share,
        money=money.total if money else None,
        money_share=money.share if money else None,
        uncertain=profile.uncertain,
    )


def _grid(plan: Plan, rules: Matrix, result: SegmentationResult, ledger: Ledger) -> Grid:
    """The cells with their accounts. The first axis of the file runs up, the second across."""
    (up, rungs), (across, steps) = rules.axes.items()
    rows = [
        tuple(
            _cell(rules, result, ledger, {up: rung, across: step}, (across, up)) for step in range(len(steps))
        )
        for rung in reversed(range(len(rungs)))
    ]
    return Grid(_axis(plan, across, steps), _axis(plan, up, rungs), tuple(rows))


def _axis(plan: Plan, id_: str, levels: tuple[Level, ...]) -> Axis:
    return Axis(id_, term(plan, id_).title, tuple(LevelFacts(level.id, level.start) for level in levels))


def _cell(
    rules: Matrix, result: SegmentationResult, ledger: Ledger, at: dict[str, int], axes: tuple[str, str]
) -> CellFacts:
    ids = {axis: rules.axes[axis][level].id for axis, level in at.items()}
    segment = next(
        (
            s.id
            for s in rules.segments.values()
            for c in s.cells
            if all(ids[axis] in levels for axis, levels in c.items())
        ),
        "",
    )
    inside = _in_cell(result, segment, at)
    money = ledger.money.total(np.flatnonzero(inside).astype(np.int64)) if ledger.money is not None else None
    return CellFacts(ids[axes[0]], ids[axes[1]], segment, int(inside.sum()), money)


def _in_cell(result: SegmentationResult, segment: str, at: dict[str, int]) -> Mask:
    """Who stands in a cell: in its segment and on its levels, so not those who are knocked out or unrated."""
    inside: Mask = result.codes == (result.segments.index(segment) if segment in result.segments else -2)
    for axis, level in at.items():
        inside = inside & ((result.levels or {})[axis] == level)
    return inside


def has_faults(results: Told, quality: FieldQuality) -> bool:
    """Whether there is something to tell of a field's data."""
    found = quality.invalid or quality.standardised or quality.outdated or quality.judgement
    return bool(found or (quality.missing and not _is_parent(results, quality)))


def _is_parent(results: Told, quality: FieldQuality) -> bool:
    """Most companies have none above them: that is no gap."""
    table = results.ruleset.tables.get(quality.table)
    return table is not None and quality.table == "accounts" and quality.field == table.parent


def field_faults(results: Told, quality: FieldQuality, uses: Uses) -> FieldFaults:
    """A field with what its data lacks."""
    table = results.ruleset.tables.get(quality.table)
    field = table.fields.get(quality.field) if table else None
    return FieldFaults(
        table=quality.table,
        field=quality.field,
        title=titled(field.title if field else Text(), quality.field),
        rows=quality.rows,
        missing=quality.missing,
        invalid=quality.invalid,
        standardised=quality.standardised,
        outdated=quality.outdated,
        judgement=quality.judgement,
        money=quality.money,
        examples=tuple(example.value for example in quality.examples[:REFUSED]),
        unasked=quality.unasked,
        use=uses.get((quality.table, quality.field), "unused"),
    )


def loss_facts(results: Told, loss: Loss, uses: Uses) -> LossFacts:
    """Rows that do not count, and what part of their table they are."""
    table = results.ruleset.tables.get(loss.table)
    rows = {each.table: each.rows for each in results.inputs}.get(loss.table)
    return LossFacts(
        loss.table,
        loss.reason,
        loss.field,
        loss.rows,
        loss.money,
        tuple(value for value, *_ in loss.examples),
        tuple(near for *_, near in loss.examples),
        loss.rows / rows if rows else None,
        _again(table, loss),
        loss.unasked,
        uses.get((loss.table, loss.field), "unused"),
    )


def _again(table: Table | None, loss: Loss) -> str:
    """The table of which these rows only repeat the loss; empty where it is their own."""
    if table is None or table.via is None or loss.reason == "unmatched":
        return ""
    through, by = table.via
    return "" if loss.field in (by, table.account, table.date) else through


def remarks_of(findings: Iterable[Finding]) -> tuple[Remark, ...]:
    """Findings as sentences, each once."""
    found = dict.fromkeys(findings)
    return tuple(
        Remark(
            f.code, str(f.severity), _ended(f.message), _ended(f.fix[:1].upper() + f.fix[1:]), str(f.place)
        )
        for f in found
    )


def _ended(text: str) -> str:
    """A sentence with its full stop."""
    return text if not text or text[-1] in ".?!" else f"{text}."
