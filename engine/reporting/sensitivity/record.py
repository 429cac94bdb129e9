"""The answer for programs: JSON with everything, CSV with one line per shift."""

import csv
import io
import json
from typing import Any

from ...analysis.sensitivity import Sensitivity
from ...analysis.sensitivity.swing import Swing
from ...rules.editing.dial import Dial

COLUMNS = ("path", "kind", "value", "shift", "turned_to", "accounts", "money")


def as_json(found: Sensitivity) -> str:
    """All that was found, ids and paths as the ruleset has them; shares are fractions."""
    record: dict[str, Any] = {
        "ruleset": found.plan.ruleset.name,
        "segmentation": found.segmentation,
        "as_of": found.as_of.isoformat(),
        "accounts": found.accounts,
        "currency": found.plan.ruleset.currency,
        "stability": _stability(found),
        "weights_together": _together(found),
        "numbers": [_swing(swing) for swing in (*found.swings, *found.dead)],
        "not_turned": [_dial(dial) for dial in found.fixed],
        "numbers_of_other_segmentations": found.elsewhere,
        "near_a_boundary": _near(found),
    }
    return json.dumps(record, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_csv(found: Sensitivity) -> str:
    """One line per number and shift, for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for swing in (*found.swings, *found.dead):
        dial = swing.dial
        for shift in swing.shifts:
            money = "" if shift.money is None else shift.money
            writer.writerow(
                [dial.name, dial.kind, dial.value, shift.share, shift.value, shift.accounts, money]
            )
    return out.getvalue()


def _stability(found: Sensitivity) -> dict[str, Any]:
    stability = found.stability
    return {
        "within": stability.within,
        "shifts": stability.shifts,
        "stable_accounts": stability.accounts,
        "accounts": stability.all_accounts,
        "share": stability.share,
        "stable_money": stability.money,
        "money": stability.all_money,
        "money_share": stability.money_share,
    }


def _together(found: Sensitivity) -> dict[str, Any] | None:
    drawn = found.acceptability
    if drawn is None:
        return None
    return {
        "weights": drawn.weights,
        "within": drawn.within,
        "draws": drawn.draws,
        "mean_share": drawn.mean,
        "unsure_accounts": drawn.unsure,
    }


def _dial(dial: Dial) -> dict[str, Any]:
    return {
        "path": ".".join(dial.path),
        "kind": dial.kind,
        "value": dial.value,
        **({"rule": dial.excerpt, "offset": dial.span[0]} if dial.span else {}),
        **({"uses": list(dial.uses)} if dial.uses else {}),
    }


def _swing(swing: Swing) -> dict[str, Any]:
    shifts = [
        {"shift": each.share, "turned_to": each.value, "accounts": each.accounts, "money": each.money}
        for each in swing.shifts
    ]
    movers = [
        {
            "account": each.key,
            "name": each.name,
            "from": list(each.before),
            "to": list(each.after),
            "money": each.money,
        }
        for each in swing.movers
    ]
    first = None if swing.first is None else {"turned_to": swing.first.value, "accounts": movers}
    return {**_dial(swing.dial), "shifts": shifts, "first_to_move": first}


def _near(found: Sensitivity) -> dict[str, Any] | None:
    near = found.boundaries
    if near is None:
        return None
    accounts = [
        {
            "account": each.key,
            "name": each.name,
            "segment": each.segment,
            "would_be": each.other or None,
            "score": {"id": each.axis, "points": each.score},
            "boundary": {"level": each.level, "from": each.start},
            "distance": each.distance,
            "money": each.money,
        }
        for each in near.near
    ]
    return {"within": near.within, "money": near.money, "accounts": accounts}
