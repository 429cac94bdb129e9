"""What tests miss: coverage, changes that none notices, and tests that are proposed."""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from sikta.engine.checking import Checked, check_ruleset
from sikta.engine.findings import SiktaError
from sikta.engine.plan.dependence import compared_names
from sikta.engine.scenarios import make_suite
from sikta.engine.scenarios.coverage import coverage_of, coverage_record, coverage_text
from sikta.engine.scenarios.mutation import Mutation, Turned, changes, mutated, mutation_record, mutation_text
from sikta.engine.scenarios.mutation.words import subject_words
from sikta.engine.scenarios.proposals import proposals_text, proposed, write_proposals

Shop = Callable[[str], Path]

SMALL = """\
sikta: 1
name: small
as_of: 2026-06-30
tables: {accounts: {file: a.csv, key: id, fields: {id: {type: text}, staff: {type: integer, min: 0}, land: {type: category, values: [NL, BE, FR]}}}}
knockouts: {abroad: {title: Abroad, when: land == "FR"}}
scores:
  size:
    title: Size
    criteria: {people: {title: People, weight: 1, value: staff, bands: [{points: 0}, {from: 10, points: 100}]}}
segmentations:
  kind: {title: Kind, method: rules, segments: {large: {title: Large, when: staff >= 100}, other: {title: Other, otherwise: true}}}
tests:
"""


@pytest.fixture
def small(tmp_path: Path) -> Callable[[str], Checked]:
    def write(tests: str) -> Checked:
        (tmp_path / "ruleset.yaml").write_text(SMALL + tests, encoding="utf-8")
        return check_ruleset(tmp_path)

    return write


COVERED = """\
What tests decide                          decided      of    share
--------------------------------------    --------  ------  -------
Knock-outs                                       1       2      50%
Segments                                         1       2      50%
Bands                                            1       2      50%
All                                              3       6      50%

No test decides:
  Knock-outs
    Abroad: takes an account out
  Segments
    Kind: Large
  Bands
    People: below 10"""


def test_coverage_counts_what_tests_go_through(small: Callable[[str], Checked]) -> None:
    suite = make_suite(small("  one: {given: {staff: 12, land: NL}, expect: {kind: other}}\n").or_raise())
    found = coverage_of(suite, "en")
    assert coverage_text(found, "en") == COVERED
    assert coverage_record(found)["share"] == 0.5
    assert coverage_record(found)["points"][0] == {
        "kind": "Knock-outs",
        "path": "knockouts.abroad",
        "words": "Abroad: takes an account out",
        "compares_accounts": False,
        "tests": 0,
    }


def test_each_kind_of_points_is_counted() -> None:
    """Of the example: points by value and by rule, scales, levels, playbooks; segments that compare accounts as well."""
    plan = check_ruleset(Path(str(files("sikta"))) / "rulesets" / "proactive-sales").or_raise()
    found = coverage_of(make_suite(plan), "en")
    counts = {str(kind): len(points) for kind, points in found.by_kind().items()}
    assert counts == {
        "Knock-outs": 8,
        "Segments": 46,
        "Levels": 9,
        "Bands": 13,
        "Points by value": 12,
        "Points by rule": 10,
        "Scales": 7,
        "Playbooks": 7,
    }
    starred = {point.path.split(".")[1] for point in found.points if point.compared}
    assert starred == {"value_pyramid", "momentum", "rfm"}


def test_changes_that_no_test_notices(small: Callable[[str], Checked]) -> None:
    """At 10 staff the score is 100; a step at 9 leaves that, a step at 11 does not. 100 staff hold `large` from below."""
    checked = small(
        "  at: {given: {staff: 10, land: NL}, expect: {size: 100, kind: other}}\n"
        "  large: {given: {staff: 100}, expect: {kind: large}}\n"
    )
    told: list[tuple[int, int]] = []
    found = mutated(make_suite(checked.or_raise()), checked.tree, lambda *done: told.append(done))  # type: ignore[arg-type]
    noticed = {each.change.name: dict(each.noticed) for each in found.turned}
    assert noticed["segmentations.kind.segments.large.when@9"] == {"90": (), "110": ("large",)}
    assert noticed["scores.size.criteria.people.bands.1.from"] == {"9": (), "11": ("at",)}
    assert noticed["knockouts.abroad.when"] == {"never true": ()}
    assert noticed["segmentations.kind.segments.large.when"] == {
        "never true": ("large",),
        "> instead of >=": ("large",),
    }
    assert told[-1] == (len(told), len(told))
    text = mutation_text(found, checked.or_raise(), "en")
    assert (
        text.splitlines()[0]
        == f"{found.found} of {found.tried} small changes of the ruleset are noticed by some test"
    )
    assert "  the rule of “Abroad”: never true" in text.splitlines()
    assert "  the step of People at 10: 10 to 9 (11 would be noticed)" in text.splitlines()
    record = mutation_record(found, checked.or_raise(), "en")
    assert (record["tried"], record["noticed"]) == (found.tried, found.found)


