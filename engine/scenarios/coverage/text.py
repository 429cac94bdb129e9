"""Coverage for people, and as plain values for JSON."""

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from .coverage import Coverage

WIDTH = 80


def coverage_text(coverage: Coverage) -> str:
    """A table with a line for each kind, and what no test decides."""
    return "\n".join(_lines(coverage))


def _lines(coverage: Coverage) -> Iterator[str]:
    yield f"{'What tests decide':<40}{'decided':>10}{'of':>8}{'share':>9}"
    yield f"{'-' * 38:<40}{'-' * 8:>10}{'-' * 6:>8}{'-' * 7:>9}"
    for kind, found in coverage.by_kind().items():
        yield _row(str(kind), sum(point.tests > 0 for point in found), len(found))
    whole = coverage.points
    yield _row("All", len(whole) - len(coverage.lacking), len(whole))
    if coverage.lacking:
        yield from ("", "No test decides:")
    for kind, found in coverage.by_kind().items():
        lacking = [point for point in found if not point.tests]
        if lacking:
            yield f"  {kind}"
            for point in lacking:
                yield from wrap(point.words, WIDTH, initial_indent="    ", subsequent_indent="      ")
    if coverage.left_out:
        told = f"Not counted, as it compares accounts with each other: {', '.join(coverage.left_out)}."
        yield from ("", *wrap(told, WIDTH))


def _row(name: str, decided: int, of: int) -> str:
    return f"{name:<40}{decided:>10}{of:>8}{decided / of if of else 1:>9.0%}"


def coverage_record(coverage: Coverage) -> dict[str, Any]:
    """Everything as plain values for JSON."""
    return {
        "share": round(coverage.share, 4),
        "points": [
            {"kind": str(point.kind), "path": point.path, "words": point.words, "tests": point.tests}
            for point in coverage.points
        ],
        "left_out": list(coverage.left_out),
    }
