"""What moves when a number is turned: by hand on six accounts, and against evaluations of their own."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from sikta.engine import SiktaError, evaluate
from sikta.engine.analysis.sensitivity import Question, Sensitivity, sensitivity
from sikta.engine.analysis.sensitivity.acceptability import Acceptability
from sikta.engine.analysis.sensitivity.swing import Mover, Shift, Swing
from sikta.engine.checking import check_ruleset, dials_of, replanner
from sikta.engine.rules.editing.dial import DialKind
from sikta.engine.running import rehearse_plan

RULES = """\
sikta: 1
name: small
as_of: 2026-06-30
parameters: {needy: 50}
tables:
  accounts:
    file: accounts.csv
    key: id
    name: company
    fields: {id: {type: text}, company: {type: text}, size: {type: number}, need: {type: number}, revenue: {type: number}}
knockouts: {rich: {when: revenue > 5000}}
scores:
  potential:
    criteria:
      size_points: {weight: 1, value: size, scale: [0, 100]}
      need_points: {weight: 1, value: need, scale: [0, 100]}
  other: {criteria: {alone: {weight: 1, value: revenue, bands: [{points: 0}, {from: 300, points: 100}]}}}
segmentations:
  kind: {method: rules, overlapping: true, segments: {big: {when: size >= 50}, needing: {when: need >= needy}}}
  priority:
    method: matrix
    axes: {potential: {low: 0, high: 50}}
    segments: {call: {title: Call, at: {potential: high}}, mail: {at: {potential: low}}, out: {at: knocked_out}, ask: {at: unrated}}
  words: {method: rules, segments: {named: {when: company is not None}, rest: {otherwise: true}}}
