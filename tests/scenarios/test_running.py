"""Tests as they are run: what is given, and what comes out, by hand arithmetic."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sikta.engine.checking import check_ruleset
from sikta.engine.findings import SiktaError
from sikta.engine.plan import Plan
from sikta.engine.scenarios import Trial, make_suite

Tried = Callable[[str], dict[str, Trial]]


def found(trial: Trial) -> dict[str, object]:
    return {check.expectation.subject.label: check.found for check in trial.checks}


@pytest.mark.parametrize(
    ("given", "expect"),
    [
        # people 100 · 3/4 + growth 10/20 → 50 · 1/4 = 87.5
        ("{staff: 50, growth: 10}", "{size: 87.5}"),
        ("{staff: 50, growth: 10}", '{size: "87 ± 0.5"}'),
        ("{staff: 50, growth: 10}", '{size: "87 +/- 0.5"}'),
        ("{staff: 50, growth: 10}", '{size: "between 80 and 90"}'),
        ("{staff: 50, growth: 10}", '{size: ">= large"}'),
        # people 40 · 3/4 + 0 · 1/4 = 30; just below the next step
        ("{staff: 49, growth: 0}", '{size: "< 30.01"}'),
        ("{staff: 49, growth: 0}", "{size: 30}"),
        ("{staff: null}", "{size: null, completeness: {size: 0}}"),
        ("{staff: 10}", '{completeness: {size: "75%"}}'),
        ("{growth: 5%}", "{growth: 5%}"),
        ("{fit: 80%}", '{fit: "80%", need: 80}'),
        ("{fit: 0.8}", '{fit: ">= 80%"}'),
        # Text stays as it is typed, also where YAML would read a number, a date or a word of its own.
        ("{code: 00123}", "{code: 00123}"),
        ("{code: 1e3}", "{code: 1e3}"),
        ("{code: true}", '{code: "true"}'),
        ("{country: Nederland}", "{country: NL, knocked_out: false}"),
        ("{country: unknown}", "{country: null, knocked_out: false}"),
        ("{country: FR}", "{knocked_out: true}"),
        ("{country: FR}", "{knocked_out: [abroad]}"),
        ("{country: FR, blocked: true}", "{knocked_out: abroad}"),
        ("{country: FR}", "{knocked_out: not held}"),
        ("{since: 2019-12-31}", '{tags: [old], since: "<= 2019-12-31"}'),
        ("{since: 2019-12-31}", '{since: "between 2019-01-01 and 2019-12-31"}'),
        ("{staff: 60, since: 2019-12-31}", "{tags: [old, big]}"),
        ("{staff: 60, since: 2019-12-31}", "{tags: big}"),
        ("{staff: 60}", "{tags: not old}"),
        ("{staff: 1}", "{tags: []}"),
        ("{staff: 60, growth: 20, fit: 0.5}", "{grid: win, playbook: visit, certain: true}"),
        ("{growth: 20, fit: 0.5}", "{grid: ask, certain: false, levels: {grid: {size: high, need: high}}}"),
        ("{staff: 1, fit: 0.5}", "{grid: not win, playbook: null}"),
        ("{}", "{grid: ask, levels: {grid: {size: null}}}"),
        # A metric that is given stands in place of what rows would add up to, and what rests on it follows.
        ("{revenue: 1500}", "{kind: buyer, busy: true, channel: big}"),
        ("{revenue: null}", "{kind: other, busy: null}"),
        ("{busy: true}", "{busy: true, revenue: 0}"),
        ("{country: NL}", "{language: Dutch}"),
    ],
)
def test_what_is_given_and_what_comes_out(tried: Tried, given: str, expect: str) -> None:
    trial = tried(f"one:\n  given: {given}\n  expect: {expect}")["one"]
    assert [(check.expectation.subject.label, check.found) for check in trial.failed] == []


@pytest.mark.parametrize(
    ("expect", "out"),
    [
        ("{size: 87}", {"size": 87.5}),
        ('{size: "> 87.5"}', {"size": 87.5}),
        ('{size: "88 ± 0.4"}', {"size": 87.5}),
        ("{size: null}", {"size": 87.5}),
        ("{grid: win}", {"grid": "ask"}),
        ("{knocked_out: true}", {"knocked_out": False}),
        ("{knocked_out: [abroad, held]}", {"knocked_out": ()}),
        ("{playbook: visit}", {"playbook": None}),
        ("{tags: [old, big]}", {"tags": ("big",)}),
        ("{tags: not big}", {"tags": ("big",)}),
        ('{since: ">= 2019-01-01"}', {"since": None}),
        ("{grid: ask, certain: true}", {"grid": "ask", "certain in grid": False}),
        ("{levels: {grid: {size: low}}}", {"level of size in grid": "high"}),
        ('{completeness: {size: "< 100%"}}', {"completeness of size": 1.0}),
    ],
)
def test_what_does_not_come_out(tried: Tried, expect: str, out: dict[str, object]) -> None:
    trial = tried(f"one:\n  given: {{staff: 50, growth: 10}}\n  expect: {expect}")["one"]
    assert not trial.holds
    assert found(trial) == out


def test_rows_belong_to_the_account_of_their_test(tried: Tried) -> None:
    """Two orders of 600 and 500.5 in the last year, one before; 3 × 2.50 + 1 × 10 in goods."""
    trials = tried("""
