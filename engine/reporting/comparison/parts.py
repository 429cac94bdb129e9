"""One segmentation: its migration matrix, its totals, and who moved."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from ...analysis.comparison import Comparison, Movement, Place, Review, Sum, Witness
from ...analysis.comparison.movement import Flow, Total
from ...expressions.columns import Index
from .causes import because
from .reasons import reason_words
from .sheet import Cell, Matrix, MatrixRow, MoverLine, Part, TotalLine
from .speaker import Speaker

Cells = Mapping[tuple[Place, Place], Sum]


def parts(review: Review, speaker: Speaker, limit: int | None) -> tuple[Part, ...]:
    """The segmentations in which somebody moved, in the order of the file; at most `limit` movers of each are told."""
    told = review.comparison
    if told is None:
        return ()
    moved = [each for each in told.movements.values() if each.moved.accounts]
    return tuple(_part(review, told, each, speaker, limit) for each in moved)


def _part(review: Review, told: Comparison, movement: Movement, speaker: Speaker, limit: int | None) -> Part:
    _, moved = speaker._, movement.moved
    whole = speaker.accounts(len(told.pairing))
    summary = _.plural(
        "{moved} of {accounts} moves",
        "{moved} of {accounts} move",
        moved.accounts,
        moved=speaker.count(moved.accounts),
        accounts=whole,
    )
    if moved.money is not None:
        summary = f"{summary}: {speaker.money(moved.money)}"
    rows = by_money(told, movement.movers)
    shown = rows if limit is None else rows[:limit]
    left = len(rows) - len(shown)
    return Part(
        movement.id,
        speaker.segmentation(movement.id),
        summary,
        None if movement.overlapping else _matrix(movement, speaker),
        tuple(_total(movement, each, speaker) for each in movement.totals if each.before.accounts or each.after.accounts),
        movement.overlapping,
        _.plural("{count} account moves", "{count} accounts move", len(rows), count=speaker.count(len(rows))),
        tuple(_movers(review, told, movement, speaker, shown.tolist())),
        _.plural("{count} more account is not shown here", "{count} more accounts are not shown here", left, count=speaker.count(left))
        if left
        else "",
    )  # fmt: skip


def by_money(told: Comparison, rows: Index) -> Index:
    """Rows of the pairing, the most money first; of equals by key."""
    if told.money is None:
        return rows
    worth = np.nan_to_num(told.money[rows], nan=-np.inf)
    return rows[np.argsort(-worth, kind="stable")]


def _matrix(movement: Movement, speaker: Speaker) -> Matrix:
    """Rows and columns in the order of the totals, without places that nobody is in."""
    cells = {(flow.origin, flow.target): flow.sum for flow in movement.flows}
    origins = [each.place for each in movement.totals if _row_sum(movement.flows, each.place)]
    targets = [each.place for each in movement.totals if _column_sum(movement.flows, each.place)]
    return Matrix(
        tuple(speaker.place(movement.id, target) for target in targets),
        tuple(_row(movement, cells, origin, targets, speaker) for origin in origins),
        tuple(speaker.count(_column_sum(movement.flows, target)) for target in targets),
    )


def _row_sum(flows: Sequence[Flow], place: Place) -> int:
    return sum(flow.sum.accounts for flow in flows if flow.origin == place)


def _column_sum(flows: Sequence[Flow], place: Place) -> int:
    return sum(flow.sum.accounts for flow in flows if flow.target == place)


def _row(
    movement: Movement, cells: Cells, origin: Place, targets: Sequence[Place], speaker: Speaker
) -> MatrixRow:
    whole = _row_sum(movement.flows, origin)
    line = (_cell(cells.get((origin, target)), whole, origin == target, speaker) for target in targets)
    return MatrixRow(speaker.place(movement.id, origin), tuple(line), speaker.count(whole))


def _cell(found: Sum | None, whole: int, stays: bool, speaker: Speaker) -> Cell | None:
    if found is None:
        return None
    share = max(1, round(100 * found.accounts / whole)) if whole else 0
    return Cell(speaker.count(found.accounts), speaker.money(found.money), share, stays)


def _total(movement: Movement, total: Total, speaker: Speaker) -> TotalLine:
    before, after = total.before, total.after
    change = after.accounts - before.accounts
    money = None if before.money is None or after.money is None else after.money - before.money
    return TotalLine(
        speaker.place(movement.id, total.place),
        speaker.count(before.accounts),
        speaker.count(after.accounts),
        speaker.signed(change) if change else "",
        speaker.money(before.money),
        speaker.money(after.money),
        speaker.signed(round(money, 2), "money") if money is not None and round(money, 2) else "",
        "up" if change > 0 else "down" if change < 0 else "same",
        speaker.count(total.joined.accounts),
        speaker.count(total.left.accounts),
    )


def _movers(
    review: Review, told: Comparison, movement: Movement, speaker: Speaker, rows: Sequence[int]
) -> Iterator[MoverLine]:
    witness, judged = Witness(told), review.attribution
    verdicts = judged.verdicts[movement.id] if judged and len(judged.units) > 1 else None
    for row in rows:
        verdict = verdicts.at(row) if verdicts else None
        yield MoverLine(
            told.names[row],
            told.key(row),
            speaker.money(told.worth(row)),
            speaker.place(movement.id, movement.place(int(movement.before[row]))),
            speaker.place(movement.id, movement.place(int(movement.after[row]))),
            because(verdict, speaker) if verdict else "",
            reason_words(witness.reason(movement.id, row), told, speaker),
        )