reports: {money: revenue}
"""
ACCOUNTS = """\
id,company,size,need,revenue
A,Acme,60,44,100
B,Beta,50,50,200
C,Ceta,40,58,300
D,Dune,90,80,400
E,Echo,10,10,500
F,Fyra,40,59,600
"""
# Scores: A (60 + 44) / 2 = 52, B 50, C 49, D 85, E 10, F 49.5. High begins at 50.
LEVELS_AND_WEIGHTS = frozenset({DialKind.LEVEL, DialKind.WEIGHT, DialKind.THRESHOLD})


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "ruleset.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
    return tmp_path


def answered(home: Path, question: Question, told: list[tuple[int, int]] | None = None) -> Sensitivity:
    checked = check_ruleset(home)
    tell = (lambda *_: None) if told is None else lambda done, whole: told.append((done, whole))
    return sensitivity(
        rehearse_plan(checked.or_raise()), dials_of(checked), replanner(checked), question, tell
    )


@pytest.fixture
def found(home: Path) -> Sensitivity:
    return answered(home, Question(kinds=LEVELS_AND_WEIGHTS))


def swing(found: Sensitivity, name: str) -> Swing:
    return next(each for each in (*found.swings, *found.dead) if each.dial.name == name)


HIGH = "segmentations.priority.axes.potential.high"
SIZE = "scores.potential.criteria.size_points.weight"
NEED = "scores.potential.criteria.need_points.weight"


def test_a_boundary_that_moves_takes_along_who_was_between(found: Sensitivity) -> None:
    assert found.segmentation == "priority"
    assert swing(found, HIGH).shifts == (
        Shift(-0.2, 40, 2, 900.0),  # C 49 and F 49.5 are above it now
        Shift(-0.1, 45, 2, 900.0),
        Shift(-0.05, 47.5, 2, 900.0),
        Shift(0.05, 52.5, 2, 300.0),  # A 52 and B 50 are below it
        Shift(0.1, 55, 2, 300.0),
        Shift(0.2, 60, 2, 300.0),
    )


def test_a_weight_moves_whose_score_it_brings_over_the_boundary(found: Sensitivity) -> None:
    # F with 0.9: (0.9·40 + 59) / 1.9 = 50.00; C with 0.8: (32 + 58) / 1.8 = 50.00
    counts = {shift.value: shift.accounts for shift in swing(found, SIZE).shifts}
    assert counts == {0.8: 2, 0.9: 1, 0.95: 0, 1.05: 0, 1.1: 0, 1.2: 0}
    # F with 1.2: (40 + 70.8) / 2.2 = 50.36; with 1.1: (40 + 64.9) / 2.1 = 49.95
    counts = {shift.value: shift.accounts for shift in swing(found, NEED).shifts}
    assert counts == {0.8: 0, 0.9: 0, 0.95: 0, 1.05: 0, 1.1: 0, 1.2: 1}


def test_the_first_to_move_are_named_the_most_money_first(found: Sensitivity) -> None:
    high = swing(found, HIGH)
    assert high.first == Shift(-0.05, 47.5, 2, 900.0)
    assert high.movers == (
        Mover("F", "Fyra", ("mail",), ("call",), 600.0),
        Mover("C", "Ceta", ("mail",), ("call",), 300.0),
    )
    assert swing(found, NEED).first == Shift(0.2, 1.2, 1, 600.0)


SEVERAL = """\
id,company,size,need,revenue
A,Acme,54,54,1000
B,Beta,52,52,50
C,Ceta,49,49,100
D,Dune,90,90,400
"""
# Scores: A 54, B 52, C 49, D 90. High begins at 50. Up by 5%, at 52.5, B falls out (50); by 10%, at 55, A too (1050).
# Down by 5%, at 47.5, C comes in (100); by 10% nobody more. Up by 10% moves the most money, though down is as near.


def test_the_first_to_move_go_the_way_that_is_told(home: Path) -> None:
    (home / "accounts.csv").write_text(SEVERAL, encoding="utf-8")
    high = swing(answered(home, Question(kinds={DialKind.LEVEL})), HIGH)
    assert high.told == Shift(0.1, 55, 2, 1050.0)
    assert high.first == Shift(0.05, 52.5, 1, 50.0)
    assert [mover.name for mover in high.movers] == ["Beta"]


def test_nobody_is_told_to_move_first_who_moves_the_other_way_or_later(found: Sensitivity) -> None:
    for each in found.swings:
        assert each.told is not None
        assert each.first is not None
        assert each.first.share * each.told.share > 0
        assert abs(each.first.share) <= abs(each.told.share)


def test_the_money_of_a_number_is_that_of_moderate_shifts_alone(found: Sensitivity) -> None:
    # The weight of need moves F (600) only when it is 20% more: nothing within 10%.
    assert {each.dial.name: each.worth(0.1) for each in found.swings} == {HIGH: 900.0, SIZE: 600.0, NEED: 0.0}


def test_numbers_are_in_order_of_the_money_that_a_moderate_shift_moves(found: Sensitivity) -> None:
    assert [each.dial.name for each in found.swings] == [HIGH, SIZE, NEED]
    assert [each.told for each in found.swings] == [
        Shift(-0.05, 47.5, 2, 900.0),
        Shift(-0.1, 0.9, 1, 600.0),
        Shift(0.2, 1.2, 1, 600.0),  # no shift up to 10% moves anybody
    ]


def test_what_moves_nobody_what_cannot_be_turned_and_what_is_elsewhere_are_told_apart(
    found: Sensitivity,
) -> None:
    assert [each.dial.name for each in found.dead] == ["knockouts.rich.when@10"]
    assert [dial.name for dial in found.fixed] == ["segmentations.priority.axes.potential.low"]
    assert found.elsewhere == 2  # the weight of the other score, the 50 of the other segmentation


def test_who_stays_under_every_moderate_shift_is_stable(found: Sensitivity) -> None:
    stability = found.stability
    # A and B move when high begins later, C and F when it begins earlier: D and E stay.
    assert (stability.accounts, stability.all_accounts) == (2, 6)
    assert (stability.money, stability.all_money) == (900.0, 2100.0)
    assert stability.share == pytest.approx(2 / 6)
    assert stability.money_share == pytest.approx(900 / 2100)
    assert (stability.within, stability.shifts) == (0.1, 4 * 4)  # four numbers, up and down by 5 and 10%


def test_accounts_near_a_boundary_with_what_they_lack(found: Sensitivity) -> None:
    near = found.boundaries
    assert near is not None
    assert near.distance.tolist() == [2, 0, 1, 35, 40, 0.5]
    assert [(each.key, each.distance, each.segment, each.other) for each in near.near] == [
        ("F", -0.5, "mail", "call"),
        ("C", -1.0, "mail", "call"),
        ("B", 0.0, "call", "mail"),
        ("A", 2.0, "call", "mail"),
    ]
    assert {(each.axis, each.level, each.start) for each in near.near} == {("potential", "high", 50.0)}
    assert near.money == 1200.0


def test_all_weights_at_once_are_drawn_evenly_around_what_they_are(home: Path) -> None:
    found = answered(home, Question(kinds=LEVELS_AND_WEIGHTS, draws=200, seed=7))
    drawn = found.acceptability
    assert drawn is not None
    weights = np.round(np.random.default_rng(7).uniform(0.9, 1.1, (200, 2)), 6)
    size, need = weights[:, 0], weights[:, 1]

    def score(account_size: float, account_need: float) -> np.ndarray:
        return np.floor((account_size * size + account_need * need) / (size + need) * 100 + 0.5) / 100

    stays = {"C": (score(40, 58) < 50).mean(), "F": (score(40, 59) < 50).mean()}
    assert 0.5 < stays["F"] < 1
    assert drawn.shares.tolist() == [1, 1, stays["C"], 1, 1, stays["F"]]
    assert (drawn.weights, drawn.draws, drawn.within) == (2, 200, 0.1)
    assert drawn.mean == pytest.approx((4 + stays["C"] + stays["F"]) / 6)
    assert drawn.unsure == sum(share < 0.9 for share in drawn.shares)


def test_nothing_is_drawn_where_that_is_asked_or_one_weight_stands_alone(home: Path) -> None:
    assert answered(home, Question(draws=0)).acceptability is None
    text = RULES.replace("      need_points: {weight: 1, value: need, scale: [0, 100]}\n", "")
    (home / "ruleset.yaml").write_text(text, encoding="utf-8")
    assert answered(home, Question()).acceptability is None


def test_without_an_account_in_a_segment_there_is_no_average() -> None:
    nobody = Acceptability(10, 0.1, 2, np.full(3, np.nan))
    assert (nobody.mean, nobody.unsure) == (None, 0)


def test_an_account_in_several_segments_moves_when_it_leaves_one(home: Path) -> None:
    found = answered(home, Question("kind", kinds=LEVELS_AND_WEIGHTS | {DialKind.PARAMETER}))
    big = swing(found, "segmentations.kind.segments.big.when@8")
    # size 60, 50, 40, 90, 10, 40: from 40 on C and F are big too; from 52.5 on B is no more
    assert {shift.value: shift.accounts for shift in big.shifts} == {
        40: 2,
        45: 0,
        47.5: 0,
        52.5: 1,
        55: 1,
        60: 1,
    }
    assert big.movers == (Mover("B", "Beta", ("big", "needing"), ("needing",), 200.0),)
    needing = swing(found, "parameters.needy")
    assert {shift.value: shift.accounts for shift in needing.shifts} == {
        40: 1,
        45: 0,
        47.5: 0,
        52.5: 1,
        55: 1,
        60: 3,
    }
    assert found.boundaries is None
    assert found.stability.all_accounts == 5  # E is in no segment


def test_every_shift_moves_whom_an_evaluation_of_its_own_moves(home: Path) -> None:
    found = answered(home, Question(shifts=(0.1,)))
    before = evaluate(home).segmentations["priority"].codes
    for name, old, new in (
        (HIGH, "high: 50", "high: 55"),
        (SIZE, "size_points: {weight: 1,", "size_points: {weight: 0.9,"),
        ("scores.potential.criteria.need_points.scale.1", "need, scale: [0, 100]", "need, scale: [0, 90]"),
    ):
        (home / "ruleset.yaml").write_text(RULES.replace(old, new), encoding="utf-8")
        moved = int((evaluate(home).segmentations["priority"].codes != before).sum())
        share = 0.1 if "55" in new else -0.1
        assert next(s.accounts for s in swing(found, name).shifts if s.share == share) == moved


def test_progress_ends_where_it_was_to_end(home: Path) -> None:
    told: list[tuple[int, int]] = []
    answered(home, Question(shifts=(0.1,), kinds=LEVELS_AND_WEIGHTS, draws=5), told)
    # five numbers up and down, and five draws
    assert told == [(done, 15) for done in range(1, 16)]


def test_a_ruleset_without_money_counts_accounts(home: Path) -> None:
    (home / "ruleset.yaml").write_text(RULES.replace("reports: {money: revenue}\n", ""), encoding="utf-8")
    found = answered(home, Question(shifts=(0.1,), kinds=LEVELS_AND_WEIGHTS))
    assert found.money is None
    assert swing(found, HIGH).shifts == (Shift(-0.1, 45, 2, None), Shift(0.1, 55, 2, None))
    assert (found.stability.money, found.stability.money_share) == (None, None)
    assert [mover.key for mover in swing(found, HIGH).movers] == ["C", "F"]


@pytest.mark.parametrize(
    ("shifts", "within"), [((0.05, 0.1, 0.2), 0.1), ((0.05,), 0.05), ((0.2, 0.5), 0.2), ((0.1, 0.15), 0.1)]
)
def test_stability_looks_at_the_largest_moderate_shift(shifts: Sequence[float], within: float) -> None:
    assert Question(shifts=shifts).within == within


def test_a_number_that_only_moves_by_larger_steps_does_not_make_anybody_unstable(home: Path) -> None:
    text = RULES.replace("size: {type: number}", "size: {type: integer}").replace("size >= 50", "size >= 9")
    (home / "ruleset.yaml").write_text(text, encoding="utf-8")
    found = answered(home, Question("kind", shifts=(0.1,), kinds={DialKind.THRESHOLD}))
    # 10% of 9 is less than one: it moves to 10 or 8, by 11%; E has 10 and stays big
    assert [shift.value for shift in found.dead[0].shifts] == [8, 10]
    assert (found.stability.shifts, found.stability.share) == (0, 1.0)


@pytest.mark.parametrize(
    ("question", "code", "message", "fix"),
    [
        (Question("priorty"), "E951", 'there is no segmentation called "priorty"', 'did you mean "priority"?'),
        (Question("zzz"), "E951", 'there is no segmentation called "zzz"', "leave --segmentation out to take the matrix"),
        (Question("words"), "E953", 'the segmentation "words" rests on no number that could be turned',
         'look at another segmentation with --segmentation, or add "--kind all" to turn points as well'),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_said(
    home: Path, question: Question, code: str, message: str, fix: str
) -> None:
    with pytest.raises(SiktaError) as error:
        answered(home, question)
    (finding,) = error.value.findings
    assert (finding.code, finding.message, finding.fix) == (code, message, fix)


def test_a_ruleset_of_scores_alone_has_nobody_to_move(home: Path) -> None:
    text = RULES[: RULES.index("segmentations:")] + "reports: {money: revenue}\n"
    (home / "ruleset.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SiktaError) as error:
        answered(home, Question())
    assert error.value.findings[0].code == "E952"


def test_a_shift_that_makes_no_sound_ruleset_is_left_out(home: Path) -> None:
    text = RULES.replace("{needy: 50}", "{needy: 50, steep: 30}").replace(
        "{from: 300,", "{from: steep, points: 50}, {from: 31,"
    )
    text = text.replace("axes: {potential:", "axes: {other: {no: 0, yes: 70}, potential:").replace(
        "at: {potential: high}", "at: {potential: high, other: [no, yes]}"
    )
    (home / "ruleset.yaml").write_text(text, encoding="utf-8")
    found = answered(home, Question(shifts=(0.1,), kinds={DialKind.PARAMETER}))
    # 33 would pass the next band, which begins at 31
    assert [shift.value for each in (*found.swings, *found.dead) for shift in each.shifts] == [27]
