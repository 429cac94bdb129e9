"""Text files as they come: delimiters, encodings, quotes, blank lines; and the line that each row stands on."""

import csv
import gzip
import io
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.data.raw import Origin
from sikta.engine.data.readers.encoding import decode
from sikta.engine.data.readers.layout import lay_out
from sikta.engine.findings import SiktaError
from tests.data.conftest import ACCOUNTS, Read, Refused, told

NAMED = """
    accounts:
      file: {file}
      key: id
      fields: {{id: {{type: text}}, name: {{type: text}}, city: {{type: text}}}}
"""
CSV = 'id,name,city\nA1,Ahoy,Delft\nA2,"Smith, Jones",Gent\n'


def names(read: Read, file: str, content: bytes | str) -> list[str | None]:
    data, _ = read(NAMED.format(file=file), {file: content})
    return data.accounts.columns["name"].to_list()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("delimiter", "called"), [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "vertical bar")]
)
def test_the_delimiter_is_detected_and_said(delimiter: str, called: str, read: Read) -> None:
    text = f"id{delimiter}name{delimiter}city\nA1{delimiter}Smith, Jones{delimiter}Gent\n".replace(
        "Smith, Jones", '"Smith, Jones"'
    )
    data, quality = read(NAMED.format(file="a.csv"), {"a.csv": text})
    assert data.accounts.columns["name"].to_list() == ["Smith, Jones"]  # type: ignore[union-attr]
    assert data.inputs[0].detail == f"{called}, UTF-8"
    expected = [] if delimiter == "," else [f"a.csv N501 a.csv was read with a {called} between its fields"]
    assert told(quality.findings) == expected


def test_a_comma_in_most_names_does_not_hide_the_semicolon(read: Read) -> None:
    text = "id;name;city;a, b, c, d, e, f\nA1;x,y,z;q;\n"
    assert names(read, "a.csv", text) == ["x,y,z"]


@pytest.mark.parametrize(
    ("encoding", "mark", "called"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", b"\xef\xbb\xbf", "UTF-8"),
        ("utf-16-le", b"\xff\xfe", "UTF-16"),
        ("utf-16-be", b"\xfe\xff", "UTF-16"),
        ("cp1252", b"", "Windows-1252"),
    ],
)
def test_the_encoding_is_detected_and_said(encoding: str, mark: bytes, called: str, read: Read) -> None:
    content = mark + "id,name,city\nA1,Café “Zürich” €,Delft\n".encode(encoding)
    data, quality = read(NAMED.format(file="a.csv"), {"a.csv": content})
    assert data.accounts.columns["name"].to_list() == ["Café “Zürich” €"]  # type: ignore[union-attr]
    assert data.inputs[0].detail == f"comma, {called}"
    note = (
        "a.csv:2 N501 a.csv is not in UTF-8 and was read as Windows-1252\n"
        "  fix: look whether names with accents are right; if so, write encoding: cp1252 for this table"
    )
    assert told(quality.findings) == ([note] if called == "Windows-1252" else [])


def test_a_declared_encoding_and_delimiter_are_taken_without_a_word(read: Read) -> None:
    tables = NAMED.format(file="a.csv").replace(
        "key: id", 'key: id\n      encoding: latin-1\n      delimiter: ";"'
    )
    data, quality = read(tables, {"a.csv": "id;name;city\nA1;Ünal \x80 é;Delft\n".encode("latin-1")})
    assert data.accounts.columns["name"].to_list() == ["Ünal \x80 é"]  # type: ignore[union-attr]
    assert quality.findings == ()


def test_an_encoding_that_does_not_exist() -> None:
    with pytest.raises(SiktaError) as caught:
        decode(b"id", "utf-9", Origin("accounts", "a.csv"))
    assert told(caught.value) == [
        (
            'a.csv E505 "utf-9" is no encoding that is known here\n'
            "  expected: utf-8, utf-16, cp1252 or latin-1\n"
            "  fix: leave encoding out: UTF-8, UTF-16 and Windows-1252 are recognised"
        )
    ]


def test_utf_16_without_its_mark_can_be_declared(read: Read) -> None:
    tables = NAMED.format(file="a.csv").replace("key: id", "key: id\n      encoding: utf-16")
    data, _ = read(tables, {"a.csv": CSV.encode("utf-16-le")})
    assert data.keys.to_list() == ["A1", "A2"]


