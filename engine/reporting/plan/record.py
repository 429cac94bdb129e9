"""What a run would do and cost, as JSON: names, numbers and dates, the same in every language."""

import json
from typing import Any

from ...analysis.forecast import Forecast, Reading, Selection, Walk


def plan_json(found: Forecast, _language: str) -> str:
    """The forecast; sizes and memory in bytes, null where a source does not tell."""
    return json.dumps(_plain(found), indent=2, ensure_ascii=False) + "\n"


def _plain(found: Forecast) -> dict[str, Any]:
    return {
        "ruleset": found.plan.ruleset.name,
        "as_of": found.as_of.isoformat(),
        "engine": {"name": found.choice.name, "asked_for": found.asked, "why": found.choice.why},
        "tables": [_reading(each) for each in found.readings],
        "walks": [_walk(each) for each in found.walks],
        "computed_once": [{"expression": each.text, "rules": list(each.paths)} for each in found.repeats],
        "over_all_accounts": [{"rule": each.path, "needs": list(each.names)} for each in found.across],
        "size": found.size,
        "memory": found.memory,
    }


def _reading(of: Reading) -> dict[str, Any]:
    return {
        "table": of.table,
        "source": of.source,
        "detail": of.detail,
        "rows": of.rows,
        "rows_skipped": of.older,
        "columns_read": of.columns,
        "columns": of.there,
        "since": of.since.isoformat() if of.since else None,
        "held": not of.streamed,
        "size": of.size,
    }


def _walk(of: Walk) -> dict[str, Any]:
    return {
        "table": of.table,
        "tallies": of.tallies,
        "rows_held_for": list(of.held),
        "selections": [_selection(each) for each in of.selections],
    }


def _selection(of: Selection) -> dict[str, Any]:
    last, ending = (None if span is None else str(span) for span in (of.last, of.ending))
    return {"where": of.where, "last": last, "ending": ending, "metrics": list(of.metrics)}
