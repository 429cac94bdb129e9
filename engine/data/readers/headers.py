"""The columns that a source has, held against those that the ruleset declares."""

from collections import Counter

from ...findings import Finding, SiktaError
from ...findings.nearest import nearest
from ..raw import Request
from . import faults


def check_headers(headers: tuple[str, ...], request: Request, line: int | None = None) -> None:
    """Raise SiktaError with every declared column that is missing or stands there twice."""
    if request.declared and not request.declared.intersection(headers):
        raise SiktaError([faults.no_header(request.origin, headers, sorted(request.declared), line)])
    findings = [*_missing(headers, request, line), *_doubled(headers, request, line)]
    if findings:
        raise SiktaError(findings)


def _missing(headers: tuple[str, ...], request: Request, line: int | None) -> list[Finding]:
    fields = [field for field in request.table.fields.values() if field.header in request.declared]
    absent = [field for field in fields if field.header not in headers]
    free = set(headers) - request.declared - {""}
    return [
        faults.missing_column(request.origin, field, headers, nearest(field.header, free), line)
        for field in absent
    ]


def _doubled(headers: tuple[str, ...], request: Request, line: int | None) -> list[Finding]:
    counts = Counter(headers)
    doubled = [
        header for header in dict.fromkeys(headers) if counts[header] > 1 and header in request.declared
    ]
    return [faults.doubled_column(request.origin, header, headers, line) for header in doubled]
