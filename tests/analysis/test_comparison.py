"""Two runs compared. What SQL over the tables of two separate runs says is what must come out."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.analysis.comparison import Comparison, Place, Side, Sum, Witness, compare
from sikta.engine.analysis.comparison.places import ABSENT, KNOCKED_OUT, NONE, UNRATED
from tests.analysis.comparing import reviewed
from tests.evaluation.workshop import cells, planned, results

RULES = """
currency: EUR
tables:
  accounts:
    file: accounts.csv
    key: id
    fields:
      id: {type: text}
      size: {type: integer}
      pain: {type: integer}
      out: {type: boolean}
      here: {type: boolean}
      spend: {type: number}
metrics: {money: {value: spend, unit: EUR}}
knockouts: {gone: {title: Gone for good, when: out}}
scores:
  large: {title: How large, criteria: {size: {weight: 1, value: size, scale: [0, 100]}}}
  hurt: {criteria: {pain: {weight: 1, value: pain, scale: [0, 100]}}}
segmentations:
  grid:
    method: matrix
    for: here
    axes: {large: {low: 0, high: 50}, hurt: {low: 0, high: 50}}
    needs_completeness: 100%
    segments: {best: {at: {large: high, hurt: high}}, rest: {at: [{large: low}, {large: high, hurt: low}]}}
  tags:
    method: rules
    overlapping: true
    segments: {big: {when: size >= 50}, rich: {when: spend >= 50}}
  grade: {method: tiers, rank_by: size, cut: value, segments: {A: {from: 50}, B: {}}}
  pick: {method: rules, segments: {big: {when: size >= 50}, other: {otherwise: true}}}
