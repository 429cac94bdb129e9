"""Tests that are judged among the accounts of the data: three shops with revenues of 100, 200 and 300."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sikta.engine.checking import Checked, check_ruleset
from sikta.engine.findings import Finding, SiktaError
from sikta.engine.plan import Plan
from sikta.engine.scenarios import Trial, make_suite
from sikta.engine.scenarios.coverage import coverage_of, coverage_text
from sikta.engine.scenarios.mutation import mutated, mutation_record, mutation_text

RULES = """\
sikta: 1
name: three
currency: EUR
as_of: 2026-06-30
tables:
  accounts: {file: accounts.csv, key: id, parent: head, fields: {id: {type: integer}, head: {type: integer}, since: {type: date}, sort: {type: text}}}
  orders:
    file: orders.csv
    key: number
    account: shop
    date: day
    fields: {number: {type: integer}, shop: {type: integer}, day: {type: date}, amount: {type: number}}
  lines: {file: lines.csv, via: {orders: number}, fields: {number: {type: integer}, pieces: {type: integer}}}
metrics:
  revenue: {from: orders, sum: amount}
  pieces: {from: lines, sum: pieces}
  place: {value: rank(revenue)}
  share: {value: percent_rank(revenue)}
  group_revenue: {value: revenue, over: group}
scores:
  worth: {title: Worth, criteria: {rank: {title: Rank, weight: 1, value: percent_rank(revenue), scale: [0, 1]}}}
segmentations:
  pyramid: {title: Pyramid, method: tiers, rank_by: revenue, cut: share_of_accounts, segments: {A: {title: Top, up_to: 25%}, B: {title: Rest, up_to: 100%}}}
tests:
"""
UNNAMED = """\
sikta: 1
name: unnamed
as_of: 2026-06-30
tables: {accounts: {file: accounts.csv, fields: {size: {type: number}}}}
metrics: {place: {value: rank(size)}}
segmentations: {kind: {method: rules, segments: {all: {otherwise: true}}}}
tests:
"""
FILES = {
    "accounts.csv": "id,head,since,sort\n1,,2020-01-01,a\n2,,2021-01-01,b\n3,1,,\n",
    "orders.csv": "number,shop,day,amount\n1,1,2026-01-01,100\n2,2,2026-02-01,200\n3,3,2026-03-01,300\n",
    "lines.csv": "number,pieces\n1,5\n2,7\n3,9\n",
}
Ruled = Callable[..., Checked]


@pytest.fixture
def ruled(tmp_path: Path) -> Ruled:
    """The ruleset with these tests, beside its data."""

    def write(tests: str, rules: str = RULES, files: dict[str, str] = FILES) -> Checked:
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        body = "".join(f"  {line}\n" for line in tests.strip().splitlines())
        (tmp_path / "ruleset.yaml").write_text(rules + body, encoding="utf-8")
        return check_ruleset(tmp_path)

    return write


def trials(plan: Plan, folder: Path | None = None) -> dict[str, Trial]:
    return {trial.scenario.id: trial for trial in make_suite(plan, folder=folder).run()}


def differences(plan: Plan) -> list[str]:
    return [f"{id}: {check.found}" for id, trial in trials(plan).items() for check in trial.failed]


def refusals(checked: Checked, folder: Path | None = None) -> list[Finding]:
    with pytest.raises(SiktaError) as caught:
        make_suite(checked.or_raise(), folder=folder)
    return list(caught.value.findings)


def test_it_is_one_more_among_those_of_the_data(ruled: Ruled) -> None:
    """250 comes after 300 and before 200: second of four, with two of the three others below it."""
    plan = ruled("""
