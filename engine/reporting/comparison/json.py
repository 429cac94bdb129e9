"""A comparison for other programs.

One object: `format` (1), `old` and `new` (`label`, `uncommitted`, `name`, `version`, `digest`, `as_of`), `currency`, `money` (the id of
what counts as an account's money), and

- `edits`: each with `path`, `kind`, `old`, `new`, `text` and `unit` (the number of its unit; null where it moves nobody);
- `data` (whether accounts were compared) and `absent` (files that were not there). All below is null without data;
- `accounts`, `amounts`: `before`, `after`, `moved`;
- `units`: edits that stand or fall together: `number`, `edits` (indexes), and as {accounts, money} `alone`, `needed`,
  `moved`, `shared`, `cancelled`, `step`; `segmentations` with the same per segmentation, `up`, `down`, `flows`;
- `grain` (edit, part or section: what was tried as one) and `trials` (how many rulesets were evaluated);
- `segmentations`: `id`, `title`, `overlapping`, `moved`, `matrix` (`from`, `to`, `accounts`, `money`), `totals` per
  place, `movers` by money: `key`, `name`, `money`, `from`, `to`, `verdict` (`kind`, `units`, `or_rest`), `before` and
  `after` (the grounds), `points` (changes in contributions), `reason` (in words);
- `added`, `removed`: segmentations that only one ruleset has; `scores` and `values`: what else changed.

A place is {`state`, `segments`}: `segment` with ids, or `none`, `knocked_out`, `unrated`, `absent` without.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from ...analysis.comparison import Comparison, Draft, Movement, Place, Review, Sum, Witness
from ...analysis.comparison.attribution import Attribution, Effect, Verdict
from ...analysis.comparison.grounds import Ground
from ...analysis.glossary import ruleset_title
from .edits import as_plain
from .parts import by_money
from .reasons import reason_words
from .speaker import Speaker
from .words import edit_words

FORMAT = 1

Record = Mapping[str, Any]


def comparison_json(review: Review, language: str, limit: int | None = None) -> str:
    """The review as JSON; titles and texts in a language; at most `limit` movers of each segmentation (None: all)."""
    speaker = Speaker(language, review.old.plan.ruleset, review.new.plan.ruleset)
    record = {
        "format": FORMAT,
        "old": _draft(review.old, review.comparison and review.comparison.old.results.as_of, speaker),
        "new": _draft(review.new, review.comparison and review.comparison.new.results.as_of, speaker),
        "currency": speaker.new.currency,
        "money": review.new.plan.money,
        "edits": list(_edits(review, speaker)),
        "data": review.comparison is not None,
        "absent": list(review.absent),
        **_compared(review, speaker, limit),
    }
    return json.dumps(record, ensure_ascii=False, indent=2, default=str) + "\n"


def _draft(draft: Draft, as_of: object, speaker: Speaker) -> Record:
    ruleset = draft.plan.ruleset
    return {
        "label": draft.label,
        "uncommitted": draft.uncommitted,
        "name": ruleset.name,
        "title": speaker.text(ruleset_title(ruleset)),
        "version": ruleset.version or None,
        "digest": ruleset.digest,
        "as_of": str(as_of) if as_of else None,
    }


def _edits(review: Review, speaker: Speaker) -> Iterator[Record]:
    units = review.attribution.units if review.attribution else ()
    unit_of = {index: number for number, unit in enumerate(units, 1) for index in unit.edits}
    for index, edit in enumerate(review.edits):
        old, new = edit.values
        yield {
            "path": list(edit.path),
            "kind": edit.kind,
            "old": old,
            "new": new,
            "text": as_plain(edit_words(edit, review.old.plan, review.new.plan, speaker.language).text),
            "unit": unit_of.get(index),
        }


_COMPARED = (
    "accounts",
    "amounts",
    "units",
    "grain",
    "trials",
    "segmentations",
    "added",
    "removed",
    "scores",
    "values",
)


def _compared(review: Review, speaker: Speaker, limit: int | None) -> Record:
    told, judged = review.comparison, review.attribution
    if told is None or judged is None:
        return dict.fromkeys(_COMPARED)
    sums = {"before": told.before, "after": told.after, "moved": told.moved}
    parts = (
        {name: each.accounts for name, each in sums.items()},
        {name: each.money for name, each in sums.items()},
        [_unit(judged, number) for number in range(len(judged.units))],
        judged.grain,
        judged.trials,
        [_segmentation(told, judged, each, speaker, limit) for each in told.movements.values()],
        list(told.added),
        list(told.removed),
        [_score(told, drift, speaker) for drift in told.scores],
        [asdict(drift) | {"title": speaker.text(drift.title)} for drift in told.values],
    )
    return dict(zip(_COMPARED, parts, strict=True))


def _score(told: Comparison, drift: Any, speaker: Speaker) -> Record:
    account = None if drift.account is None else told.key(drift.account)
    return asdict(drift) | {"title": speaker.text(drift.title), "account": account}


def _unit(judged: Attribution, number: int) -> Record:
    did = judged.contributions[number]
    return {
        "number": number + 1,
        "edits": list(judged.units[number].edits),
        **{name: _sum(getattr(did, name)) for name in ("alone", "needed", "moved", "shared", "cancelled")},
        "step": _sum(did.added),
        "segmentations": [_effect(effect) for effect in did.effects],
    }


def _effect(effect: Effect) -> Record:
    return {
        "id": effect.segmentation,
        **{name: _sum(getattr(effect, name)) for name in ("alone", "needed", "moved", "shared")},
        "up": effect.up,
        "down": effect.down,
        "flows": [{"from": _place(f.origin), "to": _place(f.target), **_sum(f.sum)} for f in effect.flows],
        "cancelled": [
            {"by": None if each.by is None else each.by + 1, **_sum(each.sum)} for each in effect.cancelled
        ],
    }


def _segmentation(
    told: Comparison, judged: Attribution, movement: Movement, speaker: Speaker, limit: int | None
) -> Record:
    return {
        "id": movement.id,
        "title": speaker.segmentation(movement.id),
        "overlapping": movement.overlapping,
        "moved": _sum(movement.moved),
        "matrix": [{"from": _place(f.origin), "to": _place(f.target), **_sum(f.sum)} for f in movement.flows],
        "totals": [
            {"place": _place(each.place), "title": speaker.place(movement.id, each.place)}
            | {name: _sum(getattr(each, name)) for name in ("before", "after", "joined", "left")}
            for each in movement.totals
        ],
        "movers": list(_movers(told, judged, movement, speaker, limit)),
    }


def _movers(
    told: Comparison, judged: Attribution, movement: Movement, speaker: Speaker, limit: int | None
) -> Iterator[Record]:
    witness, verdicts = Witness(told), judged.verdicts[movement.id]
    for row in by_money(told, movement.movers)[:limit].tolist():
        reason = witness.reason(movement.id, row)
        yield {
            "key": told.key(row),
            "name": told.names[row],
            "money": told.worth(row),
            "from": _place(movement.place(int(movement.before[row]))),
            "to": _place(movement.place(int(movement.after[row]))),
            "verdict": _verdict(verdicts.at(row)),
            "before": _ground(reason.before, speaker),
            "after": _ground(reason.after, speaker),
            "points": [
                {"criterion": s.path, "score": s.score, "before": s.before, "after": s.after}
                for s in reason.shifts
            ],
            "reason": reason_words(reason, told, speaker),
        }


def _verdict(verdict: Verdict) -> Record:
    return {
        "kind": verdict.kind,
        "units": [unit + 1 for unit in verdict.units],
        "or_rest": verdict.or_rest,
    }


def _ground(ground: Ground | None, speaker: Speaker) -> Record | None:
    if ground is None:
        return None
    return {
        "knockouts": [speaker.text(title) for title in ground.knockouts],
        "axes": [
            {"score": a.axis.name, "value": a.score, "level": a.level, "completeness": a.completeness}
            for a in ground.axes
        ],
        "rules": [rule.text for rule in ground.rules],
        "standing": speaker.standing(ground.standing) if ground.standing else None,
    }


def _place(place: Place) -> Record:
    return {"state": place.kind, "segments": list(place.segments)}


def _sum(found: Sum) -> Record:
    return {"accounts": found.accounts, "money": found.money}
