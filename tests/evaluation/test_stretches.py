"""Accounts in stretches: everything that comes out is what comes out for all accounts at once."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.checking import check_ruleset
from sikta.engine.data import read_data
from sikta.engine.data.quality import AccountFaults, Quality
from sikta.engine.data.tables import DataSet
from sikta.engine.evaluation import evaluate
from sikta.engine.evaluation.blockwise import Evaluation, evaluate_in_stretches
from sikta.engine.evaluation.stages import stages
from sikta.engine.evaluation.surveying import joined
from sikta.engine.expressions.columns import Condition, Dates, Members, Numbers, Texts
from sikta.engine.plan import Plan
from sikta.engine.plan.conditions import conditions_of
from sikta.engine.reporting.results import accounts_table
from sikta.engine.running import day_of
from tests.evaluation.workshop import AS_OF, data_set, planned, shown
from tests.rulesets.conftest import EXAMPLE, FIRST_STEPS

COMPARING = """
currency: EUR
tables:
  accounts:
    file: accounts.csv
    key: id
    parent: above
    fields:
      id: {type: text}
      above: {type: text}
      country: {type: category}
      staff: {type: integer}
      since: {type: date}
      known: {type: boolean}
  orders:
    file: orders.csv
    account: of
    date: day
    fields: {of: {type: text}, day: {type: date}, amount: {type: number}}
  lands:
    file: lands.csv
    key: code
    fields: {code: {type: text}, size: {type: number}}
metrics:
  revenue: {from: orders, sum: amount, unit: EUR}
  orders_seen: {from: orders, count: rows}
  last_order: {from: orders, max: day}
  size: {lookup: lands.size, by: country}
  of_group: {value: revenue, over: group}
  place: {value: percent_rank(of_group)}
  huge: {value: staff * 1000000000000000000}
  gap: {value: 'revenue - median(revenue, by=country)'}
knockouts:
  small: {when: 'staff < quantile(staff, 4)'}
  far: {when: 'country == "DE" and days_since(last_order) > 100'}
scores:
  worth:
    criteria:
      rank: {weight: 2, value: place, scale: [0, 1]}
      head: {weight: 1, value: staff, bands: [{from: 2, points: 30}, {from: 5, points: 80}]}
      land: {weight: 3, value: country, points: {NL: 100, BE: 40}, for: known}
      late: {weight: 1, rules: [{when: days_since(last_order) > 100, points: 0}], otherwise: 60}
segmentations:
  grid:
    method: matrix
    axes: {worth: {low: 0, high: 50}}
    needs_completeness: 0.4
    segments: {top: {at: {worth: high}}, rest: {at: {worth: low}}, out: {at: knocked_out}, open: {at: unrated}}
  tier:
    method: tiers
    rank_by: worth
    cut: cumulative_share
    for: not knocked_out
    segments: {a: {up_to: 60%}, b: {up_to: 100%}}
  habit:
    method: rfm
    recency: last_order
    frequency: orders_seen
    monetary: revenue
    bins: 3
    segments: {best: {recency: [2, 3]}, others: {otherwise: true}}
  signs:
    method: rules
    overlapping: true
    segments:
      rich: {when: 'revenue > average(revenue, where=known)'}
      late: {when: days_since(last_order) > 100}
  zone:
    method: rules
    segments: {near: {when: 'country == "NL" or tier == "a"'}}
playbooks:
  call: {for: 'grid == "top" and share_of_total(revenue) > 0.1'}
  wait: {for: not knocked_out}
