"""Every number that may be turned: where it stands, how far it goes, and how the ruleset reads with another one."""

from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikta.engine.checking import check_ruleset, dials_of, plan_of_tree
from sikta.engine.rules import load
from sikta.engine.rules.editing import applied
from sikta.engine.rules.editing.dial import Dial, DialKind, Limits, written
from sikta.engine.rules.editing.dials import dials, node_at
from sikta.engine.rules.editing.numerals import names, numerals
from sikta.engine.rules.nodes import Scalar

RULES = """\
sikta: 1
name: small
extends: base
currency: EUR
parameters: {large: 250, words: [a, b], rate: 0.5, day: "2026-01-01", oldest: 90, nobody: 7}
tables:
  accounts:
    file: a.csv
    key: id
    fields:
      id: {type: text}
      kind: {type: category, values: [x, y, large]}
      employees: {type: integer}
      revenue: {type: number, unit: EUR}
      age: {type: integer, max: oldest}
      since: {type: date}
  orders: {file: o.csv, account: id, date: day, fields: {id: {type: text}, day: {type: date}, amount: {type: number}, pieces: {type: integer}}}
metrics:
  orders_12m: {from: orders, count: rows, last: 12 months, ending: 1 year ago, where: amount >= 100 and pieces > 2}
  pieces: {from: orders, sum: pieces}
  usual: {from: orders, average: amount}
  share: {from: orders, share: amount > 1000}
  per_head: {value: revenue / employees}
knockouts:
  small:
    when: >-
      kind == "x" and
      employees < 10
  old: {when: "days_since(since) > 365 or between(age, 70, oldest)"}
scores:
  potential:
    criteria:
      size:
        weight: 3
        criteria:
          heads: {weight: 1.5, value: employees, bands: [{points: 0}, {from: 20, points: 40}, {from: large, points: 100}]}
          sales: {weight: 2, value: revenue, scale: [0, 5000]}
      kind: {weight: 1, value: kind, points: {x: 80}, otherwise: 20, missing: 35}
      rule: {weight: rate, for: revenue > 0, rules: [{when: per_head >= 12.5, points: 60}], otherwise: 0, missing: skip}
segmentations:
  grid:
    method: matrix
    axes: {potential: {low: 0, mid: 40, high: 60}}
    needs_completeness: 40%
    segments: {a: {at: {potential: [low, mid]}}, b: {at: {potential: high}}, c: {at: unrated}}
  value: {method: tiers, rank_by: revenue, segments: {A: {up_to: 80%}, B: {up_to: 0.95}, C: {up_to: 100%}}}
  sizes: {method: tiers, rank_by: employees, cut: value, segments: {L: {from: large}, M: {from: 50}, S: {}}}
  flow: {method: flow, current: revenue, previous: revenue, first: since, tolerance: 15%, segments: {new: {}}}
  buying: {method: rfm, recency: since, frequency: orders_12m, monetary: revenue, cuts: {frequency: [0, 2, 6], monetary: [10.5, 20]}, bins: 3,
           segments: {best: {frequency: [3, 3]}, rest: {otherwise: true}}}
  rules: {method: rules, for: kind is not None, segments: {big: {when: pieces > 8 and per_head > rate}, rest: {otherwise: true}}}
"""
BASE = "sikta: 1\nname: base\nknockouts:\n  tiny: {when: employees < 3}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("dials")
    (home / "base").mkdir()
    (home / "base" / "ruleset.yaml").write_text(BASE, encoding="utf-8")
    (home / "ruleset.yaml").write_text(RULES, encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def found(folder: Path) -> dict[str, Dial]:
    loaded = load(folder)
    assert loaded.ruleset is not None
    assert loaded.tree is not None
    assert loaded.errors == ()
    return {dial.name: dial for dial in dials(loaded.ruleset, loaded.tree.root)}


SIZE = "scores.potential.criteria.size"
EXPECTED = {
    "metrics.orders_12m.where@10": (DialKind.THRESHOLD, 100, False),
    "metrics.orders_12m.where@27": (DialKind.THRESHOLD, 2, True),
    "metrics.orders_12m.last": (DialKind.WINDOW, 12, True),
    "metrics.orders_12m.ending": (DialKind.WINDOW, 1, True),
    "metrics.share.share@9": (DialKind.THRESHOLD, 1000, False),
    "knockouts.tiny.when@12": (DialKind.THRESHOLD, 3, True),
    "knockouts.small.when@28": (DialKind.THRESHOLD, 10, True),
    "knockouts.old.when@20": (DialKind.THRESHOLD, 365, True),
    "knockouts.old.when@40": (DialKind.THRESHOLD, 70, True),
    f"{SIZE}.weight": (DialKind.WEIGHT, 3, False),
    f"{SIZE}.criteria.heads.weight": (DialKind.WEIGHT, 1.5, False),
    f"{SIZE}.criteria.heads.bands.0.points": (DialKind.POINTS, 0, False),
    f"{SIZE}.criteria.heads.bands.1.from": (DialKind.BAND, 20, True),
    f"{SIZE}.criteria.heads.bands.1.points": (DialKind.POINTS, 40, False),
    f"{SIZE}.criteria.heads.bands.2.points": (DialKind.POINTS, 100, False),
    f"{SIZE}.criteria.sales.weight": (DialKind.WEIGHT, 2, False),
    f"{SIZE}.criteria.sales.scale.0": (DialKind.SCALE, 0, False),
    f"{SIZE}.criteria.sales.scale.1": (DialKind.SCALE, 5000, False),
    "scores.potential.criteria.kind.weight": (DialKind.WEIGHT, 1, False),
    "scores.potential.criteria.kind.missing": (DialKind.POINTS, 35, False),
    "scores.potential.criteria.kind.points.x": (DialKind.POINTS, 80, False),
    "scores.potential.criteria.kind.otherwise": (DialKind.POINTS, 20, False),
    "scores.potential.criteria.rule.for@10": (DialKind.THRESHOLD, 0, False),
    "scores.potential.criteria.rule.rules.0.when@12": (DialKind.THRESHOLD, 12.5, False),
    "scores.potential.criteria.rule.rules.0.points": (DialKind.POINTS, 60, False),
    "scores.potential.criteria.rule.otherwise": (DialKind.POINTS, 0, False),
    "segmentations.grid.axes.potential.low": (DialKind.LEVEL, 0, False),
    "segmentations.grid.axes.potential.mid": (DialKind.LEVEL, 40, False),
    "segmentations.grid.axes.potential.high": (DialKind.LEVEL, 60, False),
    "segmentations.grid.needs_completeness": (DialKind.COMPLETENESS, 0.4, False),
    "segmentations.value.segments.A.up_to": (DialKind.TIER, 0.8, False),
    "segmentations.value.segments.B.up_to": (DialKind.TIER, 0.95, False),
    "segmentations.sizes.segments.M.from": (DialKind.TIER, 50, True),
    "segmentations.flow.tolerance": (DialKind.TOLERANCE, 0.15, False),
    "segmentations.buying.cuts.frequency.0": (DialKind.CUT, 0, True),
    "segmentations.buying.cuts.frequency.1": (DialKind.CUT, 2, True),
    "segmentations.buying.cuts.frequency.2": (DialKind.CUT, 6, True),
    "segmentations.buying.cuts.monetary.0": (DialKind.CUT, 10.5, False),
    "segmentations.buying.cuts.monetary.1": (DialKind.CUT, 20, False),
    "segmentations.rules.segments.big.when@9": (DialKind.THRESHOLD, 8, True),
    "parameters.large": (DialKind.PARAMETER, 250, True),
    "parameters.rate": (DialKind.PARAMETER, 0.5, False),
}


def test_every_number_is_found_once_in_the_order_of_computing(found: dict[str, Dial]) -> None:
    assert {name: (dial.kind, dial.value, dial.whole) for name, dial in found.items()} == EXPECTED
    assert list(found) == list(EXPECTED)


def test_a_parameter_knows_where_it_is_used_and_what_it_may_become(found: dict[str, Dial]) -> None:
    large = found["parameters.large"]
    assert large.uses == (
        f"{SIZE}.criteria.heads.bands.2.from",
        "segmentations.sizes.segments.L.from",
    )
    assert large.parts == ("scores.potential", "segmentations.sizes")
    assert large.limits == Limits(above=50)  # the tier below begins there; the band before it at 20
    assert found["parameters.rate"].uses == (
        "scores.potential.criteria.rule.weight",
        "segmentations.rules.segments.big.when",
    )
    assert found["parameters.rate"].limits == Limits(above=0)


def test_a_number_that_says_what_the_data_is_is_no_dial(found: dict[str, Dial]) -> None:
    assert "parameters.oldest" not in found  # the max of a field: turning it would change what is read
    assert "parameters.nobody" not in found


def test_a_dial_knows_the_unit_and_the_comparison(found: dict[str, Dial]) -> None:
    assert found[f"{SIZE}.criteria.sales.scale.1"].unit == "EUR"
    assert found["knockouts.small.when@28"].excerpt == "employees < 10"
    assert found["knockouts.old.when@40"].excerpt == "between(age, 70, oldest)"
    assert found["knockouts.small.when@28"].parts == ("knockouts",)
    assert found["metrics.share.share@9"].parts == ("metrics.share",)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("knockouts.small.when@28", 12, 'kind == "x" and employees < 12'),
        ("knockouts.old.when@40", 65, "days_since(since) > 365 or between(age, 65, oldest)"),
        ("metrics.orders_12m.last", 13, "13 months"),
        ("metrics.orders_12m.ending", 2, "2 year ago"),
        ("segmentations.grid.needs_completeness", 0.44, "44%"),
        ("segmentations.value.segments.B.up_to", 0.855, "0.855"),
        (f"{SIZE}.criteria.heads.weight", 1.65, "1.65"),
        ("parameters.large", 275.0, "275"),
    ],
)
def test_a_turned_dial_reads_as_a_person_would_have_written_it(
    found: dict[str, Dial], name: str, value: float, text: str
) -> None:
    edit = found[name].turned(value)
    assert isinstance(edit.new, Scalar)
    assert edit.new.text == text
    assert edit.path == found[name].path
    assert edit.old is found[name].node


