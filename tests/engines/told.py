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
    if first.keys() != second.keys():
        return f"told: {sorted(first)}, not {sorted(second)}"
    pairs = ((name, first[name], second[name]) for name in first)
    unlike = (difference(one, two, name) for name, one, two in pairs if not _plainly_equal(one, two))
    return next((found for found in unlike if found is not None), None)


def _plainly_equal(one: Any, two: Any) -> bool:
    """Lists and maps of plain values, which need no walk through them."""
    return isinstance(one, list | dict) and bool(one == two)


def _values(column: Any) -> list[str]:
    """As they would be written: two numbers are the same only where every bit is, but for the kinds of NaN."""
    return [repr(value) for value in column.to_pylist()]


def _known(found: SegmentationResult) -> Iterator[tuple[str, Any]]:
    """What the tables do not show."""
    yield "unknown", None if found.unknown is None else found.unknown.tolist()
    for part in ("levels", "bins"):
        arrays = getattr(found, part)
        yield part, {name: array.tolist() for name, array in arrays.items()} if arrays else None