"""
ACCOUNTS = """
id size pain out here spend
a  60   60   false  true  100
b  45   60   false  true  10
c  60   60   true true  1
d  -    60   false  true  1000
e  60   60   false  false   -
f  20   20   false  true  60
"""


def run(rules: str, accounts: str = ACCOUNTS) -> Side:
    plan = planned(rules)
    return Side(results(plan, {"accounts": cells(accounts)}), plan)


def compared(change: tuple[str, str], accounts: str = ACCOUNTS, after: str | None = None) -> Comparison:
    assert change[0] in RULES
    return compare(run(RULES, accounts), run(RULES.replace(*change), after or accounts))


def places(told: Comparison, segmentation: str) -> dict[str, tuple[Place, Place]]:
    movement = told.movements[segmentation]
    return {
        told.key(row): (movement.place(int(movement.before[row])), movement.place(int(movement.after[row])))
        for row in movement.movers.tolist()
    }


def segment(*ids: str) -> Place:
    return Place("segment", ids)


NOTHING = ("title: How large", "title: Size")


def test_what_stays_does_not_move() -> None:
    told = compared(NOTHING)
    assert told.moved == Sum(0, 0.0)
    assert (told.scores, told.values, told.added, told.removed) == ((), (), (), ())
    assert told.before == told.after == Sum(6, 1171.0)


def test_places_that_are_no_segment() -> None:
    """Knocked out and unrated where the matrix has no segment for them; none where it is not for the account."""
    movement = compared(NOTHING).movements["grid"]
    keys = [movement.place(number) for number in movement.before.tolist()]
    assert keys == [segment("best"), segment("rest"), KNOCKED_OUT, UNRATED, NONE, segment("rest")]


def test_an_account_over_a_boundary() -> None:
    told = compared(("large: {low: 0, high: 50}", "large: {low: 0, high: 40}"))
    assert places(told, "grid") == {"b": (segment("rest"), segment("best"))}
    assert told.moved == Sum(1, 10.0)
    assert told.movements["pick"].moved == Sum(0, 0.0)


def test_a_knockout_that_is_lifted() -> None:
    told = compared(("when: out", "when: out and size < 0"))
    assert places(told, "grid") == {"c": (KNOCKED_OUT, segment("best"))}


def test_overlapping_segments_are_joined_and_left() -> None:
    told = compared(
        (
            "big: {when: size >= 50}, rich: {when: spend >= 50}",
            "big: {when: size >= 40}, rich: {when: spend >= 90}",
        )
    )
    assert places(told, "tags") == {
        "b": (NONE, segment("big")),
        "f": (segment("rich"), NONE),
    }
    totals = {total.place.segments: total for total in told.movements["tags"].totals}
    big, rich = totals[("big",)], totals[("rich",)]
    assert (big.before, big.after, big.joined, big.left) == (
        Sum(3, 101.0),
        Sum(4, 111.0),
        Sum(1, 10.0),
        Sum(0, 0.0),
    )
    assert (rich.before.accounts, rich.after.accounts, rich.left) == (3, 2, Sum(1, 60.0))


def test_accounts_that_only_one_run_has() -> None:
    fewer = "\n".join(line for line in ACCOUNTS.strip().splitlines() if not line.startswith("a"))
    told = compared(NOTHING, accounts=fewer, after=ACCOUNTS)
    assert places(told, "pick") == {"a": (ABSENT, segment("big"))}
    assert (told.before.accounts, told.after.accounts, told.moved) == (5, 6, Sum(1, 100.0))
    gone = compared(NOTHING, accounts=ACCOUNTS, after=fewer)
    assert places(gone, "pick") == {"a": (segment("big"), ABSENT)}
    assert gone.moved == Sum(1, 100.0)
    assert Witness(gone).reason("pick", 0).after is None


def test_segmentations_that_only_one_has() -> None:
    told = compared(("  grade: {method", "  level: {method"))
    assert (told.added, told.removed) == (("level",), ("grade",))
    assert "grade" not in told.movements


def test_only_the_segmentations_that_were_asked_for() -> None:
    told = compare(run(RULES), run(RULES), segmentations=["pick"])
    assert list(told.movements) == ["pick"]


def test_scores_that_change_though_nobody_moves() -> None:
    # size 60, 45, 60, 60, 20 on 0..100 become 66.67, 50, 66.67, 66.67, 22.22 on 0..90: together 27.23 more over 5.
    told = compared(("size, scale: [0, 100]", "size, scale: [0, 90]"))
    (drift,) = told.scores
    assert (drift.id, drift.changed, drift.stayed) == ("large", 5, 4)
    assert drift.average == pytest.approx((6.67 * 3 + 5 + 2.22) / 5)
    assert (drift.largest, drift.account) == (6.67, 0)


def test_a_score_that_comes_or_goes() -> None:
    told = compared(("value: size, scale: [0, 100]", "missing: 10, value: size, scale: [0, 100]"))
    (drift,) = told.scores
    assert (drift.changed, drift.gained, drift.lost, drift.largest) == (1, 1, 0, None)


def test_figures_that_change() -> None:
    told = compared(("money: {value: spend", "money: {value: spend * 2"))
    (drift,) = told.values
    assert (drift.id, drift.kind, drift.changed, drift.before, drift.after) == (
        "money",
        "metric",
        5,
        1171.0,
        2342.0,
    )
    # Totals are in the money of their own run, as each reports it.
    big = told.movements["pick"].totals[0]
    assert (big.before.money, big.after.money) == (101.0, 202.0)


def test_the_grounds_before_and_after() -> None:
    told = compared(("size, scale: [0, 100]", "size, scale: [0, 90]"))
    reason = Witness(told).reason("grid", 1)
    assert reason.before is not None
    assert reason.after is not None
    assert [(axis.axis.name, axis.score, axis.level) for axis in reason.before.axes] == [
        ("large", 45.0, "low"),
        ("hurt", 60.0, "high"),
    ]
    assert next((axis.score, axis.level) for axis in reason.after.axes) == (50.0, "high")
    (shift,) = reason.shifts
    assert (shift.path, shift.before, shift.after) == ("scores.large.criteria.size", 45.0, 50.0)


def test_the_rule_that_fired_and_the_knockout() -> None:
    told = compared(
        (
            "pick: {method: rules, segments: {big: {when: size >= 50}",
            "pick: {method: rules, segments: {big: {when: size >= 40}",
        )
    )
    reason = Witness(told).reason("pick", 1)
    assert reason.before is not None
    assert reason.after is not None
    assert reason.before.standing is not None
    assert (reason.before.rules, reason.before.standing.by) == ((), "otherwise")
    assert [rule.text for rule in reason.after.rules] == ["size >= 40"]
    lifted = Witness(compared(("when: out", "when: out and size < 0"))).reason("grid", 2)
    assert lifted.before is not None
    assert [title.in_language("en") for title in lifted.before.knockouts] == ["Gone for good"]


ROWS = st.lists(
    st.tuples(st.integers(0, 100), st.integers(0, 100), st.booleans(), st.integers(-50, 500)),
    min_size=1,
    max_size=12,
)


def table(rows: list[tuple[int, int, bool, int]]) -> str:
    lines = (
        f"n{number:02} {size} {pain} {'true' if out else 'false'} true {spend}"
        for number, (size, pain, out, spend) in enumerate(rows)
    )
    return "\n".join(["id size pain out here spend", *lines])


@settings(max_examples=25)
@given(rows=ROWS, bound=st.integers(0, 100), scale=st.integers(10, 200))
def test_two_runs_counted_by_sql(rows: list[tuple[int, int, bool, int]], bound: int, scale: int) -> None:
    """The matrix, the totals and the movers are what SQL counts over the two runs."""
    accounts = table(rows)
    changed = RULES.replace("high: 50}, hurt", f"high: {bound or 1}}}, hurt").replace(
        "[0, 100]", f"[0, {scale}]", 1
    )
    old, new = run(RULES, accounts), run(changed, accounts)
    told = compare(old, new).movements["grid"]
    with duckdb.connect() as sql:
        for name, side in (("old", old), ("new", new)):
            sql.execute(f"create table {name} (key text, place text, money double)")
            sql.executemany(f"insert into {name} values (?, ?, ?)", lines(side))
        counted = sql.execute(
            "select o.place, n.place, count(*), sum(n.money) from old o join new n using (key) group by 1, 2"
        ).fetchall()
        totals = sql.execute("select place, count(*), sum(money) from new group by 1 order by 1").fetchall()
    assert {(f.origin.segments, f.target.segments): (f.sum.accounts, f.sum.money) for f in told.flows} == {
        (tuple(a.split()), tuple(b.split())): (count, money) for a, b, count, money in counted
    }
    found = {t.place.segments: (t.after.accounts, t.after.money) for t in told.totals if t.after.accounts}
    assert found == {tuple(place.split()): (count, money) for place, count, money in totals}


def lines(side: Side) -> list[tuple[str, str, float]]:
    grid = side.results.segmentations["grid"]
    places = ["" if code < 0 else grid.segments[code] for code in grid.codes.tolist()]
    spent: Any = side.results.values["money"]
    return list(zip(map(str, side.results.keys.to_list()), places, spent.values.tolist(), strict=True))


@settings(max_examples=25)
@given(rows=ROWS, bound=st.integers(1, 100))
def test_backwards_everything_is_the_other_way_round(
    rows: list[tuple[int, int, bool, int]], bound: int
) -> None:
    accounts = table(rows)
    old, new = run(RULES, accounts), run(RULES.replace("size >= 50", f"size >= {bound}"), accounts)
    for id in old.results.segmentations:
        there, back = compare(old, new).movements[id], compare(new, old).movements[id]
        assert {(f.origin, f.target, f.sum) for f in there.flows} == {
            (f.target, f.origin, f.sum) for f in back.flows
        }
        for total in there.totals:
            assert total.after.accounts == total.before.accounts + total.joined.accounts - total.left.accounts


def test_reasons_read_as_json_too(tmp_path: Path) -> None:
    """What JSON holds of a mover is what the comparison holds."""
    from sikta.engine.reporting.comparison import comparison_json

    rules = RULES.partition("currency: EUR\n")[2]
    found = reviewed(tmp_path, rules, rules.replace("high: 50}, hurt", "high: 40}, hurt"), ACCOUNTS)
    (grid,) = [part for part in json.loads(comparison_json(found, "en"))["segmentations"] if part["movers"]]
    (mover,) = grid["movers"]
    assert (mover["key"], mover["money"], mover["from"], mover["to"]) == (
        "b",
        10.0,
        {"state": "segment", "segments": ["rest"]},
        {"state": "segment", "segments": ["best"]},
    )
    assert mover["verdict"] == {"kind": "one", "units": [1], "or_rest": False}
    assert mover["before"]["axes"][0] == {
        "score": "large",
        "value": 45.0,
        "level": "low",
        "completeness": 1.0,
    }
    assert mover["reason"] == "How large: 45.00; high now begins at 40 (was 50)"