@pytest.mark.parametrize(
    ("name", "share", "value"),
    [
        ("segmentations.grid.axes.potential.mid", 0.1, 44),
        ("segmentations.grid.axes.potential.mid", 0.5, None),  # 60 is where the next level begins
        ("segmentations.grid.axes.potential.high", 0.7, None),  # 102 points do not exist
        ("segmentations.grid.axes.potential.low", 0.1, None),  # a share of 0 is 0
        ("segmentations.value.segments.B.up_to", 0.05, 0.9975),
        ("segmentations.value.segments.B.up_to", 0.1, None),  # 104.5%
        ("segmentations.value.segments.B.up_to", -0.2, None),  # below A, which reaches up to 80%
        ("knockouts.small.when@28", 0.05, 11),  # half an employee more is one more
        ("knockouts.small.when@28", -0.2, 8),
        (f"{SIZE}.criteria.heads.bands.1.from", 0.08, 21),  # 1.6 more: 1, so as not to go further than asked
        (f"{SIZE}.criteria.kind.points.x", None, None),
        (f"{SIZE}.weight", 0.1, 3.3),
        ("segmentations.buying.cuts.frequency.1", 0.05, 3),
    ],
)
def test_a_shift_stays_within_what_the_number_may_become(
    found: dict[str, Dial], name: str, share: float | None, value: float | None
) -> None:
    if share is not None:
        assert found[name].shifted(share) == value


