"""Whatever stands in a stranger's file, in YAML it is a text that means itself."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sikta.engine.drafting.layout import Block, Entry, Plain, Remark, page, scalar

_LIKE_YAML = st.sampled_from(
    ["", " ", "yes", "NO", "null", "~", "1e3", "0x1F", "1_000", "2026-01-31", "- a", "a: b", "a #b", "#", "{{ x }}", "&a", "*a",
     "!!int 3", "%TAG", "@", "`", "|", ">", "'", '"', "\\", "a\nb", "\t", "[", "}", ",", "?", ":", "=", "<<", "\u2028", "\x85"]
)  # fmt: skip
_TEXTS = st.one_of(_LIKE_YAML, st.text(max_size=20))


@given(text=_TEXTS)
def test_a_text_is_read_back_as_that_text(text: str) -> None:
    for written in (f"key: {scalar(text)}", f"{{key: {scalar(text)}, other: 1}}"):
        assert yaml.safe_load(written)["key"] == text
        assert "\n" not in written


@given(header=_TEXTS, values=st.lists(_TEXTS, min_size=1, max_size=30), note=_TEXTS)
def test_a_page_is_read_back_as_what_was_put_in(header: str, values: list[str], note: str) -> None:
    fields = Entry("fields", Block((Entry("id", {"column": header, "values": values}, note), Remark(note))))
    asleep = Entry("example", {"column": header, "values": values}, note, asleep=True)
    assert yaml.safe_load(page([Remark(note), asleep, fields])) == {
        "fields": {"id": {"column": header, "values": values}}
    }


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "true"),
        (None, "null"),
        (12, "12"),
        (0.5, "0.5"),
        (5600.0, "5600"),
        (1.5e15, "1500000000000000"),
        ("two words", "two words"),
        ("a, b", '"a, b"'),
        ('stage == "Won"', 'stage == "Won"'),
        ('stage in ["Won"]', "'stage in [\"Won\"]'"),
        ("00123", '"00123"'),
        (Plain("80%"), "80%"),
    ],
)
def test_a_value_is_written_as_a_person_would(value: object, written: str) -> None:
    assert scalar(value) == written


def test_notes_stand_beside_or_above_and_examples_are_commented_out() -> None:
    long = "a note that is far too long to stand beside an entry which is itself already quite long as it is"
    parts: list[Entry | Remark] = [
        Remark("First line"),
        Remark(),
        Entry("key", "value", "beside"),
        Entry("other", "x" * 60, long),
        Entry("asleep", Block((Entry("a", 1, "why"), Entry("b", 2))), asleep=True),
        Entry("list", ["x" * 60, "y" * 60]),
    ]
    assert (
        page(parts)
        == f"""\
# First line

key: value  # beside
# {long}
other: {"x" * 60}
# asleep:
#   a: 1  # why
#   b: 2
list:
  - {"x" * 60}
  - {"y" * 60}
"""
    )
