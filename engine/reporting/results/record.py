"""run.json: what was run, on what, and what came out, the same bytes for the same inputs."""

import json
from collections.abc import Mapping
from typing import TypeAlias

from .... import __version__
from ...analysis.census import Census, Counted
from ...analysis.segments import SegmentationProfile, SegmentProfile
from ...data.tables import Input
from ...evaluation.results import Told
from ...findings import Finding
from ...rules.model import Ruleset

Json: TypeAlias = "str | float | int | bool | list[Json] | dict[str, Json] | None"


def run_record(
    run: Told, census: Census, findings: tuple[Finding, ...] = (), finished: str | None = None
) -> str:
    """The text of run.json. It holds no time unless the caller gives one (`finished`) and no path of the machine.

    Parts stand in the order of the file; `findings` are those of writing, added to those of the run.
    """
    record: dict[str, Json] = {
        "program": {"name": "sikta", "version": __version__},
        "ruleset": _ruleset(run.ruleset),
        "as_of": run.as_of.isoformat(),
        **({"finished": finished} if finished else {}),
        "accounts": census.accounts,
        "knocked_out": census.knocked_out,
        "money": {"value": run.money, "currency": run.ruleset.currency} if run.money else None,
        "knockouts": {
            id_: {"accounts": each.true, "unchecked": each.unknown} for id_, each in census.knockouts.items()
        },
        "segmentations": _segmentations(census),
        "inputs": [_input(each) for each in run.inputs],
        "findings": [_finding(each) for each in all_findings(run, findings)],
    }
    return json.dumps(record, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def all_findings(run: Told, more: tuple[Finding, ...] = ()) -> tuple[Finding, ...]:
    """The findings of rules, data and writing, each once."""
    return tuple(dict.fromkeys((*run.findings, *run.quality.findings, *more)))


def _ruleset(ruleset: Ruleset) -> Json:
    title = ruleset.title.in_language(ruleset.language)
    return {"name": ruleset.name, "title": title, "version": ruleset.version, "digest": ruleset.digest}


def _segmentations(census: Census) -> Json:
    doubts = census.segmentations
    return {id_: _segmentation(profile, doubts[id_]) for id_, profile in census.profiles().items()}


def _segmentation(profile: SegmentationProfile, doubts: Counted) -> Json:
    return {
        "segments": {each.segment: _segment(each) for each in profile.segments},
        "without_segment": _segment(profile.without),
        "uncertain": doubts.true,
        "unchecked": doubts.unknown,
    }


def _segment(profile: SegmentProfile) -> Json:
    money: Mapping[str, Json] = {"money": profile.money.total} if profile.money else {}
    return {"accounts": profile.count, **money}


def _input(each: Input) -> Json:
    return {
        "table": each.table,
        "source": each.source,
        "digest": each.digest,
        "rows": each.rows,
        "columns": list(each.columns),
        "detail": each.detail,
    }


def _finding(finding: Finding) -> Json:
    place = finding.place
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "path": finding.path,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "expected": finding.expected,
        "found": finding.found,
        "fix": finding.fix,
    }
