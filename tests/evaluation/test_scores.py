"""Points, scores, completeness, bounds and contributions, with the arithmetic shown."""

import numpy as np
import pytest

from sikta.engine.evaluation import Results, ScoreResult
from tests.evaluation.workshop import evaluated, numbers, shown

RULES = """
as_of: 2026-06-30
tables:
  accounts:
    file: a.csv
    key: id
    fields:
      id: {{type: text}}
      x: {{type: number}}
      y: {{type: number}}
      z: {{type: number}}
      kind: {{type: category}}
      vip: {{type: boolean}}
scores:
  s:
    criteria:
{criteria}
"""


def scored(criteria: str, accounts: str) -> ScoreResult:
    return run(criteria, accounts).scores["s"]


def run(criteria: str, accounts: str) -> Results:
    lines = [line for line in criteria.splitlines() if line.strip()]
    return evaluated(
        RULES.format(criteria="\n".join("      " + line.strip() for line in lines)), accounts=accounts
    )


@pytest.mark.parametrize(
    ("measure", "column", "values", "points"),
    [
        # from is inclusive and runs up to the next from
        (
            "value: x, bands: [{points: 0}, {from: 10, points: 40}, {from: 50, points: 100}]",
            "x",
            "-5 9.99 10 49 50 1e9 -",
            [0, 0, 40, 40, 100, 100, None],
        ),
        # nothing below the first band
        (
            "value: x, bands: [{from: 10, points: 40}, {from: 50, points: 100}]",
            "x",
            "9 10 50",
            [None, 40, 100],
        ),
        ("value: x, scale: [0, 25]", "x", "-1 0 10 25 30 -", [0, 0, 40, 100, 100, None]),
        ("value: x, scale: [25, 0]", "x", "-1 0 10 25 30", [100, 100, 60, 0, 0]),
        (
            "value: kind, points: {food: 100, pharma: 80}, otherwise: 20",
            "kind",
            "food pharma wood -",
            [100, 80, 20, None],
        ),
        ("value: kind, points: {food: 100, pharma: 80}", "kind", "food wood -", [100, None, None]),
        (
            "value: x, points: {1: 10, 2: 20, 2.5: 30}, otherwise: 5",
            "x",
            "1 2 2.5 3 -",
            [10, 20, 30, 5, None],
        ),
        ("value: vip, points: {true: 90, false: 10}", "vip", "true false -", [90, 10, None]),
        ("value: vip, points: {true: 90}, otherwise: 15", "vip", "true false -", [90, 15, None]),
    ],
)
def test_points(measure: str, column: str, values: str, points: list[float | None]) -> None:
    rows = "\n".join(f"a{row} {value}" for row, value in enumerate(values.split()))

    score = scored(f"c: {{weight: 1, {measure}}}", f"id {column}\n{rows}")

    assert numbers(score.criteria["scores.s.criteria.c"].points) == points
    assert numbers(score.score) == points


@pytest.mark.parametrize(
    ("x", "y", "points"),
    [
        ("5", "5", 100),  # the first rule
        ("0", "5", 60),  # the second
        ("0", "0", 10),  # otherwise
        ("-", "5", None),  # the first is unknown and would give 100 where the second gives 60
        ("-", "-", None),
        ("5", "-", 100),  # what stands after a rule that is true does not matter
    ],
)
def test_first_certain_rule(x: str, y: str, points: float | None) -> None:
    rules = "rules: [{when: x > 1, points: 100}, {when: y > 1, points: 60}], otherwise: 10"

    score = scored(f"c: {{weight: 1, {rules}}}", f"id x y\na {x} {y}")

    assert numbers(score.score) == [points]