BOUNDED = """\
sikta: 1
name: bounded
parameters: {nearly: 0.95}
tables:
  accounts:
    file: a.csv
    key: id
    fields:
      id: {type: text}
      score: {type: number, min: 0, max: 10}
      margin: {type: number, unit: "%"}
      growth: {type: number}
  deals: {file: d.csv, account: id, fields: {id: {type: text}, stage: {type: text}, sure: {type: number, min: 0, max: 1}}}
metrics:
  won: {from: deals, count: rows, where: stage == "Won"}
  lost: {from: deals, count: rows, where: stage == "Lost"}
  win_rate: {value: won / (won + lost)}
  ratio: {value: won / lost}
  sureness: {from: deals, average: sure, where: sure > 0.95}
  wins: {from: deals, share: stage == "Won"}
  discount: {value: growth / 2, format: percent}
scores:
  fit:
    criteria:
      a: {weight: 1, value: win_rate, scale: [0, 1]}
      b: {weight: 1, value: ratio, scale: [0, 1]}
      c: {weight: 1, value: percent_rank(growth), scale: [0, 1]}
      d: {weight: 1, value: score, bands: [{points: 0}, {from: 9.5, points: 100}]}
      e: {weight: 1, value: sureness, scale: [0, 1]}
      f: {weight: 1, value: wins, scale: [0, 1]}
      g: {weight: 1, value: discount, scale: [0, 1]}
      h: {weight: 1, value: discount, scale: [0, 1.5]}
      i: {weight: 1, value: margin, scale: [0, 98]}
      j: {weight: 1, value: growth, scale: [0, 1]}
segmentations:
  keen: {method: rules, segments: {eager: {when: win_rate > nearly or fit > 96 or growth > 0.95}, rest: {otherwise: true}}}
"""


