"""Repairs tried, kept and taken back: what stands in the file afterwards."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sikta.engine.mending import mend

HEAD = """\
sikta: 1
name: sample
tables:
  accounts:
    file: accounts.csv
    key: id
    fields:
      id: {type: text}
      country: {type: category, values: [NL, BE, DE]}
      relationship: {type: category, values: [customer, prospect, ex-customer]}
      size: {type: integer, min: 0}
      growth: {type: number}
      vip: {type: boolean}
      seen: {type: date}
      notes: {type: text}
parameters: {home: [NL, BE]}
segmentations: {market: {method: rules, segments: {all: {otherwise: true}}}}
"""

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str) -> Path:
        (tmp_path / "ruleset.yaml").write_bytes(text.encode("utf-8"))
        return tmp_path

    return write


def mended(folder: Path) -> str:
    """The ruleset's own file as it would be."""
    after = mend(folder).after
    return after.get((folder / "ruleset.yaml").resolve(), b"as it was").decode("utf-8")


@pytest.mark.parametrize(
    ("rule", "right"),
    [
        ("contry == 'DE'", "country == 'DE'"),
        ("country == 'DE' or relationship == 'costumer'", "country == 'DE' or relationship == 'customer'"),
        ("vip = true", "vip == true"),
        ("vip&country == 'DE'", "vip and country == 'DE'"),
        ("vip || size > 3", "vip or size > 3"),
        ("~vip", "not vip"),
        ("size <> 3 and !vip", "size != 3 and not vip"),
        ("vip AND NOT size => 3", "vip and not size >= 3"),
        ("vip en size > 3", "vip and size > 3"),
        ("growth == None", "growth is None"),
        ("growth != None", "growth is not None"),
        ("notes is null", "notes is None"),
        ("vip == TRUE", "vip == true"),
        ("size is 3", "size == 3"),
        ("country in 'DE'", "\"country in ['DE']\""),
        ("country == nl", 'country == "NL"'),
        ("size > '100'", "size > 100"),
        ("size > 1_000", "size > 1000"),
        ("size > € 1.250,50", "size > 1250.50"),
        ("growth > 20%", "growth > 0.2"),
        ("growth > 2,5", "growth > 2.5"),
        ("seen > '2026-01-31'", "seen > date('2026-01-31')"),
        ("days_sinc(seen) > 3", "days_since(seen) > 3"),
        ("len(notes) > 3", "length(notes) > 3"),
        ("contains_any(notes, 'pump')", "\"contains_any(notes, ['pump'])\""),
        ("isnull(notes)", "is_missing(notes)"),
        ("size ≥ 3 and notes == “pump”", 'size >= 3 and notes == "pump"'),
        ("gro\u200bwth > 3", "growth > 3"),
        ("vip\u00a0and size > 3", "vip and size > 3"),
    ],
)
@pytest.mark.parametrize(
    "layout", ["knockouts: {{far: {{when: {}}}}}\n", "knockouts:\n  far:\n    when: {}\n"]
)
def test_one_obvious_repair(write: Write, layout: str, rule: str, right: str) -> None:
    """In brackets a rule with brackets or a comma gets quotes; on a line of its own it needs none."""
    if "{{" in layout and "," in rule:
        rule, right = f'"{rule}"', f'"{right.strip(chr(34))}"'
    if "{{" not in layout:
        right = right.strip('"') if right.startswith('"') else right
    assert mended(write(HEAD + layout.format(rule))) == HEAD + layout.format(right)


@pytest.mark.parametrize(
    "rule",
    [
        "size > 1,000",  # a thousand, or one with three decimals
        "size > € 1.000",
        "growth > 5 and",
        "land == 'DE'",
        "size > large",
        "revenue_24m > 3",
        "notes == 'a' 'b'",
        "rand() > 0.5",
        "vip; size > 3",
        "growth * 0.1 == 0.3",
        "vip \u202eand size > 3",
        "average(growth, wher=vip) > 3",
    ],
)
def test_no_repair_that_would_be_a_guess(write: Write, rule: str) -> None:
    assert (
        mended(write(f"{HEAD}knockouts:\n  far:\n    when: '{rule.replace(chr(39), chr(39) * 2)}'\n"))
        == "as it was"
    )


@pytest.mark.parametrize(
    ("faulty", "right"),
    [
        ("review_by: 31-12-2026", "review_by: 2026-12-31"),
        ("review_by: 31.12.2026", "review_by: 2026-12-31"),
        ("review_by: 3/4/2026", None),  # the third of April, or the fourth of March
        ("research_plan: yes", "research_plan: true"),
        ("purpos: Grow", "purpose: Grow"),
        ("max_segments: '6'", "max_segments: 6"),
        ("max_segments: 1,5", None),
        ("prupose: Grow\n  purpose: Shrink", None),  # the right key stands there, too
    ],
)
def test_values_and_keys(write: Write, faulty: str, right: str | None) -> None:
    text = f"{HEAD}goals:\n  {faulty}\n"
    assert mended(write(text)) == ("as it was" if right is None else f"{HEAD}goals:\n  {right}\n")


