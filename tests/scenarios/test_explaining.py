"""A test that does not hold, as people and programs read it."""

import json
from collections.abc import Callable
from xml.etree import ElementTree as ET

from sikta.engine.findings.text import as_text as finding_text
from sikta.engine.scenarios import Trial
from sikta.engine.scenarios.formats import as_junit, as_record, as_text, findings_of

Tried = Callable[[str], dict[str, Trial]]

SHOWN = """\
  holds  Empty is asked first

FAILS: A buyer we know
  ruleset.yaml:86  known
  grid: expected win, found keep
  need: expected >= 60, found 20

    Segments
    --------
    * → Grid: Keep (expected: Win)
        Size: high (100.00)
        → Need: low (20.00) (expected: high, ≥ 50)

    Size: 100.00
    ------------
    75% is known; with the rest it lies between 75.00 and 100.00
    Criterion  Value    Points  Weight  Contribution  Remarks
    ---------  -------  ------  ------  ------------  -------
    People     60       100.00     75%        100.00
    Growth     missing             25%          0.00
    Score                                     100.00

    → Need: 20.00 (expected: >= 60)
    -------------------------------
    100% is known
    Criterion  Value  Points  Weight  Contribution  Remarks
    ---------  -----  ------  ------  ------------  -------
    Fit        20%     20.00    100%         20.00
    Score                                    20.00

1 of 2 scenarios hold"""

TESTS = """
empty: {title: Empty is asked first, expect: {grid: ask}}
known:
  title: {en: A buyer we know, nl: Een bekende koper}
  given: {staff: 60, fit: 0.2}
  expect: {grid: win, need: ">= 60"}
"""


def test_the_explanation_has_what_differs_marked(tried: Tried) -> None:
    assert as_text(list(tried(TESTS).values()), "en") == SHOWN


def test_in_another_language(tried: Tried) -> None:
    shown = as_text(list(tried(TESTS).values()), "nl")
    assert "KLOPT NIET: Een bekende koper\n" in shown
    assert "    → Need: 20,00 (verwacht: >= 60)\n" in shown


def failing(tried: Tried, given: str, expect: str) -> list[str]:
    trial = tried(f"one: {{given: {given}, expect: {expect}}}")["one"]
    return [line.strip() for line in as_text([trial], "en").splitlines() if "→" in line]


def test_each_kind_of_expectation_marks_its_line(tried: Tried) -> None:
    assert failing(tried, "{country: FR}", "{knocked_out: [held]}") == ["→ Knock-outs (expected: Held)"]
    assert failing(tried, "{country: FR}", "{grid: keep}") == ["* → Grid: Out (expected: Keep)"]
    assert failing(tried, "{staff: 60, growth: 20, fit: 1}", "{playbook: null}") == [
        "* → Playbook: Visit (expected: missing)"
    ]
    assert failing(tried, "{}", "{grid: ask, certain: true}") == ["* → Grid: Ask first (expected: certain)"]
    assert failing(tried, "{staff: 60, growth: 20, fit: 1}", "{grid: win, certain: false}") == [
        "* → Grid: Win (expected: not certain)"
    ]
    assert failing(tried, "{staff: 60}", "{tags: [old]}") == ["* → Tags: Big (expected: Old)"]
    assert failing(tried, "{staff: 60}", "{size: null}") == ["→ Size: 100.00 (expected: missing)"]
    assert failing(tried, "{staff: 60}", '{size: 0, completeness: {size: "100%"}}') == [
        "→ Size: 100.00 (expected: 0; 100% is known)"
    ]
    assert failing(tried, "{revenue: 5}", "{revenue: 6}") == ["→ Revenue  €5             expected: 6"]
    assert failing(tried, "{staff: 1, growth: 1}", "{levels: {grid: {size: high}}}") == [
        "→ Size: low (1.25) (expected: high)"
    ]
    assert failing(tried, "{staff: 60, growth: 20, fit: 1}", "{grid: keep}") == [
        "* → Grid: Win (expected: Keep)",
    ]


def test_what_is_said_beside_the_explanation(tried: Tried) -> None:
    trial = tried(
        "one: {given: {staff: 60}, expect: {since: 2020-01-01, tags: [], busy: true, completeness: {size: 50%}, kind: buyer}}"
    )["one"]
    lines = as_text([trial], "en").splitlines()
    assert lines[2:7] == [
        "  since: expected 2020-01-01, found missing",
        "  tags: expected none, found [big]",
        "  busy: expected true, found false",
        "  completeness of size: expected 50%, found 75%",
        "  kind: expected buyer, found other",
    ]
    assert lines[-1] == "0 of 1 scenario holds"


def test_many_that_hold_are_counted_not_listed(tried: Tried) -> None:
    trials = list(
        tried(
            "\n".join(f"t{n}: {{given: {{staff: {n}}}, expect: {{kind: other}}}}" for n in range(50))
        ).values()
    )
    assert as_text(trials, "en") == "50 of 50 scenarios hold"
    assert as_text(trials[:1], "en", quiet=True) == "1 of 1 scenario holds"


def test_for_programs(tried: Tried) -> None:
    record = as_record(list(tried(TESTS).values()))
    assert json.loads(json.dumps(record)) == record
    assert (record["held"], record["failed"]) == (1, 1)
    assert record["scenarios"][1]["expectations"] == [
        {"path": "tests.known.expect.grid", "of": "grid", "expected": "win", "found": "keep", "holds": False},
        {"path": "tests.known.expect.need", "of": "need", "expected": ">= 60", "found": 20.0, "holds": False},
    ]
    other = as_record(
        list(tried("one: {given: {since: 2020-01-01}, expect: {since: 2020-01-01, tags: []}}").values())
    )
    assert [each["found"] for each in other["scenarios"][0]["expectations"]] == ["2020-01-01", []]


def test_for_build_servers(tried: Tried) -> None:
    xml = as_junit(list(tried(TESTS).values()), "shop", "en")
    root = ET.fromstring(xml)
    suite = root[0]
    assert (suite.attrib["tests"], suite.attrib["failures"]) == ("2", "1")
    assert [case.attrib["name"] for case in suite] == ["Empty is asked first", "A buyer we know"]
    failure = suite[1][0]
    assert failure.attrib["message"] == "grid: expected win, found keep; need: expected >= 60, found 20"
    assert "→ Need: 20.00 (expected: >= 60)" in (failure.text or "")


def test_signs_that_xml_does_not_know_are_replaced(tried: Tried) -> None:
    trials = tried('one: {title: "a\\u0001b", given: {code: "x\\u0002"}, expect: {code: "y\\u0003"}}')
    root = ET.fromstring(as_junit(list(trials.values()), "shop", "en"))
    assert "\u0001" not in root[0][0].attrib["name"]


def test_beside_the_lines_of_a_pull_request(tried: Tried) -> None:
    first, second = findings_of(list(tried(TESTS).values()), "en")
    assert finding_text(first).splitlines()[:3] == [
        'ruleset.yaml:89:20: error E468: "A buyer we know" does not hold: grid: expected win, found keep',
        '    expect: {grid: win, need: ">= 60"}',
        "                   ^^^",
    ]
    assert second.path == "tests.known.expect.need"
