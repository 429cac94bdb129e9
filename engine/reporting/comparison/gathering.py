"""A review as a sheet: everything that its documents say, in one language."""

from collections.abc import Iterator, Sequence

from ...analysis.comparison import Comparison, Review
from ...analysis.comparison.attribution import can_move
from ...analysis.glossary import ruleset_title, term
from ..values import format_value
from .drifts import drift_lines
from .edit_lines import moving_lines, other_lines
from .parts import parts
from .sheet import Sheet
from .speaker import Speaker


def sheet(review: Review, language: str, limit: int | None = None) -> Sheet:
    """What to say of a review; at most `limit` movers of each segmentation are told (None: all)."""
    speaker = Speaker(language, review.old.plan.ruleset, review.new.plan.ruleset)
    told = review.comparison
    return Sheet(
        language,
        speaker.text(ruleset_title(review.new.plan.ruleset)),
        _headline(review, speaker),
        _source(review, speaker),
        tuple(_lead(review, speaker)),
        _money_title(told, speaker),
        tuple(moving_lines(review, speaker)),
        tuple(other_lines(review, speaker)),
        parts(review, speaker, limit),
        _unmoved(told, speaker),
        drift_lines(told, speaker) if told else (),
        told is not None and told.money is not None,
        told is not None,
    )


def _headline(review: Review, speaker: Speaker) -> str:
    _, told = speaker._, review.comparison
    if not review.edits:
        return _("No change")
    if told is None:
        count = len(review.edits)
        return _.plural("{count} edit", "{count} edits", count, count=speaker.count(count))
    moving = _moving(review)
    if not moving:
        return _("Nobody can move: only texts and the like differ")
    return _who_moves(moving, told, speaker)


def _moving(review: Review) -> int:
    return sum(can_move(edit) for edit in review.edits)


def _who_moves(edits: int, told: Comparison, speaker: Speaker) -> str:
    _, moved = speaker._, told.moved
    parts = {"count": speaker.count(edits), "accounts": speaker.accounts(len(told.pairing))}
    if not moved.accounts:
        return _.plural(
            "{count} edit moves none of {accounts}", "{count} edits move none of {accounts}", edits, **parts
        )
    parts["moved"] = speaker.count(moved.accounts)
    head = _.plural(
        "{count} edit moves {moved} of {accounts}", "{count} edits move {moved} of {accounts}", edits, **parts
    )
    if moved.money is None or told.after.money is None:
        return head
    figures = {"money": speaker.money(moved.money), "whole": speaker.money(told.after.money)}
    return _("{head}: {money} of {whole} ({title})", head=head, title=_money_title(told, speaker), **figures)


def _money_title(told: Comparison | None, speaker: Speaker) -> str:
    if told is None:
        return ""
    side = told.new if told.new.results.money else told.old
    return speaker.text(term(side.plan, side.results.money).title) if side.results.money else ""


def _source(review: Review, speaker: Speaker) -> str:
    """What was compared with what, of which day."""
    _, told = speaker._, review.comparison
    names = " → ".join(
        _("{name} (not committed)", name=draft.label) if draft.uncommitted else draft.label
        for draft in (review.old, review.new)
    )
    if told is None:
        return names
    before, after = (
        format_value(side.results.as_of, "date", speaker.language) for side in (told.old, told.new)
    )
    day = after if before == after else f"{before} → {after}"
    return f"{names} · {_('as of {day}', day=day)}"


def _lead(review: Review, speaker: Speaker) -> Iterator[str]:
    _, told = speaker._, review.comparison
    if told is None and review.edits:
        yield from _without_data(review, speaker)
        return
    if told is None:
        return
    silent = len(review.edits) - _moving(review)
    if silent and _moving(review):
        yield _.plural(
            "{count} more edit changes texts and the like, and moves nobody.",
            "{count} more edits change texts and the like, and move nobody.",
            silent,
            count=speaker.count(silent),
        )
    yield from _grain(review, speaker)
    for ids, words in ((told.added, _("New: {names}.")), (told.removed, _("No longer there: {names}."))):
        if ids:
            yield words.replace("{names}", _names(ids, speaker))


def _without_data(review: Review, speaker: Speaker) -> Iterator[str]:
    _ = speaker._
    if not _moving(review):
        yield _("Nobody can move: only texts and the like differ.")
    elif review.absent:
        yield _(
            "The data is not here ({files}), so this tells what changed, not who moves.",
            files=", ".join(review.absent[:3]) + (", …" if len(review.absent) > 3 else ""),  # noqa: PLR2004
        )
    else:
        yield _("No data was looked at, so this tells what changed, not who moves.")


def _grain(review: Review, speaker: Speaker) -> Iterator[str]:
    _, found = speaker._, review.attribution
    if found is not None and found.grain != "edit":
        yield _(
            "There are too many edits to try each alone: those of one part of the ruleset were tried together."
        )


def _names(ids: Sequence[str], speaker: Speaker) -> str:
    return ", ".join(speaker.segmentation(id_) for id_ in ids)


def _unmoved(told: Comparison | None, speaker: Speaker) -> str:
    if told is None or not told.moved.accounts:
        return ""
    ids = [id_ for id_, each in told.movements.items() if not each.moved.accounts]
    return speaker._("Nobody moves in: {names}.", names=_names(ids, speaker)) if ids else ""