@pytest.mark.parametrize(
    ("name", "up", "down"),
    [
        ("scores.fit.criteria.a.scale.1", None, 0.9),  # a part of a whole: never above 100%
        ("scores.fit.criteria.b.scale.1", 1.1, 0.9),  # won for each lost: may be more than 1
        ("scores.fit.criteria.c.scale.1", None, 0.9),  # a rank among all: 0 to 1
        ("scores.fit.criteria.d.bands.1.from", None, 8.55),  # the field says at most 10
        ("scores.fit.criteria.e.scale.1", None, 0.9),  # an average of what is at most 1
        ("scores.fit.criteria.f.scale.1", None, 0.9),  # a share of rows
        ("scores.fit.criteria.g.scale.1", None, 0.9),  # a percentage up to 100%
        ("scores.fit.criteria.h.scale.1", 1.65, 1.35),  # one that goes beyond 100% anyhow
        ("scores.fit.criteria.i.scale.1", None, 88.2),  # 98% in a column of percentages
        ("scores.fit.criteria.j.scale.1", 1.1, 0.9),  # of growth nothing is known
        ("metrics.sureness.where@7", None, 0.855),  # over rows of deals
        ("parameters.nearly", None, 0.855),
        ("segmentations.keen.segments.eager.when@27", None, 86.4),  # a score has at most 100 points
        ("segmentations.keen.segments.eager.when@42", 1.045, 0.855),
    ],
)
def test_no_number_is_turned_beyond_what_there_can_be(
    tmp_path: Path, name: str, up: float | None, down: float
) -> None:
    (tmp_path / "ruleset.yaml").write_text(BOUNDED, encoding="utf-8")
    (dial,) = (each for each in dials_of(check_ruleset(tmp_path)) if each.name == name)
    assert (dial.shifted(0.1), dial.shifted(-0.1)) == (up, down)


def test_a_number_beyond_what_there_can_be_may_come_back(tmp_path: Path) -> None:
    rules = BOUNDED.replace("value: win_rate, scale: [0, 1]", "value: win_rate, scale: [0, 1.3]")
    (tmp_path / "ruleset.yaml").write_text(rules, encoding="utf-8")
    dial = next(each for each in dials_of(check_ruleset(tmp_path)) if each.name.endswith("a.scale.1"))
    assert dial.shifted(-0.5) == 0.65


def test_a_negative_number_is_moved_away_from_nought_by_a_positive_share() -> None:
    node = Scalar(-1, "-1", load(Path("nowhere")).findings[0].place)
    dial = Dial(("scores",), DialKind.SCALE, -1.0, node)
    assert dial.shifted(0.1) == pytest.approx(-1.1)
    assert dial.shifted(-0.1) == pytest.approx(-0.9)


