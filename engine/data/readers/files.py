"""A table in several files: partitions in a folder, or all files that a pattern fits, one after the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

import pyarrow as pa

from ...expressions.arrays import filled, texts_of
from ...findings import Finding, SiktaError
from ..raw import ArrowArray, Origin, RawColumn, RawTable, Request, Scan, older_rows
from . import counted_in, reader_of
from .digest import digest_of_parts
from .faults import listed

_NONE = "__HIVE_DEFAULT_PARTITION__"
"""What programs write for a partition whose value is missing."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the files: as messages call it, and the fields that the names of its folders hold."""

    path: Path
    origin: Origin
    fields: Mapping[str, str | None]


def scan_files(folder: Path, files: Sequence[Path], request: Request) -> Scan:
    """The rows of all files, in their order. Folders called `year=2026` give each of their rows a field `year`.

    Raises SiktaError with the faults of all files, also where text files have other columns than the first.
    """
    origin = replace(request.origin, counted=counted_in(files[0].name))
    parts = [_part(folder, file, origin) for file in files]
    scans = _opened(parts, request)
    headers = tuple(dict.fromkeys((*scans[0].headers, *parts[0].fields)))
    names = [part.origin.name for part in parts]
    sizes = [scan.size for scan in scans]
    detail, sent = _detail(scans), replace(request, origin=origin)
    return Scan(
        origin,
        headers,
        lambda: (replace(block, detail=detail) for block in _rows(scans, parts, sent, headers)),
        lambda: digest_of_parts(names, [scan.digest for scan in scans]),
        None if None in sizes else sum(size or 0 for size in sizes),
        detail,
        tuple(finding for scan in scans for finding in scan.findings),
        _older(scans),
    )


def _part(folder: Path, file: Path, origin: Origin) -> _Part:
    name = file.relative_to(folder).as_posix()
    fields = dict(map(_field, (step for step in Path(name).parts[:-1] if "=" in step)))
    return _Part(file, Origin(origin.table, name, counted=counted_in(name)), fields)


def _field(step: str) -> tuple[str, str | None]:
    """`year=2026` as a field and its value; signs that a folder cannot have are written as %2F."""
    name, _, value = step.partition("=")
    return unquote(name).strip(), None if value == _NONE else unquote(value)


def _opened(parts: Sequence[_Part], request: Request) -> list[Scan]:
    """Every file opened. Raises SiktaError with what is wrong with any of them."""
    scans: list[Scan] = []
    faults: list[Finding] = []
    for part in parts:
        try:
            scan = _open(part, parts[0], request)
            scans.append(scan)
            faults += _with_other_columns(scan, scans[0], parts[0], part)
        except SiktaError as error:
            faults.extend(error.findings)
    if faults:
        raise SiktaError(faults)
    return scans


def _open(part: _Part, first: _Part, request: Request) -> Scan:
    reader = reader_of(part.path.name)
    if reader is None or reader is not reader_of(first.path.name):
        raise SiktaError([_of_another_kind(part.origin, first.origin)])
    own = frozenset(part.fields)
    declared, needed = request.declared - own, request.needed - own
    return reader(part.path, replace(request, origin=part.origin, declared=declared, needed=needed))


def _with_other_columns(scan: Scan, first: Scan, first_part: _Part, part: _Part) -> list[Finding]:
    """A fault where the columns of a text file, or the fields of a folder, are not those of the first file.

    Parquet files may have more columns than the first: theirs have types, and the declared ones have to be there.
    """
    found, expected = set(part.fields), set(first_part.fields)
    if scan.origin.counted == "line":
        found, expected = found | set(scan.headers), expected | set(first.headers)
    if found == expected:
        return []
    return [
        _other_columns(part.origin, first_part.origin, sorted(expected - found), sorted(found - expected))
    ]


def _rows(
    scans: Sequence[Scan], parts: Sequence[_Part], request: Request, headers: tuple[str, ...]
) -> Iterator[RawTable]:
    """The blocks of one file after the other, their lines counted on; each line is entered with its file."""
    before = 0
    for scan, part in zip(scans, parts, strict=True):
        request.origin.parts[part.origin.name] = before
        last = 0
        for block in scan.blocks():
            yield _placed(block, part, request, headers, before)
            last = max(last, int(block.lines[-1]) if len(block) else 0)
        before += last


def _placed(
    block: RawTable, part: _Part, request: Request, headers: tuple[str, ...], before: int
) -> RawTable:
    own = {
        name: RawColumn((_constant(value, len(block)),))
        for name, value in part.fields.items()
        if name in request.needed
    }
    columns = {name: own.get(name) or block.columns[name] for name in (*block.columns, *own)}
    return replace(block, origin=request.origin, headers=headers, columns=columns, lines=block.lines + before)


def _constant(value: str | None, size: int) -> ArrowArray:
    codes = pa.nulls(size, pa.int32())
    words = texts_of([value or ""], pa.string())
    return pa.DictionaryArray.from_arrays(codes if value is None else filled(codes, 0), words)


def _detail(scans: Sequence[Scan]) -> str:
    """How many files there are, and what is said of each where that is one thing; rows that were not read in all."""
    kinds = dict.fromkeys(scan.detail.removesuffix(older_rows(scan.older)) for scan in scans)
    kind = next(iter(kinds)) if len(kinds) == 1 else "written in several ways"
    return f"{len(scans)} {'file' if len(scans) == 1 else 'files'}, {kind}{older_rows(_older(scans))}"


def _older(scans: Sequence[Scan]) -> int:
    return sum(scan.older for scan in scans)


def _of_another_kind(origin: Origin, first: Origin) -> Finding:
    return origin.finding(
        "E517",
        f"{origin.name} is of another kind than {first.name}, which belongs to the same table",
        expected="files of one kind in a folder or pattern",
        fix=f"take it out of the folder, or name the files that are meant, such as orders/*{_ending(first.name)}",
    )


def _ending(name: str) -> str:
    return "".join(Path(name).suffixes[-2:] if name.lower().endswith(".gz") else Path(name).suffixes[-1:])


def _other_columns(origin: Origin, first: Origin, absent: list[str], more: list[str]) -> Finding:
    lacks = f"without {listed(absent)}" if absent else ""
    has = f"{'and ' if absent else ''}with {listed(more)} in addition" if more else ""
    return origin.finding(
        "E517",
        f"{origin.name} has other columns than {first.name}, which belongs to the same table",
        expected="the same column names in every file of the table",
        found=f"columns {lacks} {has}".replace("  ", " ").strip(),
        fix="export it again as the others, or take it out of the folder or pattern",
    )