one:
  rows:
    orders:
      - {order_id: A, day: 2026-01-01, amount: 600}
      - {order_id: B, day: 2026-06-30, amount: 500.5}
      - {day: 2025-06-30, amount: 1000}
    lines: [{order_id: A, product: P1, quantity: 3}, {order_id: B, product: P2, quantity: 1}]
  expect: {revenue: 1100.5, goods: 17.5, latest: 2026-06-30, busy: true}
alone:
  rows: {orders: [{day: 2026-05-01, amount: "12,5"}], lines: [{product: P2, quantity: 2}]}
  expect: {revenue: 12.5, goods: 20, kind: buyer}
none: {expect: {revenue: 0, kind: other}}
""")
    assert {id: trial.holds for id, trial in trials.items()} == {"one": True, "alone": True, "none": True}


def test_the_key_may_be_given_or_stand_in_the_rows(tried: Tried) -> None:
    trials = tried("""
given: {given: {id: 00007}, rows: {orders: [{day: 2026-05-01, amount: 1}]}, expect: {id: 00007, revenue: 1}}
row: {rows: {orders: [{customer: C9, day: 2026-05-01, amount: 2}]}, expect: {id: C9, revenue: 2}}
same: {given: {id: 00007}, rows: {orders: [{day: 2026-05-01, amount: 4}]}, expect: {revenue: 4}}
""")
    assert all(trial.holds for trial in trials.values())


def test_tests_with_the_same_keys_do_not_meet(plan_of: Callable[[str], Plan]) -> None:
    one = "given: {id: X}, rows: {orders: [{order_id: A, day: 2026-05-01, amount: 1}]}, expect: {revenue: 1}"
    suite = make_suite(plan_of(f"a: {{{one}}}\nb: {{{one}}}\nc: {{expect: {{revenue: 0}}}}"))
    assert [[test.test.id for test in stage.batch.tests] for stage in suite.stages] == [["a", "c"], ["b"]]
    assert all(trial.holds for trial in suite.run())


def test_those_that_can_stand_side_by_side_are_evaluated_together(plan_of: Callable[[str], Plan]) -> None:
    """Whatever they give; one with an account above its own stands alone, as it would add to that one's group."""
    suite = make_suite(
        plan_of("""
small: {given: {revenue: 1}, expect: {revenue: 1, channel: small}}
orders: {rows: {orders: [{day: 2026-05-01, amount: 2000}]}, expect: {revenue: 2000, channel: big, busy: true}}
words: {given: {channel: big, busy: null}, expect: {channel: big, busy: null, revenue: 0}}
family: {given: {revenue: 9, head: small}, expect: {revenue: 9}}
""")
    )
    assert [trial.scenario.id for trial in suite.run() if not trial.holds] == []
    assert [len(stage.batch.tests) for stage in suite.stages] == [3, 1]


def test_a_test_may_look_from_its_own_day(tried: Tried) -> None:
    rows = "rows: {orders: [{day: 2025-03-01, amount: 100}]}"
    trials = tried(
        f"now: {{{rows}, expect: {{revenue: 0}}}}\nthen: {{as_of: 2025-12-31, {rows}, expect: {{revenue: 100}}}}"
    )
    assert all(trial.holds for trial in trials.values())


def test_reference_rows_of_a_test_are_all_there_is(tried: Tried) -> None:
    trials = tried("""
own:
  rows: {products: [{product: P1, price: 7}], orders: [{day: 2026-05-01}], lines: [{product: P1, quantity: 2}, {product: P2, quantity: 1}]}
  expect: {goods: 14}
""")
    assert trials["own"].holds


def refusal(plan: Plan) -> list[tuple[str, str, str]]:
    with pytest.raises(SiktaError) as caught:
        make_suite(plan)
    return [(each.code, str(each.place), each.message) for each in caught.value.findings]


def test_values_that_do_not_fit(plan_of: Callable[[str], Plan]) -> None:
    plan = plan_of("""
one:
  given: {staff: many, growth: 3 h, fit: 1.2, blocked: perhaps, since: 31-12-2025, revenue: lots}
  rows: {orders: [{day: 2026-02-30, amount: 5}]}
  expect: {size: null}
""")
    assert [(code, message) for code, _, message in refusal(plan)] == [
        ("E462", '"many" does not fit "staff"'),
        ("E462", '"3 h" does not fit "growth"'),
        ("E462", '"1.2" does not fit "fit"'),
        ("E462", '"perhaps" does not fit "blocked"'),
        ("E462", '"31-12-2025" does not fit "since"'),
        ("E462", '"lots" does not fit "revenue"'),
        ("E462", '"2026-02-30" does not fit "day"'),
    ]


