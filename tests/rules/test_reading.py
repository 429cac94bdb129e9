"""YAML 1.2 as people write it, with the place of every character, within bounds of time and memory."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.findings import SiktaError
from sikta.engine.findings.text import as_text
from sikta.engine.rules.nodes import Map, Scalar, plain
from sikta.engine.rules.reading import document, read_document, read_yaml

Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(content: str | bytes) -> Path:
        path = tmp_path / "ruleset.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return _write


def told(path: Path) -> str:
    return "\n".join(as_text(finding) for finding in read_document(path, "ruleset.yaml").findings)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        # YAML 1.1 would read False, True, True, 8, 90, 3.1 and a date.
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("y", "y"),
        ("010", 10),
        ("1:30", "1:30"),
        ("2026-06-30", "2026-06-30"),
        ("2026-13-01", "2026-13-01"),
        ("1e3", 1000.0),
        ("-.5", -0.5),
        ("+12", 12),
        ("3.10", 3.1),
        ("0o17", 15),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("1,5", "1,5"),
        ("80%", "80%"),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("null", None),
        ("", None),
        ('"12"', "12"),
        ("'true'", "true"),
        ("- dash", ["dash"]),
        (".5.5", ".5.5"),
        ("+", "+"),
    ],
)
def test_meaning_of_scalars(write: Write, written: str, value: object) -> None:
    separator = "\n  " if written.startswith("- ") else " "
    assert plain(read_yaml(write(f"key:{separator}{written}\n"), "ruleset.yaml")) == {"key": value}


def test_number_keeps_its_text(write: Write) -> None:
    node = read_yaml(write("version: 3.10\n"), "ruleset.yaml").get("version")
    assert isinstance(node, Scalar)
    assert (node.value, node.text) == (3.1, "3.10")


@pytest.mark.parametrize(
    ("yaml_text", "wanted", "spot"),
    [
        ("when: size > contry\n", "contry", (1, 14)),
        ("when: 'size > contry'\n", "contry", (1, 15)),
        ("when: \"size > 'a' and\\t contry\"\n", "contry", (1, 25)),
        ("when: 'x == ''a'' and contry'\n", "contry", (1, 23)),
        ("when: >\n  size > 1\n  and contry\n", "contry", (3, 7)),
        ("when: |\n  size > 1\n\n  and contry\n", "contry", (4, 7)),
        ("when: size > 1\n\n  and\n  contry\n", "contry", (4, 3)),
        ('when: "size > 1 \\\n   and contry"\n', "contry", (2, 8)),
        ('when: "\\u0041 \\x41 \\U00000041 contry"\n', "contry", (1, 31)),
        ("a: {when: size > contry}\n", "contry", (1, 18)),
    ],
)
def test_place_of_a_character(write: Write, yaml_text: str, wanted: str, spot: tuple[int, int]) -> None:
    root = read_yaml(write(yaml_text), "ruleset.yaml")
    inner = root.get("a")
    scalar = (inner if isinstance(inner, Map) else root).get("when")
    assert isinstance(scalar, Scalar)
    place = scalar.place_at(scalar.text.index(wanted), len(wanted))
    assert (place.line, place.column, place.length) == (*spot, len(wanted))
    assert place.excerpt is not None
    assert place.excerpt[spot[1] - 1 :].startswith(wanted)


def test_place_just_behind_the_text(write: Write) -> None:
    scalar = read_yaml(write("when: size > 5 and\n"), "ruleset.yaml").get("when")
    assert isinstance(scalar, Scalar)
    place = scalar.place_at(len(scalar.text))
    assert (place.line, place.column) == (1, 19)


@settings(max_examples=80, deadline=None)
@given(
    words=st.lists(st.text("ab_19'\"\\>é€😀", min_size=1, max_size=6), min_size=1, max_size=12),
    style=st.sampled_from(["'", '"', ">", "|"]),
    width=st.integers(10, 40),
)
def test_every_word_is_found_where_it_stands(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], style: str, width: int
) -> None:
    text = " ".join(words)
    path = tmp_path_factory.mktemp("offsets") / "ruleset.yaml"
    path.write_text(
        yaml.dump({"when": text}, default_style=style, width=width, allow_unicode=True), encoding="utf-8"
    )
    root = read_yaml(path, "ruleset.yaml")
    scalar = root.entries["when"].value
    assert isinstance(scalar, Scalar)
    assert scalar.text == text
    assert len(scalar.offsets) == len(text)
    for character, (line, column) in zip(text, scalar.offsets, strict=True):
        written = scalar.lines[line - 1][column - 1 : column]
        if character not in " '\"" and written != "\\":  # blanks may be folded, others escaped
            assert written == character


# --- files that are no text, or too much ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "sikta: 1\n".encode("utf-16"),
            """\
ruleset.yaml: error E103: the file is saved as UTF-16 (in Windows: Unicode)
  expected: text in UTF-8
  mend it: save it as UTF-8: in the editor, Save as, Encoding""",
        ),
        (
            "sikta: 1\n".encode("utf-16-be"),
            """\
ruleset.yaml: error E103: the file is saved as UTF-16 (in Windows: Unicode)
  expected: text in UTF-8
  mend it: save it as UTF-8: in the editor, Save as, Encoding""",
        ),
        (
            "sikta: 1\nname: café\nowner: zoë\n".encode("cp1252"),
            """\
ruleset.yaml:2:10: error E103: the file is not saved as UTF-8
    name: café
             ^
  expected: text in UTF-8
  found: byte E9, "é" in Windows-1252
  mend it: save it as UTF-8: in the editor, Save as, Encoding""",
        ),
        (
            b"PK\x03\x04\x14\x00",
            """\
