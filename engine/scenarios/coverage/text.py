"""Coverage for people, and as plain values for JSON."""

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from ...reporting.languages import Translator, translator
from ...reporting.values import format_value
from .coverage import Coverage
from .points import PointKind

WIDTH = 80


def coverage_text(coverage: Coverage, language: str) -> str:
    """A table with a line for each kind, and what no test decides."""
    return "\n".join(_lines(coverage, language))


def _lines(coverage: Coverage, language: str) -> Iterator[str]:
    _ = translator(language)
    kinds = _kinds(_)
    yield f"{_('What tests decide'):<38}{_('decided'):>12}{_('of'):>8}{_('share'):>9}"
    yield f"{'-' * 38:<40}{'-' * 8:>10}{'-' * 6:>8}{'-' * 7:>9}"
    for kind, found in coverage.by_kind().items():
        yield _row(kinds[kind], sum(point.tests > 0 for point in found), len(found), language)
    whole = coverage.points
    yield _row(_("All"), len(whole) - len(coverage.lacking), len(whole), language)
    if coverage.lacking:
        yield from ("", _("No test decides:"))
    for kind, found in coverage.by_kind().items():
        lacking = [point for point in found if not point.tests]
        if lacking:
            yield f"  {kinds[kind]}"
            for point in lacking:
                words = f"{point.words} *" if point.compared else point.words
                yield from wrap(words, WIDTH, initial_indent="    ", subsequent_indent="      ")
    if any(point.compared for point in coverage.lacking):
        told = _("* compares accounts: only a test with “among: accounts” can decide it.")
        yield from ("", *wrap(told, WIDTH))


def _kinds(_: Translator) -> dict[PointKind, str]:
    return {
        PointKind.KNOCKOUT: _("Knock-outs"),
        PointKind.SEGMENT: _("Segments"),
        PointKind.LEVEL: _("Levels"),
        PointKind.BAND: _("Bands"),
        PointKind.POINTS: _("Points by value"),
        PointKind.RULE: _("Points by rule"),
        PointKind.SCALE: _("Scales"),
        PointKind.PLAYBOOK: _("Playbooks"),
    }


def _row(name: str, decided: int, of: int, language: str) -> str:
    share = format_value(float(f"{decided / of if of else 1:.2f}"), "percent", language)
    return f"{name:<40}{decided:>10}{of:>8}{share:>9}"


def coverage_record(coverage: Coverage) -> dict[str, Any]:
    """Everything as plain values for JSON."""
    return {
        "share": round(coverage.share, 4),
        "points": [
            {
                "kind": str(point.kind),
                "path": point.path,
                "words": point.words,
                "compares_accounts": point.compared,
                "tests": point.tests,
            }
            for point in coverage.points
        ],
    }
