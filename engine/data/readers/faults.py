"""What can be wrong with a source before its values are looked at, in words for the person who made it."""

from collections.abc import Sequence

from ...findings import Finding
from ...rules.model import Field
from ..raw import Origin
from ..wording import counted

SAVE_AGAIN = 'save it again as "CSV UTF-8" and try once more'
_SHOWN = 8
_MOST_ROWS = 3
_MOST_NAMED = 10


def listed(names: Sequence[str]) -> str:
    """Some names in quotes, and how many more there are."""
    shown = ", ".join(f'"{name}"' for name in names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} and {len(names) - _SHOWN} more"


def unreadable(origin: Origin, reason: str) -> Finding:
    return origin.finding(
        "E501",
        f"{origin.name} cannot be read",
        found=reason,
        fix="check the file, or copy it again from its source",
    )


def no_permission(origin: Origin) -> Finding:
    return origin.finding(
        "E501",
        f"{origin.name} may not be read by you",
        fix="close it in other programs, or ask its owner for permission to read it",
    )


def damaged(origin: Origin, kind: str) -> Finding:
    return origin.finding(
        "E501",
        f"{origin.name} is damaged, or no {kind} file",
        expected=f"a whole {kind} file",
        fix="copy it again from its source",
    )


def workbook_named_text(origin: Origin) -> Finding:
    return origin.finding(
        "E501",
        f"{origin.name} is an Excel workbook, though its name says that it is text",
        expected="text with delimiters",
        found="an Excel workbook",
        fix="give it a name that ends in .xlsx, here and in the ruleset, or save it as CSV",
    )


def text_named_workbook(origin: Origin) -> Finding:
    return origin.finding(
        "E501",
        f"{origin.name} is no Excel workbook, though its name says so",
        expected="an Excel workbook (.xlsx)",
        found="something else, perhaps text with delimiters",
        fix="give it a name that ends in .csv, here and in the ruleset, or save it from Excel as .xlsx",
    )


def old_workbook(origin: Origin) -> Finding:
    return origin.finding(
        "E501",
        f"{origin.name} is an Excel workbook of an old kind, or has a password",
        expected="an Excel workbook (.xlsx) without a password",
        fix="open it in Excel and save it as .xlsx without a password",
    )


def line_too_long(origin: Origin, line: int, limit: int) -> Finding:
    return origin.finding(
        "E511",
        f"{origin.name} has a line that is longer than {limit // 2**20} million characters",
        line=line,
        expected="one row per line",
        fix="check that it is a table; a quote that is not closed also does this",
    )


def unpacks_too_large(origin: Origin) -> Finding:
    return origin.finding(
        "E511",
        f"{origin.name} is small but unpacks to far more than a table would",
        fix="unpack it yourself and look whether it is the right file",
    )


def nul_bytes(origin: Origin, line: int, count: int) -> Finding:
    return origin.finding(
        "E505",
        f"{origin.name} holds {count} NUL characters, which no text has",
        line=line,
        expected="plain text",
        found="a damaged file, or text in UTF-16 without its mark",
        fix=f'{SAVE_AGAIN}, or write "encoding: utf-16" for this table if it is that',
    )


def mixed_encodings(origin: Origin, utf8_line: int, other_line: int) -> Finding:
    return origin.finding(
        "E505",
        f"{origin.name} is written in two encodings: line {utf8_line} is UTF-8, line {other_line} is not",
        line=other_line,
        expected="one encoding for the whole file",
        found="probably two files pasted together",
        fix="save both parts as UTF-8 before joining them",
    )


def undecodable(origin: Origin, encoding: str, line: int) -> Finding:
    return origin.finding(
        "E505",
        f"{origin.name} has bytes that stand for no character in {encoding}",
        line=line,
        expected=f"text in {encoding}",
        fix=SAVE_AGAIN,
    )


def unknown_encoding(origin: Origin, encoding: str) -> Finding:
    return origin.finding(
        "E505",
        f'"{encoding}" is no encoding that is known here',
        expected="utf-8, utf-16, cp1252 or latin-1",
        fix="leave encoding out: UTF-8, UTF-16 and Windows-1252 are recognised",
    )


