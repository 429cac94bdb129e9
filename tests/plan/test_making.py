"""From a ruleset to a plan: types, order, cycles."""

from collections.abc import Callable

import pytest

from sikta.engine.checking import Checked
from sikta.engine.findings.text import as_text

Check = Callable[[str], Checked]


@pytest.mark.parametrize(
    ("metric", "type"),
    [
        ("{from: orders, sum: amount}", "number"),
        ("{from: orders, average: amount}", "number"),
        ("{from: orders, median: amount}", "number"),
        ("{from: orders, count: rows}", "integer"),
        ("{from: orders, count_distinct: item}", "integer"),
        ("{from: orders, share: amount > 100}", "number"),
        ("{from: orders, max: day}", "date"),
        ("{from: orders, min: amount}", "number"),
        ("{from: orders, latest: item}", "text"),
        ("{lookup: sectors.outlook, by: sector}", "integer"),
        ("{value: employees + 1}", "integer"),
        ("{value: employees / 3}", "number"),
        ("{value: employees > large}", "boolean"),
        ("{value: country}", "category"),
        ("{value: employees, over: group}", "number"),
    ],
)
def test_a_metric_has_the_type_of_what_it_is_computed_of(checked: Check, metric: str, type: str) -> None:
    plan = checked(f"metrics:\n  it: {metric}\n").or_raise()
    assert str(plan.types["it"]) == type


def test_each_part_comes_after_what_it_needs(checked: Check) -> None:
    plan = checked(
        """\
metrics:
  first: {value: second * 2}
  second: {from: orders, sum: amount, unit: EUR}
knockouts:
  abroad: {when: country not in home, reason: "{country} with {second}"}
segmentations:
  priority:
    method: matrix
    axes: {size: {low: 0, high: 50}}
    segments: {a: {at: {size: high}}, b: {at: {size: low}}, out: {at: knocked_out}}
  known: {method: rules, segments: {yes_it_is: {when: priority == "a" and first > 3}, rest: {otherwise: true}}}
"""
    ).or_raise()
    assert plan.order == (
        "metrics.second", "metrics.first", "knockouts", "scores.size", "segmentations.priority", "segmentations.known",
    )  # fmt: skip
    assert plan.money == "second"
    assert plan.measures["orders"].text == "amount"


def test_a_cycle_is_shown_as_a_path(checked: Check) -> None:
    result = checked("metrics:\n  a: {value: b + 1}\n  b: {value: c}\n  c: {value: a}\n")
    assert result.plan is None
    assert [as_text(finding) for finding in result.findings] == [
        """\
ruleset.yaml:25:3: error E451: "a" needs its own result
    a: {value: b + 1}
    ^
  expected: each rule to use only what is known before it
  found: a → b → c → a
  mend it: take one of these names out of the rule that follows it, for example "b" out of "a"\
"""
    ]


def test_a_score_that_uses_its_own_matrix_is_a_cycle(checked: Check) -> None:
    result = checked(
        """\
  pain: {criteria: {worse: {weight: 1, rules: [{when: priority == "a", points: 100}], otherwise: 0}}}
segmentations:
  priority:
    method: matrix
    axes: {pain: {low: 0, high: 50}}
    segments: {a: {at: {pain: high}}, b: {at: {pain: low}}}
"""
    )
    assert [(f.code, f.found) for f in result.findings] == [("E451", "pain → priority → pain")]


@pytest.mark.parametrize(
    ("text", "code", "message", "fix"),
    [
        (
            "metrics: {it: {value: size}}\nknockouts: {no: {when: size, reason: x}}\n",
            "E3",
            "",
            "",
        ),
        (
            "knockouts: {no: {when: size > 3, reason: '{contry}'}}\n",
            "E453",
            'there is no value called "contry"',
            'did you mean "{country}"?',
        ),
        (
            "knockouts: {no: {when: size > 3, reason: 'in {country'}}\n",
            "E454",
            "the braces in this text cannot be read",
            "write {name}, and a plain brace twice: {{ or }}",
        ),
        (
            "knockouts: {no: {when: size > 3, reason: '{country.x}'}}\n",
            "E454",
            "the braces in this text cannot be read",
            "write {name}, and a plain brace twice: {{ or }}",
        ),
        (
            "  more: {criteria: {place: {weight: 1, value: country, points: {NL: 100, nl: 5}, otherwise: 0}}}\n",
            "E455",
            '"country" never has the value "nl"',
            'did you mean "NL"?',
        ),
        (
            "  more: {criteria: {place: {weight: 1, value: employees, points: {many: 100}, otherwise: 0}}}\n",
            "E455",
            '"employees" never has the value "many"',
            "write a number, or give the criterion a text as its value",
        ),
        (
            "metrics: {it: {from: orders, max: item}}\n",
            "E452",
            '"item" gives a text, which does not fit here',
            "write an expression that gives a number or a date",
        ),
    ],
)
def test_faults(checked: Check, text: str, code: str, message: str, fix: str) -> None:
    result = checked(text)
    assert result.plan is None
    found = [finding for finding in result.findings if finding.severity == "error"]
    assert len(found) == 1
    assert found[0].code.startswith(code)
    if message:
        assert (found[0].message, found[0].fix) == (message, fix)


def test_a_fault_in_a_metric_gives_no_second_finding_where_it_is_used(checked: Check) -> None:
    result = checked("metrics:\n  it: {from: orders, sum: amout}\n  twice: {value: it * 2}\n")
    assert [(f.place.line, f.place.column) for f in result.findings] == [(25, 27)]


def test_a_long_chain_of_metrics_meets_no_limit(checked: Check) -> None:
    chain = "".join(f"  m{n}: {{value: m{n + 1} + 1}}\n" for n in range(3000))
    plan = checked(f"metrics:\n{chain}  m3000: {{value: employees}}\n").or_raise()
    assert plan.order[0] == "metrics.m3000"
    assert plan.order[3000] == "metrics.m0"


def test_a_weight_at_fault_does_not_hide_the_other_faults_of_its_criterion(checked: Check) -> None:
    result = checked("  more: {criteria: {size: {weight: 0, value: emploees, scale: [0, 9]}}}\n")
    assert result.plan is None
    assert [(f.code, f.fix) for f in result.findings] == [
        ("E205", "take the criterion out, or give it a weight above 0"),
        ("E305", "did you mean employees?"),
    ]
