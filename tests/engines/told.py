"""Everything that a run says, as plain values, so that two runs can be held against each other to the last bit."""

from collections.abc import Iterator, Mapping
from typing import Any

from sikta.engine import Results
from sikta.engine.analysis.segments import profile_segments
from sikta.engine.evaluation.results import SegmentationResult
from sikta.engine.plan import Plan
from sikta.engine.reporting.results.accounts import accounts_table
from sikta.engine.reporting.results.segments import segments_table
from tests.evaluation.same import difference

Told = Mapping[str, Any]


def told(results: Results, plan: Plan) -> Told:
    """The tables of accounts and segments by column, what is known of each segmentation, the quality, the findings."""
    accounts, segments = accounts_table(results, plan), segments_table(results, profile_segments(results))
    return {
        "types of accounts": [str(kind) for kind in accounts.schema.types],
        "types of segments": [str(kind) for kind in segments.schema.types],
        **{f"accounts.{name}": _values(accounts[name]) for name in accounts.column_names},
        **{f"segments.{name}": _values(segments[name]) for name in segments.column_names},
        **{f"segmentations.{id}": dict(_known(found)) for id, found in results.segmentations.items()},
        "quality": results.quality,
        "inputs": results.inputs,
        "findings": [str(finding) for finding in results.findings],
    }


def different(first: Told, second: Told) -> str | None:
    """The first place at which two runs differ; None where none does."""
    return difference(first, second, "told")


def _values(column: Any) -> list[str]:
    """As they would be written: two numbers are the same only where every bit is, but for the kinds of NaN."""
    return [repr(value) for value in column.to_pylist()]


def _known(found: SegmentationResult) -> Iterator[tuple[str, Any]]:
    """What the tables do not show."""
    yield "unknown", None if found.unknown is None else found.unknown.tolist()
    for part in ("levels", "bins"):
        arrays = getattr(found, part)
        yield part, {name: array.tolist() for name, array in arrays.items()} if arrays else None
