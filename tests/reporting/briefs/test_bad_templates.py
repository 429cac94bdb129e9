"""Templates that fail, or want more than they may: one clear message each, quickly, and nothing runs."""

from pathlib import Path
from time import monotonic

import pytest

from sikta.engine.findings import Finding, SiktaError
from sikta.engine.reporting.briefs.facts import Facts, PlaybookFacts
from sikta.engine.reporting.briefs.render import render_briefs
from sikta.engine.rules.model import Text

BAD = Path(__file__).parents[2] / "bad" / "templates"
GIVEN = "one of language, money_title, overview, root, ruleset"
MEND = "Mend that line of the template"
PLAIN = "Templates print and loop over plain values: texts, numbers, lists and maps"
LESS = "Write less, or loop over fewer rows: templates of this size are refused to keep a run quick"
FILTERS = (
    "one of abs, capitalize, count, date, default, escape, first, items, join, last, length, level, lower, map, money, "
    "name, number, percent, points, rejectattr, replace, round, selectattr, short, sort, sum, trim, upper"
)
READS = "a template only reads values, it cannot change or call them"
REFUSED, STOPPED, FAILED, UNREADABLE = (
    "The template was refused: ", "The template was stopped: ", "The template failed: ", "The template cannot be read: ",
)  # fmt: skip

CASES = {
    "change_a_list": ("E703", 2, f"{REFUSED}it asks for .clear of a list; {READS}", PLAIN),
    "look_behind_a_text": ("E703", 1, f"{REFUSED}it asks for .__class__ of a text; {READS}", PLAIN),
    "look_behind_by_subscript": ("E703", 1, f"{REFUSED}it asks for .__class__ of a text; {READS}", PLAIN),
    "repeat_a_text": ("E703", 1, f"{REFUSED}it reckons (*) with a text; texts are joined with ~", PLAIN),
    "pad_a_text": ("E703", 1, f"{REFUSED}it asks for .ljust of a text; {READS}", PLAIN),
    "format_a_number": ("E703", 1, f"{REFUSED}it reckons (%) with a text; texts are joined with ~", PLAIN),
    "power": ("E702", 2, f"{UNREADABLE}powers (**) are not available", MEND),
    "nested_ranges": ("E704", 2, f"{STOPPED}its loops and calls go on for more than 500,000 steps", LESS),
    "long_range": ("E704", 1, f"{STOPPED}range(1000000000) has more than 10,000 numbers", LESS),
    "double_a_text": ("E704", 1, f"{STOPPED}it writes more than 20,000,000 characters", LESS),
    "double_a_block": ("E704", 1, f"{STOPPED}it writes more than 20,000,000 characters", LESS),
    "replace_grows": ("E704", 1, f"{STOPPED}it writes more than 20,000,000 characters", LESS),
    "compare_deep_lists": ("E703", 1, f"{REFUSED}it compares a list or map as a whole", PLAIN),
    "include_itself": ("E702", 2, f"{UNREADABLE}it includes itself: index.html.j2 → index.html.j2", MEND),
    "include_missing": (
        "E705", 3, f"{UNREADABLE}it refers to the template nosuch.html.j2, which does not exist", "Check the name of the file",
    ),
    "include_by_variable": ("E702", 1, f"{UNREADABLE}the name of another template is written out, in quotes", MEND),
    "unknown_name": (
        "E707", 2, f"{FAILED}it uses nosuch, which it is not given", "Use one of the names that the template is given",
    ),
    "misspelt_name": ("E707", 1, f"{FAILED}it uses overveiw, which it is not given", "Did you mean overview?"),
    "misspelt_key": (
        "E707", 1, f"{FAILED}it asks for .acounts, which that value does not have", "Did you mean accounts?",
    ),
    "unknown_filter": (
        "E703", 1, f"{REFUSED}it uses the filter random, which is not available", "Leave the filter out",
    ),
    "misspelt_filter": (
        "E703", 1, f"{REFUSED}it uses the filter nummber, which is not available", "Did you mean number?",
    ),
    "mark_as_safe": ("E703", 1, f"{REFUSED}it uses the filter safe, which is not available", "Leave the filter out"),
    "stop_escaping": ("E702", 1, f"{UNREADABLE}escaping cannot be switched off or on", MEND),
    "translate_data": ("E702", 1, f"{UNREADABLE}what _() and plural() translate is written out, in quotes", MEND),
    "message_lacks_value": ("E701", 1, f"{FAILED}the message has a place for {{count}}, which it is not given", MEND),
    "unfinished": (
        "E702", 1,
        f"{UNREADABLE}Unexpected end of template. Jinja was looking for the following tags: 'endfor' or 'else'. The innermost block that needs to be closed is 'for'",
        MEND,
    ),
    "deep_brackets": ("E701", None, f"{FAILED}it nests too deep", MEND),
    "long_number": ("E701", None, f"{FAILED}it has a number with too many digits", MEND),
    "divide_by_zero": ("E701", 1, f"{FAILED}it divides by zero", MEND),
    "large_number": ("E703", 1, f"{REFUSED}it makes a number that is too large", PLAIN),
    "endless_macro": ("E701", 1, f"{FAILED}it nests too deep", MEND),
    "recursive_loop": ("E702", 1, f"{UNREADABLE}a loop that calls itself is not available; write a macro", MEND),
    "print_a_list": ("E703", 1, f"{REFUSED}it prints a list as a whole", PLAIN),
    "loop_over_text": ("E703", 1, f"{REFUSED}it loops over a text", PLAIN),
    "compare_kinds": (
        "E701", 1,
        f"{FAILED}it does something that these values are not made for ('<' not supported between instances of 'str' and 'int')",
        MEND,
    ),
    "reckon_with_missing": (
        "E707", 1, f"{FAILED}it uses nosuch, which it is not given", "Use one of the names that the template is given",
    ),
    "inside_a_macro": ("E703", 1, f"{REFUSED}it asks for ._func of something that is no plain value; {READS}", PLAIN),
    "inside_number": ("E703", 1, f"{REFUSED}it looks inside a number, which is no list", PLAIN),
}  # fmt: skip