def test_several_rounds_uncover_what_a_fault_hid(write: Write) -> None:
    """The key first, then the sign, then the name, then the value beside it."""
    text = f"{HEAD}metrics: {{far: {{valeu: contry = 'de'}}}}\n"
    assert mended(write(text)) == f"{HEAD}metrics: {{far: {{value: country == 'DE'}}}}\n"


def test_a_repair_that_brings_a_new_error_is_taken_back(write: Write) -> None:
    """Without its Cyrillic letter the name is plain, and still unknown."""
    assert mended(write(f"{HEAD}knockouts: {{far: {{when: \u0430mount > 2}}}}\n")) == "as it was"


def test_others_are_made_where_one_is_taken_back(write: Write) -> None:
    text = f"{HEAD}knockouts:\n  a: {{when: contry == 'DE'}}\n  b: {{when: \u0430mount > 2}}\n  c: {{when: vip = true}}\n"
    assert mended(write(text)) == (
        f"{HEAD}knockouts:\n  a: {{when: country == 'DE'}}\n  b: {{when: \u0430mount > 2}}\n  c: {{when: vip == true}}\n"
    )


def test_line_endings_comments_and_blanks_stay(write: Write) -> None:
    text = (HEAD + "# why\n\nknockouts:\n  far: {when: contry == 'DE'}   # not our market  \n").replace(
        "\n", "\r\n"
    )
    assert mended(write(text)) == text.replace("contry", "country")


def test_the_byte_order_mark_goes_and_places_behind_it_hold(write: Write) -> None:
    text = "\ufeffsikta: 1\nnme: sample\n" + HEAD.partition("name: sample\n")[2]
    assert mended(write(text)) == HEAD


def test_tabs_become_blanks(write: Write) -> None:
    text = HEAD + "knockouts:\n\tfar:\n\t\twhen: country == 'DE'\n\n\tsmall:\n\t\twhen: size < 3\t# few\n"
    right = text.replace("\n\t\t", "\n    ").replace("\n\t", "\n  ")
    assert mended(write(text)) == right


def test_tabs_among_blanks_are_left(write: Write) -> None:
    assert mended(write(HEAD + "goals:\n   purpose: Grow\n\tmax_segments: 3\n")) == "as it was"


def test_a_comparison_gets_its_quotes(write: Write) -> None:
    text = (
        HEAD
        + "tests:\n  big:\n    given: {size: 5}\n    expect:\n      knocked_out: false\n      market: >= 3\n"
    )
    assert 'market: ">= 3"\n' in mended(write(text))


def test_an_included_file_is_mended_and_a_base_is_not(write: Write, tmp_path: Path) -> None:
    base = tmp_path / "base"
    base.mkdir()
    (base / "ruleset.yaml").write_text(HEAD + "goals: {prupose: Grow}\n", encoding="utf-8")
    own = tmp_path / "own"
    (own / "parts").mkdir(parents=True)
    (own / "ruleset.yaml").write_text(
        "sikta: 1\nname: own\nextends: ../base\ninclude: [parts/]\n", encoding="utf-8"
    )
    (own / "parts" / "rules.yaml").write_text("knockouts: {far: {when: vip = true}}\n", encoding="utf-8")
    found = mend(own)
    assert [(one.file, one.old, one.new) for one in found.replacements] == [("parts/rules.yaml", "=", "==")]
    errors = [finding for finding in found.checked.findings if finding.code.startswith("E")]
    assert [finding.place.file for finding in errors] == ["../base/ruleset.yaml"]


def test_nothing_is_written_by_trying(write: Write) -> None:
    folder = write(HEAD + "goals: {prupose: Grow}\n")
    mend(folder)
    assert "prupose" in (folder / "ruleset.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("tabs", ["\t", "\t\t", "\t\t\t", "\t\t\t\t", "    \t", "\t    "])
def test_tabs_become_as_many_blanks_as_the_line_below_has(write: Write, tabs: str) -> None:
    """Whatever an editor made of the key for tabs, one number of blanks alone makes the file readable."""
    right = HEAD + "metrics:\n  few:\n    title: Few\n    value: size * 2\n"
    assert mended(write(right.replace("    title", f"{tabs}title"))) == right


def test_tabs_that_may_mean_two_things_are_left(write: Write) -> None:
    """Two blanks put the note below the metric, four below its title."""
    text = HEAD + "metrics:\n  few:\n    title: Few\n\tunit: EUR\n"
    assert mended(write(text)) == "as it was"


def test_what_was_taken_back_stays_as_it_was(write: Write) -> None:
    """A colon alone does not help where the same key stands there already."""
    assert mended(write(HEAD + "goals:\n  purpose: Grow\n  purpose More\n")) == "as it was"