def read_as_windows(origin: Origin, line: int) -> Finding:
    return origin.finding(
        "N501",
        f"{origin.name} is not in UTF-8 and was read as Windows-1252",
        line=line,
        fix="look whether names with accents are right; if so, write encoding: cp1252 for this table",
    )


def detected_delimiter(origin: Origin, delimiter: str) -> Finding:
    return origin.finding("N501", f"{origin.name} was read with a {delimiter} between its fields")


def nothing_in_it(origin: Origin) -> Finding:
    return origin.finding(
        "E510",
        f"{origin.name} is empty",
        expected="a header line and rows",
        fix="export it again, with its column names in the first line",
    )


def unclosed_quote(origin: Origin, line: int) -> Finding:
    return origin.finding(
        "E504",
        f"{origin.name} has a quote that is not closed, or text after a closing quote",
        line=line,
        expected='a quoted field such as "Smith, Jones" that ends before the next delimiter',
        fix='close the quote on this line or just before it; a quote inside a quoted field is written twice: ""',
    )


def ragged_rows(origin: Origin, expected: int, rows: Sequence[tuple[int, int]]) -> list[Finding]:
    """Build one finding for each of the first rows, and one that counts the others: an export goes wrong as a whole."""
    findings = [
        origin.finding(
            "E503",
            f"{origin.name} line {line} has {width} fields where the header has {expected}",
            line=line,
            expected=f"{expected} fields",
            found=f"{width} fields",
            fix="put quotes around a text that holds the delimiter"
            if width > expected
            else "add the fields that lack, empty ones too",
        )
        for line, width in rows[:_MOST_ROWS]
    ]
    if len(rows) > _MOST_ROWS:
        findings.append(_more_ragged_rows(origin, rows[_MOST_ROWS:]))
    return findings


def _more_ragged_rows(origin: Origin, rows: Sequence[tuple[int, int]]) -> Finding:
    count = f"{len(rows):,} more rows" if len(rows) > 1 else "1 more row"
    named = ", ".join(str(line) for line, _ in rows[:_MOST_NAMED])
    return origin.finding(
        "E503",
        f"{origin.name} has {count} with too many or too few fields",
        line=rows[0][0],
        found=f"in lines {named}{', …' if len(rows) > _MOST_NAMED else ''}",
        fix="export the file again with quotes around texts, rather than mend it row by row",
    )


def no_header(origin: Origin, headers: Sequence[str], declared: Sequence[str], line: int | None) -> Finding:
    return origin.finding(
        "E506",
        f"{origin.name} does not begin with a line of column names that the ruleset knows",
        line=line,
        expected=f"a header with {listed(declared)}",
        found=listed([header[:40] for header in headers]),
        fix="add a header line, or check the file, its delimiter and the column names in the ruleset",
    )


def missing_column(
    origin: Origin, field: Field, headers: Sequence[str], meant: str | None, line: int | None
) -> Finding:
    fix = (
        f'write column: "{meant}" for the field {field.id}'
        if meant
        else "add the column, or take the field out"
    )
    return origin.finding(
        "E507",
        f'{origin.name} has no column "{field.header}"' + (f'; did you mean "{meant}"?' if meant else ""),
        line=line,
        field=field.id,
        expected=f'a column "{field.header}"',
        found=listed(headers),
        fix=fix,
    )


def doubled_column(origin: Origin, header: str, headers: Sequence[str], line: int | None) -> Finding:
    places = [str(index) for index, name in enumerate(headers, start=1) if name == header]
    return origin.finding(
        "E506",
        f'{origin.name} has the column "{header}" {len(places)} times',
        line=line,
        expected="every column name once",
        found=f"columns {' and '.join(places)}",
        fix="give the columns different names, or take one out",
    )


def repeated_header(origin: Origin, lines: Sequence[int]) -> Finding:
    shown = ", ".join(str(line) for line in lines[:_SHOWN])
    return origin.finding(
        "W510",
        f"{origin.name} has its header again among the rows, which was left out ({origin.counted} {shown})",
        line=lines[0],
        fix="check that the file was not put together from the same export twice",
    )


def empty_rows(origin: Origin, count: int, line: int) -> Finding:
    return origin.finding(
        "N503",
        f"{origin.name} has {counted(count, 'row without any value, which was', 'rows without any value, which were')}"
        " left out",
        line=line,
    )