ruleset.yaml: error E103: this is an Excel workbook or a zip file, not a text
  expected: a text file in YAML
  mend it: name the ruleset.yaml""",
        ),
        (
            b"some\x01\x00bytes",
            """\
ruleset.yaml: error E103: this is a binary file, not a text
  expected: a text file in YAML
  mend it: name the ruleset.yaml""",
        ),
        (
            "sikta: 1\nname: a\x07b\n",
            """\
ruleset.yaml:2:8: error E103: an invisible control character, U+0007
    name: a<U+0007>b
           ^^^^^^^^
  mend it: delete it; it often comes along when text is copied from another program""",
        ),
        (
            b"\xef\xbb\xbfsikta: 1\n",
            """\
ruleset.yaml:1:1: warning W101: the file begins with a byte order mark, which is left out
  mend it: save it as UTF-8 without BOM""",
        ),
        (
            b"owner: " + b"x" * 4_000_000,
            """\
ruleset.yaml: error E102: the file is too large: 4.0 MB
  expected: at most 4 MB; some 5,000 rules take 1 MB
  mend it: keep data in data files, and name them under tables:""",
        ),
        (
            "code: " + "7" * 5000 + "\n",
            """\
ruleset.yaml:1:7: error E108: a number of 5,000 digits
    """
            f"code: {'7' * 112}…"
            """
          """
            + "^" * 112
            + """
  expected: at most 100 digits
  mend it: put it in quotes if it is a text, such as an account number""",
        ),
    ],
)
def test_whole_message(write: Write, content: str | bytes, message: str) -> None:
    assert told(write(content)) == message


def test_file_of_50_megabytes_is_not_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("")
    with path.open("r+b") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read"))
    assert told(path).splitlines()[0] == "ruleset.yaml: error E102: the file is too large: 50.0 MB"


def test_missing_file(tmp_path: Path) -> None:
    (tmp_path / "rules.yml").touch()
    assert told(tmp_path / "ruleset.yaml") == (
        "ruleset.yaml: error E101: there is no such file\n  mend it: the folder holds rules.yml"
    )
    assert told(tmp_path / "nosuch" / "ruleset.yaml") == (
        "ruleset.yaml: error E101: there is no such file\n  mend it: check the name and the folder"
    )


def test_folder(tmp_path: Path) -> None:
    assert told(tmp_path) == (
        "ruleset.yaml: error E101: this is a folder, not a file\n  mend it: name the file inside it"
    )


def test_no_ordinary_file() -> None:
    assert told(Path("/dev/null")) == (
        "ruleset.yaml: error E101: this is not an ordinary file\n  mend it: copy its content into a file"
    )


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            PermissionError(13, "Permission denied"),
            (
                "ruleset.yaml: error E101: you have no permission to read this file\n"
                "  mend it: ask for the right to read it, or copy it to a folder of your own"
            ),
        ),
        (
            OSError(5, "Input/output error"),
            "ruleset.yaml: error E101: the file cannot be read: Input/output error",
        ),
    ],
)
def test_file_that_the_system_does_not_give(
    write: Write, monkeypatch: pytest.MonkeyPatch, error: OSError, message: str
) -> None:
    def refuse(_: Path) -> bytes:
        raise error

    path = write("sikta: 1\n")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert told(path) == message


_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize("loader", [document._LOADER, yaml.SafeLoader], ids=["default", "pure"])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[" * 30_000, "the parts stand more than 40 deep inside one another"),
        ("{a: " * 30_000, "the parts stand more than 40 deep inside one another"),
        ("- " * 30_000, "the parts stand more than 40 deep inside one another"),
        (_BOMB, "the file holds more than 100,000 keys and values"),
        ("a: &x [*x]\n", "*x stands inside the very part that it repeats"),
        ("n: " + "9" * 5_000, "a number of 5,000 digits"),
        ("n: 0x" + "f" * 5_000, "a number of 1 digits"),
    ],
    ids=["brackets", "braces", "dashes", "bomb", "cycle", "digits", "hexadecimal"],
)
def test_refused_in_a_blink(
    write: Write, monkeypatch: pytest.MonkeyPatch, loader: type, content: str | bytes, message: str
) -> None:
    monkeypatch.setattr(document, "_LOADER", loader)
    path = write(content)
    start = time.process_time()
    findings = read_document(path, "ruleset.yaml").findings
    # PyYAML's own parser looks 1,024 characters ahead for a key at each bracket.
    assert time.process_time() - start < (0.1 if loader is not yaml.SafeLoader else 1)
    assert [finding.message for finding in findings] == [message]


def test_alias_repeats_a_part(write: Write) -> None:
    root = read_yaml(write("a: &a {x: 1}\nb: *a\nc: &c text\nd: *c\n"), "ruleset.yaml")
    assert plain(root) == {"a": {"x": 1}, "b": {"x": 1}, "c": "text", "d": "text"}


def test_errors_are_raised_all_at_once(write: Write) -> None:
    with pytest.raises(SiktaError) as caught:
        read_yaml(write("a: 1\nb: !x 2\na: .nan\n"), "ruleset.yaml")
    assert [finding.code for finding in caught.value.findings] == ["E106", "E105", "E108"]


def test_a_warning_stops_nothing(write: Write) -> None:
    assert plain(read_yaml(write(b"\xef\xbb\xbfa: 1\n"), "ruleset.yaml")) == {"a": 1}


def test_line_endings_of_windows(write: Write) -> None:
    root = read_yaml(write("a: 1\r\nwhen: >\r\n  one\r\n  two\r\n"), "ruleset.yaml")
    scalar = root.get("when")
    assert isinstance(scalar, Scalar)
    assert scalar.text == "one two\n"
    assert scalar.offsets[4] == (4, 3)
    assert scalar.offsets[1:3] == ((3, 4), (3, 5))