@pytest.mark.parametrize(
    ("rules", "points"),
    [
        # x is unknown, but whatever it is, 60 points come out
        ("[{when: x > 1, points: 60}, {when: y > 1, points: 60}], otherwise: 10", 60),
        ("[{when: x > 1, points: 60}, {when: y < 1, points: 0}], otherwise: 60", 60),
        # nothing fits for certain, so nothing is known
        ("[{when: x > 1, points: 60}]", None),
        ("[{when: y > 9, points: 60}]", None),
        ("[{when: y > 9, points: 60}], otherwise: 0", 0),
    ],
)
def test_unknown_rules_that_change_nothing(rules: str, points: float | None) -> None:
    score = scored(f"c: {{weight: 1, rules: {rules}}}", "id x y\na - 5")

    assert numbers(score.score) == [points]


THREE = """
    a: {weight: 3, value: x, scale: [0, 100]}
    b: {weight: 2, value: y, scale: [0, 100]}
    c: {weight: 1, value: z, scale: [0, 100]}
"""


def test_missing_criteria_are_left_out_and_said() -> None:
    score = scored(
        THREE,
        """
        id  x   y   z
        a   80  50  20
        b   80  -   20
        c   -   -   -
        """,
    )

    # a: (3·80 + 2·50 + 1·20) / 6 = 360/6; b: (240 + 20) / 4
    assert numbers(score.score) == [60, 65, None]
    # b: 4 of 6 parts of the weight are known
    assert numbers(score.completeness) == [1, 0.666667, 0]
    # b: (240 + 0 + 20) / 6 = 43.33…; (240 + 200 + 20) / 6 = 76.66…
    assert numbers(score.low) == [60, 43.33, 0]
    assert numbers(score.high) == [60, 76.67, 100]


def test_effective_weights_and_contributions() -> None:
    score = scored(THREE, "id x y z\na 80 50 20\nb 80 - 20\nc - - -")
    a, b, c = (score.criteria[f"scores.s.criteria.{id}"] for id in "abc")

    assert [numbers(criterion.weight) for criterion in (a, b, c)] == [[3 / 6] * 3, [2 / 6] * 3, [1 / 6] * 3]
    # a: 240/6, 100/6 = 16.666…, 20/6 = 3.333…: 56.99 + 0.01 to the largest remainder, b's
    # b: 240/4, 20/4
    assert [numbers(criterion.contribution) for criterion in (a, b, c)] == [
        [40, 60, 0],
        [16.67, 0, 0],
        [3.33, 5, 0],
    ]


def test_equal_remainders_go_to_the_first() -> None:
    # 100/3 = 33.333… each, and one hundredth is left over
    equal = "\n".join(f"{id}: {{weight: 1, value: x, scale: [0, 100]}}" for id in "abc")

    score = scored(equal, "id x\na 100")

    assert [numbers(criterion.contribution) for criterion in score.criteria.values()] == [
        [33.34],
        [33.33],
        [33.33],
    ]


def test_scores_round_half_up_before_anything_sees_them() -> None:
    # (50.01 + 50.02) / 2 = 50.015 and (0 + 0.01) / 2 = 0.005
    score = scored(
        "a: {weight: 1, value: x, scale: [0, 100]}\nb: {weight: 1, value: y, scale: [0, 100]}",
        "id x y\na 50.01 50.02\nb 0 0.01",
    )

    assert numbers(score.score) == [50.02, 0.01]


def test_points_for_a_missing_value_are_assumed() -> None:
    score = scored(
        "a: {weight: 1, value: x, scale: [0, 100], missing: 40}\nb: {weight: 1, value: y, scale: [0, 100]}",
        "id x y\na - 80\nb 20 80\nc - -",
    )

    # (40 + 80) / 2, (20 + 80) / 2, 40 alone
    assert numbers(score.score) == [60, 50, 40]
    assert numbers(score.completeness) == [1, 1, 0.5]
    assert score.criteria["scores.s.criteria.a"].assumed.tolist() == [True, False, True]
    assert numbers(score.low) == [60, 50, 20]
    assert numbers(score.high) == [60, 50, 70]