@pytest.mark.parametrize("file", ["a.csv", "a.tsv", "a.txt"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_machine(file: str, end: str, read: Read) -> None:
    text = "id\tname\tcity\nA1\tAhoy\tDelft\nA2\tSmith\tGent".replace("\n", end)
    assert names(read, file, text) == ["Ahoy", "Smith"]


def test_a_packed_file(read: Read) -> None:
    assert names(read, "a.csv.gz", gzip.compress(CSV.encode())) == ["Ahoy", "Smith, Jones"]


def test_quotes_in_and_around_fields(read: Read) -> None:
    text = 'id,name,city\nA1,"The ""Old"" Mill",Delft\nA2,5" Pipes,Gent\nA3,"",\n'
    assert names(read, "a.csv", text) == ['The "Old" Mill', '5" Pipes', None]


@pytest.mark.parametrize("stray", ["", ',5" Pipes'])
def test_each_row_knows_its_line_also_after_quoted_line_ends_and_blank_lines(stray: str, read: Read) -> None:
    """With a stray quote in a field the rows are read one by one; the lines are the same."""
    name = stray.removeprefix(",") or "Ahoy"
    text = f'\nid,name,city\nB2,"two\nlines",Delft\n\n\nA1,{name},Gent\nC3,"a\n\nb",x\nD4,y,z'
    data, _ = read(NAMED.format(file="a.csv"), {"a.csv": text})
    assert data.keys.to_list() == ["A1", "B2", "C3", "D4"]
    assert data.accounts.lines.tolist() == [7, 3, 8, 11]
    assert data.accounts.columns["name"].to_list() == [name, "two\nlines", "a\n\nb", "y"]  # type: ignore[union-attr]


@pytest.mark.parametrize("stray", ["Ahoy", '5" Pipes'])
def test_rows_of_delimiters_alone_are_left_out_and_said(stray: str, read: Read) -> None:
    text = f"id,name,city\nA1,{stray},Gent\n,,\n,,\nA2,Smith,Delft\n"
    data, quality = read(NAMED.format(file="a.csv"), {"a.csv": text})
    assert data.accounts.lines.tolist() == [2, 5]
    assert told(quality.findings) == ["a.csv:3 N503 a.csv has 2 rows without any value, which were left out"]


def test_a_header_that_stands_there_twice_is_no_account(read: Read) -> None:
    data, quality = read(NAMED.format(file="a.csv"), {"a.csv": CSV + "id,name,city\nA3,Oslo,Gent\n"})
    assert data.keys.to_list() == ["A1", "A2", "A3"]
    assert told(quality.findings) == [
        (
            "a.csv:4 W510 a.csv has its header again among the rows, which was left out (line 4)\n"
            "  fix: check that the file was not put together from the same export twice"
        )
    ]


def test_headers_are_trimmed_and_may_differ_from_the_ids(read: Read) -> None:
    tables = """
        accounts:
          file: a.csv
          key: id
          fields: {id: {type: text}, name: {type: text, column: "Account Name"}}
    """
    data, _ = read(tables, {"a.csv": "\ufeff id , Account Name ,unused,unused\nA1,Ahoy,,\n"})
    assert data.accounts.columns["name"].to_list() == ["Ahoy"]  # type: ignore[union-attr]
    assert data.inputs[0].columns == ("id", "Account Name", "unused", "unused")


def test_a_line_beyond_the_limit_is_refused_before_it_is_all_in_memory(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sikta.engine.data.readers.content.LONGEST_LINE", 1000)
    assert refused(ACCOUNTS, {"accounts.csv": "id\nA1\n" + "x" * 5000}) == [
        (
            "accounts.csv:3 E511 accounts.csv has a line that is longer than 0 million characters\n"
            "  expected: one row per line\n"
            "  fix: check that it is a table; a quote that is not closed also does this"
        )
    ]


def test_a_packed_file_that_unpacks_to_far_too_much(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sikta.engine.data.readers.content._SAFE_UNPACKED", 100_000)
    bomb = gzip.compress(b"id\n" + b"A1\n" * 200_000)
    assert refused(ACCOUNTS.replace("accounts.csv", "a.csv.gz"), {"a.csv.gz": bomb}) == [
        (
            "a.csv.gz E511 a.csv.gz is small but unpacks to far more than a table would\n"
            "  fix: unpack it yourself and look whether it is the right file"
        )
    ]


def test_only_the_fields_in_use_are_read(read: Read) -> None:
    data, quality = read(NAMED.format(file="a.csv"), {"a.csv": CSV}, fields={"accounts": frozenset({"city"})})
    assert set(data.accounts.columns) == {"id", "city"}
    assert [field.field for field in quality.fields] == ["id", "city"]


def test_a_file_that_may_not_be_read(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("sikta.engine.data.readers.digest.file_digest", forbid)
    assert refused(ACCOUNTS, {"accounts.csv": "id\nA1\n"}) == [
        (
            "accounts.csv E501 accounts.csv may not be read by you\n"
            "  fix: close it in other programs, or ask its owner for permission to read it"
        )
    ]


def test_a_disk_that_fails(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("sikta.engine.data.readers.digest.file_digest", fail)
    assert refused(ACCOUNTS, {"accounts.csv": "id\nA1\n"}) == [
        (
            "accounts.csv E501 accounts.csv cannot be read\n"
            "  found: Input/output error\n"
            "  fix: check the file, or copy it again from its source"
        )
    ]


FIELDS = st.text(st.sampled_from('ab,;|\t"\n é'), max_size=6)


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.tuples(FIELDS, FIELDS), max_size=6),
    st.sampled_from(",;|\t"),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_rows_stand_where_a_reader_of_each_row_finds_them(
    rows: list[tuple[str, str]], delimiter: str, quoting: Literal[0, 1]
) -> None:
    """Written and read by Python's own module, which goes row by row."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(
        [("left", "right"), *rows]
    )
    expected, line = [], 1
    reader = csv.reader(io.StringIO(stream.getvalue(), newline=""), delimiter=delimiter)
    for _ in reader:
        expected.append(line)
        line = reader.line_num + 1
    layout = lay_out(stream.getvalue().encode(), delimiter)
    assert layout is not None
    assert (layout.header, layout.widths.tolist()) == (("left", "right"), [2] * len(rows))
    assert [layout.header_line, *layout.lines.tolist()] == expected
