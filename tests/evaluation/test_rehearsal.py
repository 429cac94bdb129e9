"""A rehearsal gives what a whole evaluation gives, and computes only what a change touches."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.checking import Checked, check_ruleset, check_tree, dials_of, plan_of_tree, replanner
from sikta.engine.evaluation import Results, evaluate
from sikta.engine.evaluation.rehearsal import Rehearsal
from sikta.engine.plan import Plan
from sikta.engine.rules.editing import Edit, applied
from sikta.engine.rules.editing.dial import Dial
from sikta.engine.rules.editing.dials import node_at
from sikta.engine.rules.nodes import Entry, Map, Scalar
from sikta.engine.running import day_of, rehearse_plan
from tests.evaluation.same import difference
from tests.evaluation.workshop import AS_OF, QUALITY, cells, data_set, planned

SHIPPED = Path(str(files("sikta"))) / "rulesets"


@cache
def opened(name: str) -> tuple[Checked, Rehearsal]:
    checked = check_ruleset(SHIPPED / name)
    return checked, rehearse_plan(checked.or_raise())


def whole(rehearsal: Rehearsal, plan: Plan) -> Results:
    return evaluate(plan, rehearsal.data, rehearsal.quality, rehearsal.as_of)


@pytest.mark.parametrize("name", ["proactive-sales", "first-steps"])
def test_the_first_results_are_those_of_an_evaluation(name: str) -> None:
    checked, rehearsal = opened(name)
    assert difference(rehearsal.first, whole(rehearsal, checked.or_raise())) is None


def turned(dials: Sequence[Dial]) -> st.SearchStrategy[list[Edit]]:
    """A few dials, each turned a little; one place at a time, as an edit holds a whole expression."""
    one = st.tuples(st.sampled_from(dials), st.sampled_from([-0.2, -0.1, -0.05, 0.05, 0.1, 0.2]))
    many = st.lists(one, min_size=1, max_size=4, unique_by=lambda each: each[0].path)
    return many.map(
        lambda chosen: [
            dial.turned(value) for dial, share in chosen if (value := dial.shifted(share)) is not None
        ]
    )


@pytest.mark.parametrize("name", ["proactive-sales", "first-steps"])
@given(data=st.data())
@settings(max_examples=15)
def test_whatever_is_turned_it_gives_what_an_evaluation_gives(name: str, data: st.DataObject) -> None:
    checked, rehearsal = opened(name)
    plan = replanner(checked)(data.draw(turned(dials_of(checked))))
    if plan is not None:
        assert difference(rehearsal.results(plan), whole(rehearsal, plan)) is None


def written(text: str, checked: Checked) -> Scalar:
    """A value of a ruleset as the reader of YAML would give it."""
    assert checked.tree is not None
    number = text.lstrip("-").isdigit()
    return Scalar(int(text) if number else text, text, checked.tree.root.place)


def edited(checked: Checked, *edits: tuple[str, str | None]) -> Plan:
    """The plan after edits of scalars, written `path: text`; None takes the part away."""
    assert checked.tree is not None
    made = []
    for path, text in edits:
        keys = tuple(path.split("."))
        old = node_at(checked.tree.root, keys)
        new = None if text is None else written(text, checked)
        made.append(Edit(keys, old, new))
    found = check_tree(replace(checked.tree, root=applied(checked.tree.root, made)))
    return found.or_raise()


def reversed_at(checked: Checked, path: str) -> Plan:
    """The plan of the same ruleset with the entries of one map in the opposite order."""
    assert checked.tree is not None
    node = node_at(checked.tree.root, tuple(path.split(".")))
    assert isinstance(node, Map)
    entries: dict[str, Entry] = dict(reversed([*node.entries.items()]))
    root = checked.tree.root
    for step in range(len(path.split(".")), 0, -1):
        keys = path.split(".")[:step]
        above = root if step == 1 else node_at(root, tuple(keys[:-1]))
        assert isinstance(above, Map)
        node = replace(node, entries=entries)
        entries = {**above.entries, keys[-1]: replace(above.entries[keys[-1]], value=node)}
        node = above
    return check_tree(replace(checked.tree, root=replace(root, entries=entries))).or_raise()


SCORES = "scores.potential.criteria"
EDITS: dict[str, Callable[[Checked], Plan]] = {
    "a rule of a knock-out": lambda it: edited(it, ("knockouts.too_small.when", "employees < 40")),
    "a criterion less": lambda it: edited(it, (f"{SCORES}.sector", None)),
    "a member of a group less": lambda it: edited(it, (f"{SCORES}.size.criteria.size_sites", None)),
    "another filter of rows": lambda it: edited(it, ("metrics.big_orders.where", "amount >= 25000")),
    "another window": lambda it: edited(it, ("metrics.revenue_12m.last", "9 months")),
    "another aggregation": lambda it: edited(
        it, ("metrics.visits_12m.count", None), ("metrics.visits_12m.count_distinct", "visit_date")
    ),
    "another title": lambda it: edited(it, ("metrics.revenue_12m.title", "Turnover")),
    "whom a segmentation is for": lambda it: edited(
        it, ("segmentations.value_pyramid.for", "relationship is not None")
    ),
    "a parameter in a metric, a band and a tier": lambda it: edited(it, ("parameters.large_account", "180")),
    "a list": lambda it: edited(
        it, ("segmentations.market.segments.germany.when", 'country in ["DE", "SE"]')
    ),
    "segments in another order": lambda it: reversed_at(it, "segmentations.priority.segments"),
    "criteria in another order": lambda it: reversed_at(it, "scores.pain.criteria"),
    "knock-outs in another order": lambda it: reversed_at(it, "knockouts"),
    "metrics in another order": lambda it: reversed_at(it, "metrics"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_of_any_part_gives_what_an_evaluation_gives(edit: str) -> None:
    checked, rehearsal = opened("proactive-sales")
    plan = EDITS[edit](checked)
    assert difference(rehearsal.results(plan), whole(rehearsal, plan)) is None


RULES = """
    tables:
      accounts: {key: id, fields: {id: {type: text}, size: {type: number}, text: {type: text}}}
      orders: {account: account, date: day, fields: {account: {type: text}, day: {type: date}, amount: {type: number}}}
    parameters: {large: 50}
    metrics:
      revenue: {from: orders, sum: amount}
      squared: {value: size * revenue}
    scores:
      potential:
        criteria:
          size: {weight: 1, value: size, scale: [0, 100]}
          revenue_points: {weight: 1, value: revenue, bands: [{points: 0}, {from: large, points: 100}]}
    segmentations:
      grade: {method: matrix, axes: {potential: {low: 0, high: 60}}, segments: {a: {at: {potential: high}}, b: {at: {potential: low}}}}
      first_letter: {method: rules, segments: {x: {when: 'starts_with(text, "x")'}, rest: {otherwise: true}}}
