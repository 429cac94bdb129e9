"""run.json: what was run, on what, and what came out, the same bytes for the same inputs."""

import json
from collections.abc import Mapping
from typing import TypeAlias

from .... import __version__
from ...analysis.segments import SegmentationProfile, SegmentProfile
from ...data.tables import Input
from ...evaluation.results import Results
from ...findings import Finding

Json: TypeAlias = "str | float | int | bool | list[Json] | dict[str, Json] | None"


def run_record(
    results: Results,
    profiles: Mapping[str, SegmentationProfile],
    findings: tuple[Finding, ...] = (),
    finished: str | None = None,
) -> str:
    """The text of run.json. It holds no time unless the caller gives one (`finished`) and no path of the machine.

    Parts stand in the order of the file; `findings` are those of writing, added to those of the run.
    """
    record: dict[str, Json] = {
        "program": {"name": "sikta", "version": __version__},
        "ruleset": _ruleset(results),
        "as_of": results.as_of.isoformat(),
        **({"finished": finished} if finished else {}),
        "accounts": len(results),
        "knocked_out": int(results.knocked_out.sum()),
        "money": {"value": results.money, "currency": results.ruleset.currency} if results.money else None,
        "knockouts": _knockouts(results),
        "segmentations": _segmentations(results, profiles),
        "inputs": [_input(each) for each in results.inputs],
        "findings": [_finding(each) for each in all_findings(results, findings)],
    }
    return json.dumps(record, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def all_findings(results: Results, more: tuple[Finding, ...] = ()) -> tuple[Finding, ...]:
    """The findings of rules, data and writing, each once."""
    return tuple(dict.fromkeys((*results.findings, *results.quality.findings, *more)))


def _ruleset(results: Results) -> Json:
    ruleset = results.ruleset
    title = ruleset.title.in_language(ruleset.language)
    return {"name": ruleset.name, "title": title, "version": ruleset.version, "digest": ruleset.digest}


def _knockouts(results: Results) -> Json:
    counts = results.knockouts.items()
    return {id_: {"accounts": int(k.true.sum()), "unchecked": int(k.unknown.sum())} for id_, k in counts}


def _segmentations(results: Results, profiles: Mapping[str, SegmentationProfile]) -> Json:
    return {id_: _segmentation(results, profile) for id_, profile in profiles.items()}


def _segmentation(results: Results, profile: SegmentationProfile) -> Json:
    result = results.segmentations[profile.segmentation]
    return {
        "segments": {each.segment: _segment(each) for each in profile.segments},
        "without_segment": _segment(profile.without),
        "uncertain": None if result.certain is None else int((~result.certain).sum()),
        "unchecked": None if result.unknown is None else int(result.unknown.sum()),
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