@pytest.mark.parametrize(
    ("value", "text"), [(5.0, "5"), (0.25, "0.25"), (-3.0, "-3"), (1e6, "1000000"), (1 / 3, "0.3333333333")]
)
def test_numbers_are_written_plainly(value: float, text: str) -> None:
    assert written(value) == text


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("employees < 10", [10]),
        ("-5 <= growth < 12.5", [-5, 12.5]),
        ("quarter(day) == 4 or month(day) in [7, 8]", []),
        ("quantile(revenue, 5) >= 4", [4]),
        ("round(revenue, 2) > 1000", [1000]),
        ("last >= months_ago(6)", [6]),
        ("revenue * 2 > 1000", [2, 1000]),
        ("total(revenue, by=kind, where=age > 30) > 7", [30, 7]),
        ("1 if revenue > 3 else 0", [3]),
        ("not (a > 1 and b < 2)", [1, 2]),
        ("max(a, 5) > 3", [5, 3]),
        ("revenue + 5", []),
        ("a >", []),
        ("(" * 500, []),
        ("nämnd > 5", [5]),
    ],
)
def test_the_bounds_in_an_expression(text: str, values: list[float]) -> None:
    found = numerals(text)
    assert [each.value for each in found] == values
    for each in found:
        assert float(text[each.offset : each.offset + each.length]) == each.value


def test_names_of_an_expression() -> None:
    assert names("a > large and b < 3") == {"a", "large", "b"}
    assert names("a >") == frozenset()


def test_a_tree_has_no_node_where_nothing_stands(folder: Path) -> None:
    tree = load(folder).tree
    assert tree is not None
    assert node_at(tree.root, ("scores", "nothing")) is None
    assert node_at(tree.root, ("name", "deeper")) is None


EXAMPLE = Path(str(files("sikta"))) / "rulesets" / "proactive-sales"
CHECKED = check_ruleset(EXAMPLE)


@given(st.sampled_from(dials_of(CHECKED)), st.sampled_from([-0.2, -0.1, 0.1, 0.2]))
@settings(max_examples=30)
def test_turning_a_dial_of_the_example_changes_that_number_and_gives_a_sound_ruleset(
    dial: Dial, share: float
) -> None:
    value = dial.shifted(share)
    if value is None:
        return
    assert CHECKED.tree is not None
    plan = plan_of_tree(replace(CHECKED.tree, root=applied(CHECKED.tree.root, [dial.turned(value)])))
    assert plan is not None
    again = {
        each.path + (each.span or ()): each
        for each in dials(plan.ruleset, applied(CHECKED.tree.root, [dial.turned(value)]))
    }
    same = [each for each in again.values() if each.path == dial.path and each.kind is dial.kind]
    assert value in [each.value for each in same]


def test_a_ruleset_with_faults_has_no_dials(tmp_path: Path) -> None:
    (tmp_path / "ruleset.yaml").write_text("sikta: 1\n", encoding="utf-8")
    assert dials_of(check_ruleset(tmp_path)) == ()


def test_wholes_are_followed_through_metrics_and_lookups(tmp_path: Path) -> None:
    text = dedent("""\
        sikta: 1
        name: wholes
        tables:
          accounts: {file: a.csv, key: id, fields: {id: {type: text}, sector: {type: text}, heads: {type: integer}, rate: {type: number}}}
          sectors: {file: s.csv, key: sector, fields: {sector: {type: text}, norm: {type: integer}}}
        parameters: {step: 2}
        metrics:
          norm: {lookup: sectors.norm, by: sector}
          above: {value: heads - norm}
          twice: {value: "max(above * step, 0)"}
          half: {value: above / 2}
          part: {value: heads * rate}
          group_heads: {value: heads, over: group}
        segmentations:
          s:
            method: rules
            segments:
              a: {when: twice > 10 or half > 20 or part > 30 or -above < 40 or group_heads > 50 or unheard > 60}
              b: {otherwise: true}
        """)
    (tmp_path / "ruleset.yaml").write_text(text, encoding="utf-8")
    loaded = load(tmp_path)
    assert loaded.ruleset is not None
    assert loaded.tree is not None
    whole = {dial.value: dial.whole for dial in dials(loaded.ruleset, loaded.tree.root) if dial.span}
    assert whole == {10: True, 20: False, 30: False, 40: True, 50: True, 60: False}
