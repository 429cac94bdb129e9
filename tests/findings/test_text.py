"""A finding as people read it."""

import pytest

from sikta.engine.findings import Finding, Place
from sikta.engine.findings.text import as_text


def finding(
    excerpt: str, column: int, length: int = 1, *, expected: str = "", found: str = "", fix: str = ""
) -> Finding:
    place = Place("ruleset.yaml", 12, column, excerpt, length)
    return Finding("E301", 'there is no "contry" here', place, expected=expected, found=found, fix=fix)


def test_all_its_parts() -> None:
    shown = as_text(
        finding('    when: contry == "DE"', 11, 6, expected="a name", found="contry", fix='write "country"')
    )
    assert (
        shown
        == """\
ruleset.yaml:12:11: error E301: there is no "contry" here
    when: contry == "DE"
          ^^^^^^
  expected: a name
  found: contry
  mend it: write "country\""""
    )


def test_without_a_place() -> None:
    assert (
        as_text(Finding("N901", "rankings are not computed yet"))
        == "note N901: rankings are not computed yet"
    )


@pytest.mark.parametrize(
    ("excerpt", "column", "length", "shown"),
    [
        ("a: b", 4, 1, ["    a: b", "       ^"]),
        ("\t\ta: b", 6, 1, ["    a: b", "       ^"]),
        ("naam: 株式 x", 10, 1, ["    naam: 株式 x", "               ^"]),  # a wide letter takes two cells
        ("e\u0301: x", 5, 1, ["    e\u0301: x", "       ^"]),  # a mark upon a letter takes none
        ("a\u202eb: x", 2, 1, ["    a<U+202E>b: x", "     ^^^^^^^^"]),
        ("a: b", 5, 1, ["    a: b", "        ^"]),
        ("a: b", 3, 900, ["    a: b", "      ^^"]),
        ("    ", 1, 1, []),
        ("x" * 500, 400, 2, [f"    …{'x' * 118}…", "    " + " " * 41 + "^^"]),  # the midst of a long line
        ("a: " + "x" * 500, 4, 2, [f"    a: {'x' * 115}…", "       ^^"]),  # its beginning
        ("x" * 500 + " y", 502, 1, [f"    …{'x' * 116} y", "    " + " " * 118 + "^"]),  # its end
        ("株" * 200, 2, 1, [f"    {'株' * 59}…", "      ^^"]),  # as long as it is wide
        ("owner: 🏭 x", 10, 1, ["    owner: 🏭 x", "              ^"]),
        ("owner: ✔\ufe0f x", 11, 1, ["    owner: ✔\ufe0f x", "             ^"]),
        ("a:\t\tb", 5, 1, ["    a:  b", "        ^"]),
    ],
)
def test_caret_stands_under_the_fault(excerpt: str, column: int, length: int, shown: list[str]) -> None:
    assert as_text(finding(excerpt, column, length)).splitlines()[1:] == shown


def test_a_message_cannot_forge_lines() -> None:
    text = as_text(Finding("E301", "a\nruleset.yaml:1:1: error", fix="b\x1b[31m"))
    assert text == "error E301: a<U+000A>ruleset.yaml:1:1: error\n  mend it: b<U+001B>[31m"
