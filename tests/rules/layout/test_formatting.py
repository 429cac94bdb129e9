"""One layout: meaning, comments and the empty lines between parts stay; twice is once."""

from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sikta.engine.rules.layout import formatted

RULESETS = Path(str(files("sikta"))) / "rulesets"

CASES = {
    "blanks around colons, in brackets and at the ends": (
        "a:    1   \nb: [ 1,2 ,3 ]\nc: {x:  1 , y : 2}\n",
        "a: 1\nb: [1, 2, 3]\nc: {x: 1, y: 2}\n",
    ),
    "two blanks per level, lists one level in": (
        "scores:\n    pain:\n        - a\n        - b: 1\n          c: 2\nlist:\n- x\n-   y\n",
        "scores:\n  pain:\n    - a\n    - b: 1\n      c: 2\nlist:\n  - x\n  - y\n",
    ),
    "empty lines: one where there were some, none at the ends": (
        "\n\na: 1\n\n\n\nb: 2\nc: 3\n\n\n",
        "a: 1\n\nb: 2\nc: 3\n",
    ),
    "comments above go with what is below, as deep as that": (
        "# top\na:\n      # of b\n    b: 1\n# of c\n    c: 2\n# of d\nd: 3\n# end\n",
        "# top\na:\n  # of b\n  b: 1\n  # of c\n  c: 2\n# of d\nd: 3\n# end\n",
    ),
    "a comment at the end of a block stays in it": (
        "a:\n    b: 1\n    # add more here\nc: 2\n",
        "a:\n  b: 1\n  # add more here\nc: 2\n",
    ),
    "comments behind lines that follow each other are aligned": (
        "a: 1 # one\nlonger: 2   # two\n\nb: 3       # three\n",
        "a: 1       # one\nlonger: 2  # two\n\nb: 3  # three\n",
    ),
    "a comment that goes on below itself": (
        "a: 1   # one\n       # and more\nb: 2\n",
        "a: 1  # one\n      # and more\nb: 2\n",
    ),
    "brackets with a comment in them go line by line": (
        "a: {x: 1,  # why\n  y: [1,\n 2]}  # end\n",
        "a:\n  x: 1  # why\n  y: [1, 2]  # end\n".replace("  x: 1  #", "  x: 1       #"),
    ),
    "brackets over several lines go on one, where it is not too long": (
        "a: {x: 1,\n    y: 2}\n",
        "a: {x: 1, y: 2}\n",
    ),
    "brackets over several lines that would be too long go line by line": (
        f"a: {{x: {'x' * 60},\n    y: {'y' * 60}}}\n",
        f"a:\n  x: {'x' * 60}\n  y: {'y' * 60}\n",
    ),
    "quotes that read most easily": (
        "a: 'x'\nb: \"y == \\\"z\\\"\"\nc: 'it''s'\nd: '\"'\n",
        'a: "x"\nb: \'y == "z"\'\nc: "it\'s"\nd: \'"\'\n',
    ),
    "empty lines that a text keeps": (
        "a:\n    b: |+\n        x\n\n\n\n    c: >+\n\n\n    d: |\n        y\n\n\nlast: |+\n    z\n\n\n",
        "a:\n  b: |+\n    x\n\n\n\n  c: >+\n\n\n  d: |\n    y\n\nlast: |+\n  z\n\n\n",
    ),
    "a text with which the file ends in the midst of a line": ("a: |\n    x", "a: |-\n  x\n"),
    "long texts keep their lines": (
        "a: >-\n      one\n       two\n\n      three\nb: |\n    x # no comment\n",
        "a: >-\n  one\n   two\n\n  three\nb: |\n  x # no comment\n",
    ),
    "a value below its key comes up to it": ("a:\n  # why\n  1\nb:\n", "# why\na: 1\nb:\n"),
    "a name for a part and its use": (
        "a: &x\n    b: 1\nc: *x\nd: &y [1]\n",
        "a: &x\n  b: 1\nc: *x\nd: &y [1]\n",
    ),
    "lines of Windows": ("a: 1\r\nb:\r\n    c: 2\r\n", "a: 1\nb:\n  c: 2\n"),
}


@pytest.mark.parametrize("case", CASES)
def test_layout(case: str) -> None:
    before, after = CASES[case]
    assert formatted(before) == after


@pytest.mark.parametrize("case", CASES)
def test_laying_out_twice_changes_nothing_more(case: str) -> None:
    after = CASES[case][1]
    assert formatted(after) == after


@pytest.mark.parametrize(
    "file", sorted(RULESETS.rglob("*.yaml")), ids=lambda file: f"{file.parent.name}-{file.name}"
)
def test_shipped_rulesets_are_laid_out(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert formatted(text) == text


words = st.text("abcdef gh#'\"", min_size=1, max_size=12)
values = st.recursive(
    st.integers() | st.booleans() | words,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4) | st.dictionaries(words, inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)


@given(
    value=st.dictionaries(words, values, min_size=1, max_size=4),
    flow=st.sampled_from([True, False, None]),
    indent=st.integers(2, 6),
    width=st.sampled_from([20, 1000]),
    places=st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=6),
)
def test_meaning_and_comments_stay_whatever_the_layout(
    value: dict[str, object], flow: bool | None, indent: int, width: int, places: list[tuple[int, bool]]
) -> None:
    text = yaml.safe_dump(value, default_flow_style=flow, indent=indent, width=width)
    lines = text.splitlines()
    for number, (place, alone) in enumerate(places):
        at = place % len(lines)
        commented = [*lines[:at], f"# note {number}", *lines[at:]] if alone else list(lines)
        if not alone:
            commented[at] += f"  # note {number}"
        if _loaded("\n".join(commented)) == value:  # not where a comment would cut a text over several lines
            lines = commented
    text = "\n".join(lines)

    laid = formatted(text)

    assert _loaded(laid) == value
    assert formatted(laid) == laid
    assert all(
        laid.count(f"# note {number}") == text.count(f"# note {number}") for number in range(len(places))
    )


@given(
    header=st.sampled_from(["|", "|-", "|+", ">", ">-", ">+"]),
    lines=st.lists(st.sampled_from(["", "x", "  y", "z # no comment"]), max_size=6),
    indent=st.integers(1, 6),
    after=st.sampled_from(["", "b: 1\n", "# end\n", "\nb: 1\n"]),
)
def test_a_text_over_lines_stays_what_it_is(header: str, lines: list[str], indent: int, after: str) -> None:
    body = "".join(f"{' ' * indent}{line}\n" if line else "\n" for line in ["first", *lines])
    text = f"a: {header}\n{body}{after}"

    laid = formatted(text)

    assert _loaded(laid) == _loaded(text)
    assert formatted(laid) == laid
    assert laid.count("# end") == text.count("# end")


def _loaded(text: str) -> object:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:
        return None