second: {among: accounts, given: {revenue: 250}, expect: {place: 2, share: "0.666667 ± 0.000001", worth: "66.67 ± 0.01", pyramid: B}}
first: {among: accounts, given: {revenue: 301}, expect: {place: 1, share: 100%, pyramid: A}}
last: {among: accounts, expect: {revenue: 0, place: 4, share: 0, pyramid: B}}
by_rows: {among: accounts, rows: {orders: [{day: 2026-05-01, amount: 250}], lines: [{pieces: 4}]}, expect: {place: 2, pieces: 4}}
in_a_group: {among: accounts, given: {head: 1, revenue: 50}, expect: {group_revenue: 450}}
then: {among: accounts, as_of: 2026-01-31, given: {revenue: 50}, expect: {place: 2}}
alone: {given: {revenue: 250}, expect: {revenue: 250}}
""").or_raise()
    assert differences(plan) == []


def test_those_among_accounts_do_not_meet_each_other(ruled: Ruled) -> None:
    checked = ruled(
        "one: {among: accounts, given: {revenue: 400}, expect: {place: 1}}\n"
        "two: {among: accounts, given: {revenue: 500}, expect: {place: 1}}"
    )
    suite = make_suite(checked.or_raise())
    assert [len(stage.data.keys) for stage in suite.stages] == [4, 4]
    assert all(trial.holds for trial in suite.run())


def test_rows_without_names_and_accounts_that_come_from_their_rows(ruled: Ruled) -> None:
    tests = "one: {among: accounts, given: {size: 25}, expect: {place: 2, size: 25}}"
    assert differences(ruled(tests, UNNAMED, {"accounts.csv": "size\n10\n20\n30\n"}).or_raise()) == []
    start, end = RULES.index("  accounts:"), RULES.index("  orders:")
    derived = RULES[:start] + "  accounts: {from: orders, fields: {last_day: {last: day}}}\n" + RULES[end:]
    rows = "rows: {orders: [{day: 2026-05-01, amount: 250}]}"
    tests = f"one: {{among: accounts, given: {{last_day: 2026-06-01}}, {rows}, expect: {{place: 2, last_day: 2026-06-01}}}}"
    assert differences(ruled(tests, derived).or_raise()) == []


def test_data_that_is_not_there(ruled: Ruled, tmp_path: Path) -> None:
    checked = ruled("one: {among: accounts, expect: {place: 1}}", files={})
    (finding,) = refusals(checked)
    assert (finding.code, str(finding.place), finding.message) == (
        "E466",
        "ruleset.yaml:25:9",
        "this test is judged among the accounts of your data, which cannot be read",
    )
    assert finding.expected == "the data files beside the ruleset, or in the folder of --data"
    assert finding.found == "accounts.csv does not exist, and 2 more"
    assert finding.fix == "put the files there, or name their folder: sikta test --data FOLDER"
    (tmp_path / "elsewhere").mkdir()
    for name, text in FILES.items():
        (tmp_path / "elsewhere" / name).write_text(text, encoding="utf-8")
    assert trials(checked.or_raise(), tmp_path / "elsewhere")["one"].checks[0].found == 4


def test_an_account_of_the_data_is_not_taken_for_the_one_of_the_test(ruled: Ruled) -> None:
    (finding,) = refusals(ruled("one: {among: accounts, given: {id: 2, revenue: 5}, expect: {place: 1}}"))
    assert (finding.code, str(finding.place)) == ("E462", "ruleset.yaml:25:34")
    assert finding.message == (
        '"2" is an account of your data; with among: accounts the account of a test is one more'
    )


def test_rows_that_the_data_has_already(ruled: Ruled) -> None:
    rows = "rows: {orders: [{number: 3, day: 2026-05-01, amount: 5}]}"
    (finding,) = refusals(ruled(f"one: {{among: accounts, {rows}, expect: {{place: 1}}}}"))
    assert (finding.code, finding.message) == (
        "E465",
        "the account of this test and its rows cannot be put among those of the data",
    )


def test_columns_of_other_kinds_take_what_a_test_gives(ruled: Ruled, tmp_path: Path) -> None:
    """Numbers, dates and texts of a Parquet file stay what they are beside the test's own."""
    import datetime as dt

    import pyarrow as pa
    import pyarrow.parquet as pq

    checked = ruled(
        "one: {among: accounts, given: {revenue: 250, since: 2025-05-01, sort: x}, expect: {place: 2, since: 2025-05-01, sort: x}}",
        RULES.replace("accounts.csv", "accounts.parquet"),
    )
    columns = {
        "id": [1, 2, 3],
        "head": [None, None, 1],
        "since": [dt.date(2020, 1, 1), None, None],
        "sort": ["a", "b", None],
    }
    pq.write_table(pa.table(columns), tmp_path / "accounts.parquet")
    (trial,) = make_suite(checked.or_raise()).run()
    assert [check.found for check in trial.failed] == []
    since = trial.case.results.values["since"].take(slice(0, 1))
    assert since.values.tolist() == [(dt.date(2020, 1, 1) - dt.date(1970, 1, 1)).days]  # type: ignore[union-attr]


def test_coverage_counts_only_the_account_of_the_test(ruled: Ruled) -> None:
    alone = make_suite(ruled("one: {given: {revenue: 5}, expect: {revenue: 5}}").or_raise())
    assert coverage_text(coverage_of(alone, "en"), "en").splitlines()[-8:] == [
        "No test decides:",
        "  Segments",
        "    Pyramid: Top *",
        "    Pyramid: Rest *",
        "  Scales",
        "    Rank: some value *",
        "",
        "* compares accounts: only a test with “among: accounts” can decide it.",
    ]
    among = make_suite(
        ruled("one: {among: accounts, given: {revenue: 500}, expect: {pyramid: A}}").or_raise()
    )
    counts = {point.words: point.tests for point in coverage_of(among, "en").points}
    assert counts == {"Rank: some value": 1, "Pyramid: Top": 1, "Pyramid: Rest": 0}


def test_changes_that_nothing_can_judge_are_named(ruled: Ruled) -> None:
    checked = ruled("one: {given: {revenue: 5}, expect: {revenue: 5}}")
    plan = checked.or_raise()
    found = mutated(make_suite(plan), checked.tree)  # type: ignore[arg-type]
    assert (found.tried, [change.name for change in found.unjudged]) == (
        0,
        [
            "segmentations.pyramid.segments.A.up_to",
            "scores.worth.criteria.rank.weight",
            "scores.worth.criteria.rank.scale.1",
        ],
    )
    assert mutation_text(found, plan, "nl").splitlines()[-2:] == [
        "3 wijzigingen zijn niet geprobeerd: alleen een test met ‘among: accounts’ kan",
        "die opmerken (Pyramid, Worth).",
    ]
    assert [each["words"] for each in mutation_record(found, plan, "en")["not_tried"]] == [
        "where “Top” begins in Pyramid",
        "the weight of Rank in Worth",
        "the second end of the scale of Rank",
    ]


def test_a_test_among_accounts_notices_changes(ruled: Ruled) -> None:
    """Of four accounts the first has nobody above it: it stays in the top at 22.5% and at 27.5%. The second has a quarter
    above it: at 27.5% it comes in.
    """
    checked = ruled("one: {among: accounts, given: {revenue: 250}, expect: {pyramid: B}}")
    found = mutated(make_suite(checked.or_raise()), checked.tree)  # type: ignore[arg-type]
    noticed = {each.change.name: dict(each.noticed) for each in found.turned}
    assert noticed["segmentations.pyramid.segments.A.up_to"] == {"22.5%": (), "27.5%": ("one",)}
    assert found.unjudged == ()