def test_a_criterion_for_some_accounts() -> None:
    score = scored(
        "a: {weight: 1, value: x, scale: [0, 100]}\nb: {weight: 3, for: vip, value: y, scale: [0, 100]}",
        """
        id  x   y    vip
        a   20  100  true
        b   20  100  false
        c   20  100  -
        d   -   100  false
        """,
    )

    # a: (20 + 300) / 4. b: only a counts. c: whether b counts is not known, so it is missing: 1 of 4 parts
    assert numbers(score.score) == [80, 20, 20, None]
    assert numbers(score.completeness) == [1, 1, 0.25, 0]
    assert numbers(score.criteria["scores.s.criteria.b"].weight) == [0.75, 0, 0.75, 0]
    # c: (20 + 3·0) / 4 and (20 + 3·100) / 4
    assert numbers(score.low) == [80, 20, 5, 0]
    assert numbers(score.high) == [80, 20, 80, 100]


GROUP = """
    a: {weight: 1, value: x, scale: [0, 100]}
    g: {weight: 1, criteria: {b: {weight: 3, value: y, scale: [0, 100]}, c: {weight: 1, value: z, scale: [0, 100]}}MORE}
"""


def test_criteria_in_a_group() -> None:
    score = scored(
        GROUP.replace("MORE", ""),
        """
        id  x   y   z
        a   40  80  20
        b   40  80  -
        c   40  -   -
        """,
    )

    # g: (3·80 + 20) / 4 = 65; 80 of what is known; nothing. Score: (40 + 65) / 2, (40 + 80) / 2, 40
    assert numbers(score.score) == [52.5, 60, 40]
    # b: (1 + 3/4) / 2
    assert numbers(score.completeness) == [1, 0.875, 0.5]
    # b: g is (240 + 0) / 4 = 60 or (240 + 100) / 4 = 85; c: (40 + 0) / 2, (40 + 100) / 2
    assert numbers(score.low) == [52.5, 50, 20]
    assert numbers(score.high) == [52.5, 62.5, 70]
    inner = score.criteria["scores.s.criteria.g.criteria.b"]
    # half of the score is the group's, three quarters of that is b's
    assert numbers(inner.weight) == [0.375, 0.375, 0.375]
    # 80 · 3/8; 80 · 1/2, as it stands for the whole group
    assert numbers(inner.contribution) == [30, 40, 0]
    assert list(score.criteria) == [
        "scores.s.criteria.a",
        "scores.s.criteria.g",
        "scores.s.criteria.g.criteria.b",
        "scores.s.criteria.g.criteria.c",
    ]
    assert numbers(score.criteria["scores.s.criteria.g"].contribution) == [32.5, 40, 0]


def test_a_group_hands_assumed_points_to_its_members() -> None:
    score = scored(GROUP.replace("MORE", ", missing: 60"), "id x y z\na 40 - -\nb 40 80 -")

    # a: (40 + 60) / 2, of the group's 30 points b has 3 parts of 4
    assert numbers(score.score) == [50, 60]
    assert numbers(score.completeness) == [1, 0.875]
    assert numbers(score.criteria["scores.s.criteria.g.criteria.b"].contribution) == [22.5, 40]
    assert score.criteria["scores.s.criteria.g.criteria.c"].assumed.tolist() == [True, False]


def test_a_group_whose_members_do_not_apply_does_not_count() -> None:
    score = scored(
        """
        a: {weight: 1, value: x, scale: [0, 100]}
        g: {weight: 9, criteria: {b: {weight: 1, for: vip, value: y, scale: [0, 100]}}}
        """,
        "id x y vip\na 40 100 false",
    )

    assert numbers(score.score) == [40]
    assert numbers(score.completeness) == [1]


def test_what_was_measured_is_kept() -> None:
    score = scored("a: {weight: 1, value: x * 2, scale: [0, 100]}", "id x\na 7\nb -")
    value = score.criteria["scores.s.criteria.a"].value

    assert value is not None
    assert shown(value) == [14, None]


def test_a_score_is_a_value_of_later_rules() -> None:
    results = evaluated(
        """
        tables: {accounts: {file: a.csv, key: id, fields: {id: {type: text}, x: {type: number}}}}
        metrics: {double: {value: s * 2}}
        scores: {s: {criteria: {c: {weight: 1, value: x, scale: [0, 3]}}}}
        """,
        accounts="id x\na 1\nb -",
    )

    # 33.333… is 33.33 for whoever asks
    assert shown(results.values["double"]) == [66.66, None]


