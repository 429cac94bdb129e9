"""Text files in pieces: however a file is cut, its rows, lines, encoding and faults are those of the whole."""

import codecs
import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st

from sikta.engine.data.raw import Origin, RawTable, Request, Scan
from sikta.engine.data.readers import content, delimited
from sikta.engine.data.readers.delimited import scan_delimited
from sikta.engine.findings import SiktaError
from sikta.engine.rules.model import Table
from tests.data.conftest import told

HEADERS = frozenset({"id", "name"})


def scan(path: Path, **table: Any) -> Scan:
    return scan_delimited(
        path, Request(Table("a", {}, **table), Origin("a", path.name), frozenset(), HEADERS)
    )


@contextmanager
def cut(size: int, longest: int = content.LONGEST_LINE) -> Iterator[None]:
    """Files are read in chunks of so many bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "CHUNK", size)
        patch.setattr(delimited, "HEAD", size)
        patch.setattr(content, "LONGEST_LINE", longest)
        yield


def seen(table: RawTable) -> tuple[object, ...]:
    columns = {name: column.parts[0].to_pylist() for name, column in table.columns.items()}
    return table.headers, columns, table.lines.tolist(), table.detail, told(table.findings)


def outcome(path: Path, **table: Any) -> object:
    """What a file gives, or with what it is refused."""
    try:
        return seen(scan(path, **table).whole())
    except SiktaError as error:
        return told(error)


WORD = st.text(st.sampled_from('ab, "\n;é€\r'), max_size=5)
ROW = st.tuples(WORD, WORD).map(
    lambda row: ",".join('"' + word.replace('"', '""') + '"' for word in row)
) | st.sampled_from(["A1,Ahoy", 'B2,5" pipe', "", ",", "id,name", "C3,café", 'D4,"x"y'])


@tried(max_examples=60)
@given(
    st.lists(ROW, max_size=8),
    st.integers(1, 40),
    st.sampled_from(["utf-8", "utf-16", "cp1252"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_a_file_cut_anywhere_is_the_same_file(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str], size: int, encoding: str, end: str
) -> None:
    path = tmp_path_factory.mktemp("cut") / "a.csv"
    path.write_bytes(end.join(["id,name", *rows, ""]).encode(encoding))
    whole = outcome(path)
    with cut(max(size, 3)):
        pieces = outcome(path)
    assert pieces == whole


@pytest.mark.parametrize(
    "text",
    [
        b"id,name\nA1,caf\xe9\nB2," + "é".encode() * 40,
        b"id,name\n" + "A1,é\n".encode() * 9 + b"B2,\xe9\n",
        b"id,name\nA1,x\nB2,\x81\xe9\n",
        codecs.BOM_UTF8 + "id,name\nÅ1,å\n".encode(),
        b'id,name\nA1,"open\n' + b"B2,x\n" * 9,
    ],
    ids=["two encodings", "then Windows", "no such character", "a mark", "an open quote"],
)
@pytest.mark.parametrize("size", [3, 7, 20])
def test_what_is_wrong_with_a_file_is_told_alike(text: bytes, size: int, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text)
    whole = outcome(path)
    with cut(size):
        assert outcome(path) == whole


def test_windows_characters_that_come_late_are_told_with_the_rows(tmp_path: Path) -> None:
    """The beginning alone looks like UTF-8; what stands in the record of the run is what the end told."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,name\n" + b"A1,x\n" * 20 + "B2,caf\xe9\n".encode("latin-1"))
    with cut(50):
        found = scan(path)
        assert (found.detail, found.findings) == ("comma, UTF-8", ())
        assert found.whole().detail == "comma, Windows-1252"
        assert [finding.code for finding in found.whole().findings] == ["N501"]


def test_rows_with_too_few_fields_are_counted_in_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,name\n" + "A1,x\nB2\n" * 50)
    with cut(30):
        lines = [line.splitlines()[0] for line in outcome(path)]  # type: ignore[attr-defined]
    assert lines == [
        "a.csv:3 E503 a.csv line 3 has 1 fields where the header has 2",
        "a.csv:5 E503 a.csv line 5 has 1 fields where the header has 2",
        "a.csv:7 E503 a.csv line 7 has 1 fields where the header has 2",
        "a.csv:9 E503 a.csv has 47 more rows with too many or too few fields",
    ]


def test_only_the_last_block_tells_what_was_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,name\n" + "A1,x\n,\nid,name\n" * 10)
    with cut(60):
        blocks = list(scan(path).blocks())
    assert len(blocks) > 1
    assert [len(block.findings) for block in blocks] == [0] * (len(blocks) - 1) + [2]
    assert told(blocks[-1].findings) == [
        "a.csv:3 N503 a.csv has 10 rows without any value, which were left out",
        (
            "a.csv:4 W510 a.csv has its header again among the rows, which was left out "
            "(line 4, 7, 10, 13, 16, 19, 22, 25)\n"
            "  fix: check that the file was not put together from the same export twice"
        ),
    ]


def test_a_row_without_an_end_is_refused_before_it_is_all_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,name\nA1," + "x" * 5000 + "\n")
    with cut(100, longest=1000):
        assert [line.splitlines()[0] for line in outcome(path)] == [  # type: ignore[attr-defined]
            "a.csv:2 E511 a.csv has a line that is longer than 0 million characters"
        ]
    path.write_text('id,name\nA1,"' + "x\n" * 5000)
    with cut(100, longest=1000):
        assert [line.splitlines()[0] for line in outcome(path)] == [  # type: ignore[attr-defined]
            "a.csv:2 E504 a.csv has a quote that is not closed, or text after a closing quote"
        ]


def test_blocks_come_as_often_as_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"id,name\n" + b"A1,x\n" * 100))
    with cut(64):
        found = scan(path)
        first, second = ([(block.lines.tolist(), len(block)) for block in found.blocks()] for _ in range(2))
    assert first == second
    assert sum(size for _, size in first) == 100
    assert found.digest() == found.digest()


def test_a_file_of_blank_lines_before_its_header(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\n" * 50 + "id,name\nA1,x\n")
    with cut(10):
        assert scan(path).whole().lines.tolist() == [52]


def test_a_file_that_goes_away_after_it_was_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,name\nA1,x\n")
    found = scan(path)
    path.unlink()
    with pytest.raises(SiktaError) as caught:
        found.whole()
    assert told(caught.value)[0].splitlines()[0] == "a.csv E501 a.csv cannot be read"
    with pytest.raises(SiktaError):
        found.digest()