"""
ACCOUNTS = """
    id size text
    1  80   x1
    2  40   y2
    3  -    x3
"""
ORDERS = """
    account day        amount
    1       2026-06-01 30
    2       2026-06-01 60
    2       2026-05-01 1
"""


def small(rules: str = RULES, orders: str = ORDERS) -> Rehearsal:
    plan = planned(rules)
    data = data_set(plan.ruleset, {"accounts": cells(ACCOUNTS), "orders": cells(orders)})
    return Rehearsal(plan, data, QUALITY, AS_OF)


def test_what_an_edit_does_not_touch_is_the_very_same_result() -> None:
    rehearsal = small()
    again = rehearsal.results(planned(RULES.replace("high: 60", "high: 50")))
    first = rehearsal.first
    assert again.scores["potential"] is first.scores["potential"]
    assert again.values["revenue"] is first.values["revenue"]
    assert again.segmentations["first_letter"] is first.segmentations["first_letter"]
    # 1: (80 + 0) / 2 = 40; 2: (40 + 100) / 2 = 70; 3: only revenue 0 is known
    assert first.segmentations["grade"].codes.tolist() == [1, 0, 1]
    assert again.segmentations["grade"] is not first.segmentations["grade"]


def test_a_parameter_reaches_every_part_that_uses_it() -> None:
    rehearsal = small()
    again = rehearsal.results(planned(RULES.replace("large: 50", "large: 30")))
    # the revenue of 1, 30, now earns 100 points: (80 + 100) / 2 = 90
    assert rehearsal.first.scores["potential"].score.tolist() == [40.0, 70.0, 0.0]
    assert again.scores["potential"].score.tolist() == [90.0, 70.0, 0.0]
    assert again.values["revenue"] is rehearsal.first.values["revenue"]


def test_findings_about_the_data_stand_where_the_other_ruleset_has_its_rule() -> None:
    orders = ORDERS.replace("30", "5000000000000000000")
    rehearsal = small(orders=orders)
    later = planned("    # one line more\n" + RULES.replace("high: 60", "high: 50"))
    found = [f for f in rehearsal.results(later).findings if f.code == "W551"]
    assert found == [f for f in whole(rehearsal, later).findings if f.code == "W551"]
    assert {f.path for f in found} == {"metrics.squared.value"}
    first = next(f for f in rehearsal.first.findings if f.code == "W551")
    assert (first.place.line, found[0].place.line) == (10, 11)


def test_a_sum_that_is_too_large_is_told_again_when_another_metric_changes() -> None:
    rules = RULES.replace(
        "      revenue: {from: orders, sum: amount}",
        "      revenue: {from: orders, sum: amount * 1000000000}\n      count: {from: orders, count: rows}",
    )
    rehearsal = small(rules, ORDERS.replace("60", "60000000000"))
    plan = planned(rules.replace("count: rows}", "count: rows, where: amount > 1}"))
    assert [f.code for f in rehearsal.results(plan).findings] == ["W551"]
    assert difference(rehearsal.results(plan), whole(rehearsal, plan)) is None


def test_a_ruleset_with_other_tables_needs_its_data_read_anew() -> None:
    rehearsal = small()
    other = planned(RULES.replace("text: {type: text}", "text: {type: text, missing_values: [x1]}"))
    assert not rehearsal.fits(other)
    with pytest.raises(ValueError, match="this ruleset declares other tables"):
        rehearsal.results(other)


def test_it_groups_with_polars_as_well() -> None:
    plan = planned(RULES)
    data = data_set(plan.ruleset, {"accounts": cells(ACCOUNTS), "orders": cells(ORDERS)})
    rehearsal = Rehearsal(plan, data, QUALITY, AS_OF, carrier="polars")
    assert difference(rehearsal.first.scores, small().first.scores) is None
    assert difference(rehearsal.first.values, small().first.values) is None


@pytest.mark.parametrize(
    ("path", "text", "sound"),
    [("scores.potential.criteria.size.weight", "4", True), ("scores.potential.criteria.size.weight", "-4", False),
     ("segmentations.priority.axes.potential.high", "-1", False), ("parameters.large_account", "none", False)],
)  # fmt: skip
def test_a_tree_gives_its_plan_or_none_where_it_is_no_sound_ruleset(
    path: str, text: str, sound: bool
) -> None:
    checked, _ = opened("proactive-sales")
    assert checked.tree is not None
    keys = tuple(path.split("."))
    edit = Edit(keys, node_at(checked.tree.root, keys), written(text, checked))
    tree = replace(checked.tree, root=applied(checked.tree.root, [edit]))
    assert (plan_of_tree(tree) is not None) is sound


def test_the_plan_of_a_tree_is_that_of_a_check() -> None:
    checked, _ = opened("proactive-sales")
    assert checked.tree is not None
    plan = plan_of_tree(checked.tree)
    assert plan is not None
    assert plan.ruleset == checked.or_raise().ruleset
    assert plan.order == checked.or_raise().order
    assert day_of(plan.ruleset, None) == day_of(checked.or_raise().ruleset, None)