def test_every_bad_template_has_its_message() -> None:
    assert {file.stem for file in BAD.glob("*.j2")} == set(CASES)


@pytest.mark.parametrize("case", CASES)
def test_a_bad_template_is_refused_with_its_line(case: str, facts: Facts, tmp_path: Path) -> None:
    code, line, message, fix = CASES[case]
    start = monotonic()
    finding = fault(facts, tmp_path, (BAD / f"{case}.j2").read_bytes())
    assert monotonic() - start < 5
    assert (finding.code, finding.message, finding.fix) == (code, message, fix)
    assert (finding.place.file, finding.place.line) == (
        "templates/index.html.j2" if line else "index.html.j2",
        line,
    )
    assert not list(tmp_path.glob("briefs/**/*"))


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("unknown_name", GIVEN),
        ("unknown_filter", FILTERS),
        (
            "misspelt_key",
            "one of accounts, fields, knocked_out, knockouts, losses, money, money_source, money_title, remarks, segmentations",
        ),
    ],
)
def test_the_names_that_are_available_are_told(
    case: str, expected: str, facts: Facts, tmp_path: Path
) -> None:
    assert fault(facts, tmp_path, (BAD / f"{case}.j2").read_bytes()).expected == expected


def test_a_template_in_another_encoding(facts: Facts, tmp_path: Path) -> None:
    finding = fault(facts, tmp_path, "één\ntwee\ncafé".encode("cp1252"))
    assert (finding.code, str(finding.place)) == ("E706", "templates/index.html.j2")
    assert finding.message == "The template cannot be used: line 1 is not UTF-8 text"


def test_a_template_that_is_a_folder(facts: Facts, tmp_path: Path) -> None:
    (tmp_path / "templates" / "index.html.j2").mkdir(parents=True)
    finding = fault(facts, tmp_path, None)
    assert finding.message == "The template cannot be used: it cannot be read (a folder has that name)"


def test_a_template_that_is_too_large(facts: Facts, tmp_path: Path) -> None:
    finding = fault(facts, tmp_path, b"x" * 1_000_001)
    assert finding.message == "The template cannot be used: it is larger than 1,000,000 bytes"


def test_a_link_out_of_the_folder(facts: Facts, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "index.html.j2").symlink_to(tmp_path / "secret")
    finding = fault(facts, tmp_path, None)
    assert finding.message == "The template cannot be used: it lies outside the folder of templates"


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "shipped/../cli.py"])
def test_another_template_outside_the_folder(name: str, facts: Facts, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    finding = fault(facts, tmp_path, f'{{% include "{name}" %}}'.encode())
    assert finding.code in {"E702", "E705", "E706"}
    assert "secret" not in "".join(path.read_text() for path in tmp_path.glob("briefs/**/*.html"))


@pytest.mark.parametrize(
    ("text", "code", "line", "message"),
    [
        ("# Do\n\n{{ acount.name }}", "E707", 3, f"{FAILED}it uses acount, which it is not given"),
        (
            "{{ segment.line.accounts }}\n{% if %}",
            "E702",
            2,
            f"{UNREADABLE}Expected an expression, got 'end of statement block'",
        ),
        (
            '{% include "index.md.j2" %}',
            "E702",
            1,
            f"{UNREADABLE}a text cannot bring in the template index.md.j2",
        ),
    ],
)
def test_a_text_of_a_playbook(
    text: str, code: str, line: int, message: str, facts: Facts, tmp_path: Path
) -> None:
    book = PlaybookFacts(
        "invest", Text(), Text(), text=Text.plain(text), text_files={"": "playbooks/invest.md"}
    )
    broken = Facts(facts.header, facts.overview, facts.segments, (), (book,))
    with pytest.raises(SiktaError) as caught:
        render_briefs(broken, tmp_path, languages=["en"], formats=["html"], templates=None)
    (finding,) = caught.value.findings
    assert (finding.code, finding.place.file, finding.place.line) == (code, "playbooks/invest.md", line)
    assert finding.message == message


def test_a_format_that_is_not_there(facts: Facts, tmp_path: Path) -> None:
    with pytest.raises(SiktaError) as caught:
        render_briefs(facts, tmp_path, languages=["en"], formats=["docx"], templates=None)
    (finding,) = caught.value.findings
    assert (finding.code, finding.message, finding.fix) == (
        "E709", "Briefs cannot be written as docx", "Ask for html, markdown or both",
    )  # fmt: skip


def fault(facts: Facts, folder: Path, index: bytes | None) -> Finding:
    """The one finding that a run with this template for its index gives."""
    own = folder / "templates"
    own.mkdir(exist_ok=True)
    if index is not None:
        (own / "index.html.j2").write_bytes(index)
    with pytest.raises(SiktaError) as caught:
        render_briefs(facts, folder, languages=["en"], formats=["html"], templates=own)
    (finding,) = caught.value.findings
    return finding