"""

NOTHING = Quality(fields=(), losses=(), accounts=AccountFaults(missing={}, outdated={}, invalid={}))


@st.composite
def companies(draw: st.DrawFn) -> dict[str, dict[str, list[str]]]:
    """Up to thirty accounts, some above others, with orders, and countries of which one is in no table."""
    ids = [f"k{number:02}" for number in range(draw(st.integers(1, 30)))]
    some = st.sampled_from
    accounts = {
        "id": ids,
        "above": [draw(some(["-", *ids])) for _ in ids],
        "country": [draw(some(["NL", "BE", "DE", "XX", "-"])) for _ in ids],
        "staff": [draw(some(["1", "3", "7", "40", "-"])) for _ in ids],
        "since": [draw(some(["2020-01-31", "-"])) for _ in ids],
        "known": [draw(some(["true", "false", "-"])) for _ in ids],
    }
    of = draw(st.lists(some(ids), max_size=40))
    orders = {
        "of": of,
        "day": [draw(some(["2025-11-30", "2026-06-01", "2026-06-30"])) for _ in of],
        "amount": [draw(some(["10.25", "0.1", "99999.99", "-5", "-"])) for _ in of],
    }
    lands = {"code": ["NL", "BE", "DE"], "size": ["1.5", "2", "-"]}
    return {"accounts": accounts, "orders": orders, "lands": lands}


def assert_same(plan: Plan, data: DataSet, quality: Quality, day: date, rows: int) -> None:
    """Tables, values, findings: whole, and in stretches of so many accounts."""
    whole = evaluate(plan, data, quality, day)
    run = evaluate_in_stretches(plan, data, quality, day, rows=rows)
    table, start = accounts_table(whole, plan), 0
    for results in run.stretches():
        part = slice(start, start + len(results))
        assert accounts_table(results, plan).equals(table.slice(start, len(results)))
        for name, column in whole.values.items():
            assert shown(results.values[name]) == shown(column.take(part)), name
        start = part.stop
    assert start == len(whole)
    assert run.findings == whole.findings
    assert (run.inputs, run.money, run.ruleset.name) == (whole.inputs, whole.money, whole.ruleset.name)


@settings(max_examples=30)
@given(tables=companies(), rows=st.integers(1, 12))
def test_what_compares_accounts_is_settled_among_all_of_them(
    tables: dict[str, dict[str, list[str]]], rows: int
) -> None:
    plan = planned(COMPARING)
    assert_same(plan, data_set(plan.ruleset, tables), NOTHING, AS_OF, rows)


@pytest.mark.parametrize("rows", [23, 257])
@pytest.mark.parametrize("folder", [EXAMPLE, FIRST_STEPS], ids=lambda folder: folder.name)
def test_shipped_rulesets_come_out_the_same(folder: Path, rows: int) -> None:
    plan = check_ruleset(folder).or_raise()
    day = day_of(plan.ruleset, None)
    conditions = conditions_of(plan.ruleset, plan.expressions)
    data, quality = read_data(plan.ruleset, day, measures=plan.measures, conditions=conditions)
    assert_same(plan, data, quality, day, rows)


def test_all_at_once_from_an_evaluation_is_what_evaluate_gives() -> None:
    plan = planned(COMPARING)
    tables = {
        "accounts": {"id": ["a", "b"], "above": ["-", "a"], "country": ["NL", "DE"], "staff": ["3", "-"],
                     "since": ["-", "-"], "known": ["true", "-"]},
        "orders": {"of": ["a"], "day": ["2026-06-01"], "amount": ["12.5"]},
        "lands": {"code": ["NL"], "size": ["4"]},
    }  # fmt: skip
    data = data_set(plan.ruleset, tables)
    run = evaluate_in_stretches(plan, data, lambda: NOTHING, AS_OF)
    assert isinstance(run, Evaluation)
    assert len(run) == 2
    whole = evaluate(plan, data, NOTHING, AS_OF)
    assert accounts_table(run.whole(), plan).equals(accounts_table(whole, plan))
    assert run.whole().findings == whole.findings


def test_stages_say_what_has_to_be_known_of_all_accounts() -> None:
    """What looks at plain metrics; what ranks a sum over groups; what rests on the score that comes of it."""
    told = [(stage.subjects, sorted(stage.names)) for stage in stages(planned(COMPARING))]
    assert told == [
        (
            ("metrics.of_group", "metrics.gap.value", "knockouts.small.when", "segmentations.habit",
             "segmentations.signs.segments.rich.when"),
            ["country", "known", "last_order", "orders_seen", "revenue", "staff"],
        ),
        (("metrics.place.value",), ["of_group"]),
        (("segmentations.tier", "playbooks.call.for"), ["grid", "knocked_out", "revenue", "worth"]),
    ]  # fmt: skip


def test_an_account_that_stands_for_itself_needs_no_stage() -> None:
    plan = planned(
        """
        tables:
          accounts: {file: a.csv, key: id, fields: {id: {type: text}, staff: {type: integer}}}
        segmentations: {size: {method: rules, segments: {small: {when: staff < 5}, large: {otherwise: true}}}}
        """
    )
    assert stages(plan) == ()


def test_columns_of_every_kind_are_joined() -> None:
    number, day = Numbers(np.array([1.0, np.nan])), Dates(np.array([2.0]))
    assert joined([number, number]).missing.tolist() == [False, True, False, True]
    assert isinstance(joined([day, day]), Dates)
    texts = joined([Texts.of(["a", None]), Texts.of(["b", "a"])])
    assert isinstance(texts, Texts)
    assert texts.to_list() == ["a", None, "b", "a"]
    yes, no = np.array([True]), np.array([False])
    conditions = joined([Condition(yes, no), Condition(no, no)])
    assert shown(conditions) == [True, None]
    members = joined([Members({"x": yes}, 1), Members({"x": no}, 1)])
    assert isinstance(members, Members)
    assert (members.size, members.masks["x"].tolist()) == (2, [True, False])