def test_many_accounts_share_out_the_same() -> None:
    size = 140_000  # more than one pass
    rng = np.random.default_rng(7)
    values = {id: [f"{value:.3f}" for value in rng.uniform(0, 100, size)] for id in "xyz"}
    rules = RULES.format(criteria="\n".join("      " + line.strip() for line in THREE.strip().splitlines()))

    score = evaluated(rules, accounts={"id": [f"{row:06}" for row in range(size)], **values}).scores["s"]

    cents = sum(np.rint(criterion.contribution * 100) for criterion in score.criteria.values())
    assert np.array_equal(cents, np.rint(score.score * 100))


@pytest.mark.parametrize(
    ("value", "points", "found"),
    [
        ("kind", "{food: 100}", '"wood" (2), "iron" (1), "wool" (1)'),
        ("x", "{1: 100}", '"2" (2), "3.5" (1), "4" (1)'),
        ("x > 3", '{"true": 100}', '"false" (3)'),
    ],
)
def test_values_without_points_are_named_the_commonest_first(value: str, points: str, found: str) -> None:
    rows = "id x kind\na 1 food\nb 2 wood\nc 2 wool\nd 3.5 iron\ne 4 wood\nf - -"
    results = run(f"c: {{weight: 1, value: {value}, points: {points}}}", rows)
    assert [finding.found for finding in results.findings] == [
        f"{found}, without points, so the value counts as missing"
    ]


def test_of_many_values_without_points_five_are_named() -> None:
    rows = "\n".join(f"{letter} 1 {letter}{letter}" for letter in "abcdefgh")
    results = run("c: {weight: 1, value: kind, points: {aa: 100}}", f"id x kind\n{rows}")
    assert [finding.found for finding in results.findings] == [
        '"bb" (1), "cc" (1), "dd" (1), "ee" (1), "ff" (1) and 2 more, without points, so the value counts as missing'
    ]


def test_points_are_rounded_where_they_are_computed() -> None:
    """34.4828 of 100 is 34.48280000000001 in floats; a third of the way is 33.333333."""
    results = run(
        "c: {weight: 1, value: x, scale: [0, 100]}\n"
        "      d: {weight: 1, value: x, scale: [0, 3]}\n"
        "      e: {weight: 1, criteria: {a: {weight: 2, value: x, scale: [0, 3]}, b: {weight: 1, value: x, scale: [0, 100]}}}",
        "id x kind\na 34.4828 -\nb 1 -",
    )
    criteria = results.scores["s"].criteria
    assert criteria["scores.s.criteria.c"].points.tolist() == [34.4828, 1]
    assert criteria["scores.s.criteria.d"].points.tolist() == [100, 33.333333]
    # (2·100 + 34.4828) / 3 and (2·33.333333 + 1) / 3
    assert criteria["scores.s.criteria.e"].points.tolist() == [78.160933, 22.555555]


@pytest.mark.parametrize(
    ("criterion", "code", "message"),
    [
        (
            "c: {weight: 1, value: kind, points: {food: 100}}",
            "W552",
            "1 account with a value that is not in the points of this criterion",
        ),
        (
            "c: {weight: 1, value: x, bands: [{from: 10, points: 40}]}",
            "W553",
            "2 accounts with a value below the first band of this criterion",
        ),
        (
            "c: {weight: 1, value: x * 9000000000000000000, scale: [0, 1]}",
            "W551",
            "a result was too large to compute and is missing for 1 account",
        ),
    ],
)
def test_findings(criterion: str, code: str, message: str) -> None:
    results = run(criterion, "id x kind\na 1 food\nb 3 wood\nc - -")

    found = [(finding.code, finding.message) for finding in results.findings]
    assert found == [(code, message)]
    assert results.findings[0].place.file == "ruleset.yaml"