def test_a_value_that_does_not_fit_is_told_whole(plan_of: Callable[[str], Plan]) -> None:
    with pytest.raises(SiktaError) as caught:
        make_suite(plan_of("one: {given: {staff: -5}, expect: {size: null}}"))
    (finding,) = caught.value.findings
    assert (finding.expected, finding.found) == ("a whole number at least 0 and at most 9000", "-5")
    assert finding.place.excerpt is not None
    assert finding.place.excerpt[(finding.place.column or 0) - 1 :].startswith("-5}")


def test_rows_that_cannot_be_linked(plan_of: Callable[[str], Plan]) -> None:
    plan = plan_of("""
several: {rows: {orders: [{day: 2026-01-01}, {day: 2026-01-02}], lines: [{product: P1}]}, expect: {goods: 0}}
none: {rows: {lines: [{product: P1}]}, expect: {goods: 0}}
twice: {rows: {orders: [{order_id: A, day: 2026-01-01}, {order_id: A, day: 2026-01-02}]}, expect: {goods: 0}}
other: {given: {id: X}, rows: {orders: [{customer: Y, day: 2026-01-01}]}, expect: {goods: 0}}
""")
    assert [(code, message) for code, _, message in refusal(plan)] == [
        (
            "E465",
            "it is not said to which row of orders this row of lines belongs; the test has 2 rows of orders",
        ),
        (
            "E465",
            "it is not said to which row of orders this row of lines belongs; the test has no rows of orders",
        ),
        ("E465", 'two rows of orders have the order_id "A"'),
        ("E465", 'this row belongs to "Y", and the account of the test is "X"'),
    ]


def test_a_reference_table_that_is_not_there(shop: Callable[[str], Path]) -> None:
    folder = shop(
        "one: {expect: {size: null}}\ntwo: {rows: {products: [{product: P, price: 1}]}, expect: {goods: 0}}"
    )
    (folder / "products.csv").unlink()
    plan = check_ruleset(folder).or_raise()
    assert [message for _, _, message in refusal(plan)] == [
        'the tests look things up in "products", which cannot be read'
    ]
    only = [each for each in plan.ruleset.scenarios.values() if each.id == "two"]
    assert make_suite(plan, only).run()[0].holds
    data = folder.parent / "data"
    data.mkdir()
    for name in ("products.csv", "countries.csv"):
        (data / name).write_text(
            "product,price\nP1,1\n" if name == "products.csv" else "country,language\nNL,x\n"
        )
    assert all(trial.holds for trial in make_suite(plan, folder=data).run())


DERIVED = """\
sikta: 1
name: derived
as_of: 2026-06-30
tables:
  accounts: {from: orders, fields: {country: {last: country}, paid: {last: paid}, due: {last: day}, amount: {last: amount}}}
  orders:
    file: orders.csv
    account: customer
    date: day
    fields: {customer: {type: text}, day: {type: date}, country: {type: text}, paid: {type: boolean}, amount: {type: number}}
metrics: {revenue: {from: orders, sum: amount}}
segmentations: {land: {method: rules, segments: {home: {when: country == "NL"}, away: {otherwise: true}}}}
tests:
  latest_counts: {rows: {orders: [{day: 2026-01-01, country: BE, amount: 3}, {day: 2026-02-01, country: NL, amount: 4}]}, expect: {land: home, revenue: 7}}
  given_goes_first: {given: {country: FR, paid: true, due: 2026-07-01, amount: 9}, rows: {orders: [{day: 2026-01-01, country: NL}]}, expect: {land: away, country: FR, paid: true, due: 2026-07-01, amount: 9}}
  keyed: {given: {customer: 70}, rows: {orders: [{day: 2026-01-01, country: NL}]}, expect: {customer: 70}}
"""


def test_accounts_that_come_from_orders(tmp_path: Path) -> None:
    (tmp_path / "ruleset.yaml").write_text(DERIVED, encoding="utf-8")
    trials = make_suite(check_ruleset(tmp_path).or_raise()).run()
    assert [(trial.scenario.id, found(trial)) for trial in trials if not trial.holds] == []


def test_an_account_without_orders_does_not_exist_there(tmp_path: Path) -> None:
    text = DERIVED + "  nobody: {given: {country: NL}, expect: {land: home}}\n"
    (tmp_path / "ruleset.yaml").write_text(text, encoding="utf-8")
    assert [(code, message) for code, _, message in refusal(check_ruleset(tmp_path).or_raise())] == [
        (
            "E467",
            "the account of this test does not exist: accounts come from orders, and it has no row there that is seen",
        )
    ]


def test_accounts_without_a_key(tmp_path: Path) -> None:
    (tmp_path / "ruleset.yaml").write_text(
        "sikta: 1\nname: keyless\nas_of: 2026-06-30\n"
        "tables: {accounts: {file: a.csv, fields: {n: {type: number}}}}\n"
        "scores: {s: {criteria: {c: {weight: 1, value: n, scale: [0, 10]}}}}\n"
        "tests: {a: {given: {n: 1}, expect: {s: 10}}, b: {given: {n: 2}, expect: {s: 20}}}\n",
        encoding="utf-8",
    )
    assert all(trial.holds for trial in make_suite(check_ruleset(tmp_path).or_raise()).run())
