"""What `sikta check` says of tests, whole; no data is read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.findings import Finding
from sikta.engine.findings.text import as_text

Told = Callable[[str], list[Finding]]


@pytest.mark.parametrize(
    ("test", "code", "message", "expected", "fix"),
    [
        (
            "{given: {stafff: 5}, expect: {size: 1}}",
            "E461",
            'there is no field or metric "stafff"',
            "",
            'did you mean "staff"?',
        ),
        (
            "{rows: {oders: []}, expect: {size: 1}}",
            "E461",
            'there is no table "oders"',
            "",
            'did you mean "orders"?',
        ),
        (
            "{rows: {accounts: [{staff: 5}]}, expect: {size: 1}}",
            "E461",
            "the account of a test is given by its values, not by rows",
            "",
            "write them under given:",
        ),
        (
            "{rows: {orders: [{amont: 5}]}, expect: {size: 1}}",
            "E461",
            'there is no field "amont" in "orders"',
            "",
            'did you mean "amount"?',
        ),
        (
            "{expect: {grit: win}}",
            "E461",
            'there is no value or word to expect "grit"',
            "",
            'did you mean "grid"?',
        ),
        (
            "{expect: {grid: kepe}}",
            "E461",
            'there is no segment "kepe" of "grid"',
            "one of win, keep, out, ask",
            'did you mean "keep"?',
        ),
        (
            "{expect: {tags: [big, bigg]}}",
            "E461",
            'there is no segment "bigg" of "tags"',
            "one of big, old",
            'did you mean "big"?',
        ),
        (
            "{expect: {knocked_out: [abrod]}}",
            "E461",
            'there is no knock-out "abrod"',
            "one of abroad, held",
            'did you mean "abroad"?',
        ),
        (
            "{expect: {playbook: vist}}",
            "E461",
            'there is no playbook "vist"',
            "one of visit",
            'did you mean "visit"?',
        ),
        (
            "{expect: {completeness: {seize: 1}}}",
            "E461",
            'there is no score "seize"',
            "",
            'did you mean "size"?',
        ),
        (
            "{expect: {levels: {gird: {size: low}}}}",
            "E461",
            'there is no matrix "gird"',
            "",
            'did you mean "grid"?',
        ),
        (
            "{expect: {levels: {grid: {sise: low}}}}",
            "E461",
            'there is no axis "sise"',
            "",
            'did you mean "size"?',
        ),
        (
            "{expect: {levels: {grid: {size: hihg}}}}",
            "E461",
            'there is no level "hihg" of "grid"',
            "one of low, high",
            'did you mean "high"?',
        ),
        ("{expect: {country: NK}}", "E461", 'there is no value "NK" of "country"', "one of NL, BE, FR", ""),
        ("{expect: {large: 50}}", "E461", '"large" is a parameter; nothing comes out of it', "", ""),
        (
            "{given: {country: Nederlnd}, expect: {size: 1}}",
            "E462",
            '"Nederlnd" is none of the values of "country"',
            "one of NL, BE, FR",
            'did you mean "Nederland"?',
        ),
        (
            "{given: {staff: [1, 2]}, expect: {size: 1}}",
            "E462",
            '"staff" holds one value, not a list',
            "",
            "write one value",
        ),
        (
            "{given: {size: 5}, expect: {grid: ask}}",
            "E464",
            '"size" is a score, which the rules compute',
            "fields and metrics",
            "give the fields and metrics it rests on",
        ),
        (
            "{given: {large: 5}, expect: {grid: ask}}",
            "E464",
            '"large" is a parameter, the same for all accounts',
            "fields and metrics",
            "change the parameter where it stands, or give the field that is compared with it",
        ),
        (
            "{given: {language: nl}, expect: {grid: ask}}",
            "E464",
            '"language" is looked up in countries',
            "fields and metrics",
            "give country instead",
        ),
        (
            '{expect: {size: "=> 60"}}',
            "E463",
            '"=> 60" is nothing that "size" can be',
            'a number, "62 ± 0.5", ">= 60", "< 40", "between 40 and 60", or null for missing',
            "",
        ),
        (
            '{expect: {size: "between 60 and 40"}}',
            "E463",
            'nothing lies "between 60 and 40"',
            "the lower end first",
            "swap the two",
        ),
        (
            '{expect: {size: "between x and 40"}}',
            "E463",
            '"between x and 40" is nothing that "size" can be',
            'a number, "62 ± 0.5", ">= 60", "< 40", "between 40 and 60", or null for missing',
            "",
        ),
        (
            "{expect: {size: 620}}",
            "E463",
            '"size" can never be 620',
            "a number that is at least 0 and at most 100",
            "",
        ),
        (
            "{expect: {size: [1, 2]}}",
            "E463",
            '"size" is one value for an account, so a list cannot come out',
            'a number, "62 ± 0.5", ">= 60", "< 40", "between 40 and 60", or null for missing',
            "write one value",
        ),
        (
            "{expect: {grid: [win, keep]}}",
            "E463",
            '"grid" is one value for an account, so a list cannot come out',
            "a segment such as win",
            "write one value",
        ),
        (
            '{expect: {since: ">= spring"}}',
            "E463",
            '">= spring" is nothing that "since" can be',
            'a date such as 2026-06-30, ">= 2026-01-01", "between 2026-01-01 and 2026-06-30", or null for missing',
            "",
        ),
        (
            '{expect: {busy: "perhaps"}}',
            "E463",
            '"perhaps" is nothing that "busy" can be',
            "true, false, or null for unknown",
            "",
        ),
        (
            "{expect: {completeness: 5}}",
            "E463",
            '"completeness" needs to say of what',
            'such as {potential: ">= 50%"}',
            "",
        ),
        (
            "{expect: {levels: high}}",
            "E463",
            '"levels" needs to say of what',
            "such as {priority: {pain: high}}",
            "",
        ),
        (
            "{expect: {certain: true}}",
            "E463",
            "certain tells of a matrix, and this test expects nothing of one",
            "",
            "expect a segment of a matrix too",
        ),
        (
            "{expect: {place: 1}}",
            "E469",
            '"place" compares accounts with each other, and a made-up account alone cannot be ranked',
            "among: accounts in this test, or an expectation about the account itself",
            (
                "write among: accounts, and it is judged as one more among the accounts of your data; "
                "or expect what that is made from: revenue"
            ),
        ),
        (
            "{expect: {revenue: 0, pyramid: A, place: 1, group_revenue: 0}}",
            "E469",
            (
                '"pyramid", "place" and "group_revenue" compare accounts with each other, and a made-up account alone '
                "cannot be ranked"
            ),
            "among: accounts in this test, or an expectation about the account itself",
            (
                "write among: accounts, and it is judged as one more among the accounts of your data; "
                "or expect what that is made from: revenue"
            ),
        ),
        (
            "{given: {id: C1, company: Voorbeeld}, expect: {size: null}}",
            "W461",
            'this test gives the name "C1" and nothing else; it takes nothing from your data',
            "the values by which the account is judged",
            "write them under given:; a test knows only what stands under given: and rows:",
        ),
    ],
)
def test_faults_of_a_test(told: Told, test: str, code: str, message: str, expected: str, fix: str) -> None:
    (finding,) = told(f"one: {test}")
    assert (finding.code, finding.message, finding.expected, finding.fix) == (code, message, expected, fix)


@pytest.mark.parametrize(
    "test",
    [
        "{given: {country: nederland}, expect: {country: NL}}",
        "{given: {country: unknown}, expect: {country: null}}",
        "{among: accounts, given: {revenue: null}, expect: {group_revenue: null, pyramid: null}}",
        '{expect: {size: "62 ± 0.5", growth: "-5%", fit: 80%, grid: not win}}',
    ],
)
def test_what_is_fine(told: Told, test: str) -> None:
    assert [each for each in told(f"one: {test}") if each.code.startswith("E")] == []


def test_a_finding_points_at_the_value_and_at_the_key(told: Told) -> None:
    value, key = told("one:\n  given: {stafff: 5}\n  expect: {grid: wim}")[::-1]
    assert as_text(key).splitlines()[1:3] == ["    given: {stafff: 5}", "            ^^^^^^"]
    assert as_text(value).splitlines()[1:3] == ["    expect: {grid: wim}", "                   ^^^"]


def test_a_name_at_fault_elsewhere_is_no_fault_of_a_test(shop: Callable[[str], Path]) -> None:
    """The score is at fault and says so itself."""
    folder = shop("one: {given: {busy: true}, expect: {size: 50, grid: win, revenue: 5}}")
    rules = (folder / "ruleset.yaml").read_text(encoding="utf-8")
    broken = rules.replace("weight: 3", "weight: -3").replace("sum: amount", "sum: amont")
    (folder / "ruleset.yaml").write_text(broken, encoding="utf-8")
    findings = check_ruleset(folder).findings
    assert [finding.code for finding in findings if finding.code.startswith("E")] == ["E305", "E205"]