def test_every_change_of_the_example_has_words() -> None:
    """Words for each kind of number and rule."""
    checked = check_ruleset(Path(str(files("sikta"))) / "rulesets" / "proactive-sales")
    plan = checked.or_raise()
    compared = compared_names(plan.ruleset, plan.expressions, plan.order)
    found = changes(plan, checked.tree.root, compared)  # type: ignore[union-attr]
    words = {subject_words(change, plan, "en") for change in found}
    assert {
        "high Pain in Priority matrix",
        "the weight of Urgency in Pain",
        "the step of Hours of downtime a year at 15",
        "the second end of the scale of Urgency",
        "the points of Sector for “food”",
        "the points of Sector for the rest",
        "the points of Hours of downtime a year, band 2",
        "the points of Growth of the company where it is missing",
        "the tolerance of Customer flow",
        "how much has to be known in Priority matrix",
        "the parameter winnable",
        "Revenue, last 12 months, its span",
        "Revenue, 12 months before, the end of its span",
        "the rule of “Too small to visit”",
        "the rule of “Germany” in Market",
    } <= words
    assert found[0].name == "segmentations.priority.axes.potential.high"
    none = Mutation(tuple(Turned(change, (("x", ()),)) for change in found))
    assert (
        mutation_text(none, plan, "en").splitlines()[-1]
        == f"  and {len(found) - 40} more; --format json has them all"
    )


PROPOSED = """\
  land_nl:
    title: Land NL
    given: {land: NL}
    expect: {knocked_out: false}
  land_fr:
    title: Land FR
    given: {land: FR}
    expect: {knocked_out: [abroad]}
  staff_99:
    title: "Staff 99: just below 100"
    given: {staff: 99}
    expect: {kind: other}
  staff_100:
    title: "Staff 100: at the bound"
    given: {staff: 100}
    expect: {kind: large}
  staff_101:
    title: "Staff 101: just above 100"
    given: {staff: 101}
    expect: {kind: large}
  staff_9:
    title: "Staff 9: just below 10"
    given: {staff: 9}
    expect: {size: 0}
  staff_11:
    title: "Staff 11: just above 10"
    given: {staff: 11}
    expect: {size: 100}
"""


def test_tests_at_the_bounds_that_none_decides(small: Callable[[str], Checked], tmp_path: Path) -> None:
    """The bound at 10 is decided by `at`; the others are not. Written, they hold, and nothing more is proposed."""
    plan = small("  at: {given: {staff: 10}, expect: {size: 100}}\n").or_raise()
    found = proposed(plan, make_suite(plan))
    assert proposals_text(plan, found) == PROPOSED
    file = write_proposals(tmp_path, proposals_text(plan, found[:3]))
    assert file == tmp_path / "tests" / "proposed.yaml"
    assert file.read_text(encoding="utf-8").startswith("# Proposed by sikta test --write-missing")
    kept = file.read_text(encoding="utf-8").replace("land_nl:", "land_nl:   # ours")
    file.write_text(kept, encoding="utf-8")
    plan = check_ruleset(tmp_path).or_raise()
    more = proposed(plan, make_suite(plan))
    assert [each.id for each in more] == [each.id for each in found[3:]]
    assert [each.id for each in proposed(plan, make_suite(plan), 2)] == ["staff_100", "staff_101"]
    write_proposals(tmp_path, proposals_text(plan, more))
    assert file.read_text(encoding="utf-8").startswith(kept)
    checked = check_ruleset(tmp_path)
    suite = make_suite(checked.or_raise())
    assert [trial.scenario.id for trial in suite.run() if not trial.holds] == []
    assert proposed(checked.or_raise(), suite) == ()


def test_a_file_that_does_not_end_in_tests_gets_a_neighbour(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "proposed.yaml").write_text("tests: {a: {expect: {x: 1}}}\n", encoding="utf-8")
    assert write_proposals(tmp_path, "  b: {expect: {x: 2}}\n").name == "proposed-2.yaml"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "tests").write_text("no folder", encoding="utf-8")
    with pytest.raises(SiktaError) as caught:
        write_proposals(tmp_path, "  b: {expect: {x: 2}}\n")
    assert caught.value.findings[0].message == "tests/proposed.yaml cannot be written"


def test_proposals_for_the_shop_hold_and_are_complete(shop: Shop) -> None:
    """Levels of a matrix, dates, shares, booleans, overlapping segments; all hold, none is missing the second time."""
    folder = shop("one: {expect: {grid: ask}}")
    plan = check_ruleset(folder).or_raise()
    found = proposed(plan, make_suite(plan))
    text = proposals_text(plan, found)
    for part in (
        'title: "Since 31 Dec 2019: the day before 1 Jan 2020"',
        'title: "Fit 0.499: just below the next level of Need"',
        "given: {fit: 0.5}\n    expect: {levels: {grid: {need: high}}, need: 50}",
        "given: {blocked: true}\n    expect: {knocked_out: [held]}",
        "given: {revenue: 0.01}\n    expect: {kind: buyer}",
    ):
        assert part in text
    write_proposals(folder, text)
    again = check_ruleset(folder).or_raise()
    suite = make_suite(again)
    assert [trial.scenario.id for trial in suite.run() if not trial.holds] == []
    assert proposed(again, suite) == ()


FIGURES = """\
sikta: 1
name: figures
as_of: 2026-06-30
tables:
  accounts: {file: a.csv, key: id, fields: {id: {type: text}, staff: {type: integer, min: 0}}}
  orders: {file: o.csv, account: c, date: d, fields: {c: {type: text}, d: {type: date}, amount: {type: number}}}
metrics:
  now: {from: orders, sum: amount, last: 12 months, unit: EUR}
  then: {from: orders, sum: amount, last: 12 months, ending: 12 months ago, unit: EUR}
  first: {from: orders, min: d}
  last: {from: orders, max: d}
  times: {from: orders, count: rows}
scores: {calls: {criteria: {often: {weight: 1, value: times, points: {1: 50, 2: 80}, otherwise: 0}}}}
segmentations:
  flow: {method: flow, current: now, previous: then, first: first, tolerance: 10%}
  height: {method: tiers, rank_by: staff, cut: value, segments: {tall: {from: 50}, short: {}}}
  rfm:
    method: rfm
    recency: last
    frequency: times
    monetary: now
    bins: 2
    cuts: {recency: [0, 100], frequency: [0, 5], monetary: [0, 1000]}
    segments: {best: {recency: [2, 2], frequency: [2, 2], monetary: [2, 2]}, others: {otherwise: true}}
"""


def test_proposals_for_figures_hold(tmp_path: Path) -> None:
    """Flow (1000 before, 10% either way), tiers by value, cuts, and points by number."""
    (tmp_path / "ruleset.yaml").write_text(FIGURES, encoding="utf-8")
    plan = check_ruleset(tmp_path).or_raise()
    found = proposed(plan, make_suite(plan))
    text = proposals_text(plan, found)
    for part in (
        "expect: {flow: growing}",
        "expect: {flow: shrinking}",
        "expect: {flow: lost}",
        "given: {staff: 50}\n    expect: {height: tall}",
        "given: {times: 2}\n    expect: {calls: 80}",
        "expect: {rfm: best}",
    ):
        assert part in text
    write_proposals(tmp_path, text)
    again = check_ruleset(tmp_path).or_raise()
    suite = make_suite(again)
    assert all(trial.holds for trial in suite.run())
    assert proposed(again, suite) == ()


def test_accounts_that_come_from_rows_get_no_proposals(tmp_path: Path) -> None:
    (tmp_path / "ruleset.yaml").write_text(
        "sikta: 1\nname: derived\nas_of: 2026-06-30\n"
        "tables: {accounts: {from: orders, fields: {n: {last: n}}},"
        " orders: {file: o.csv, account: c, date: d, fields: {c: {type: text}, d: {type: date}, n: {type: number}}}}\n"
        "segmentations: {k: {method: rules, segments: {a: {when: n > 1}, b: {otherwise: true}}}}\n",
        encoding="utf-8",
    )
    plan = check_ruleset(tmp_path).or_raise()
    assert proposed(plan, make_suite(plan)) == ()
