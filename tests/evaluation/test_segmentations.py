"""Segmentations by rules and by matrix, knock-outs and playbooks."""

import pytest

from sikta.engine.evaluation import Results
from tests.evaluation.workshop import evaluated, segments

ACCOUNTS = "tables: {accounts: {file: a.csv, key: id, fields: {id: {type: text}, x: {type: number}, y: {type: number}, z: {type: number}, country: {type: category}}}}\n"

MATRIX = (
    ACCOUNTS
    + """
knockouts: {abroad: {when: 'country != "NL"'}}
scores:
  pain: {criteria: {x: {weight: 3, value: x, scale: [0, 100]}, y: {weight: 2, value: y, scale: [0, 100]}}}
  potential: {criteria: {z: {weight: 1, value: z, scale: [0, 100]}}}
segmentations:
  priority:
    method: matrix
    axes: {pain: {low: 0, mid: 40, high: 60}, potential: {low: 0, high: 50}}
    needs_completeness: 50%
    segments:
      invest: {at: {pain: [mid, high], potential: high}}
      serve: {at: [{pain: high, potential: low}, {pain: mid, potential: low}]}
      maintain: {at: {pain: low}}
      out: {at: knocked_out}
      research: {at: unrated}
"""
)


def placed(accounts: str, rules: str = MATRIX) -> Results:
    return evaluated(rules, accounts=accounts)


def test_cells_begin_at_their_number() -> None:
    results = placed(
        """
        id  x      y      z      country
        a   60     60     50     NL
        b   59.99  59.99  50     NL
        c   60     60     49.99  NL
        d   39.99  39.99  100    NL
        e   40     40     0      NL
        """
    )
    priority = results.segmentations["priority"]

    assert segments(priority) == ["invest", "invest", "serve", "maintain", "serve"]
    assert priority.levels is not None
    assert priority.levels["pain"].tolist() == [2, 1, 2, 0, 1]
    assert priority.levels["potential"].tolist() == [1, 1, 0, 1, 0]


def test_knocked_out_then_unrated_then_the_cell() -> None:
    results = placed(
        """
        id  x   y   z   country
        a   60  60  90  BE
        b   -   60  90  NL
        c   60  -   90  NL
        d   60  60  -   NL
        e   -   -   -   BE
        f   60  60  90  -
        """
    )

    # b knows 2 of 5 parts of the pain, below 50%; c 3 of 5; f's country is missing, so it may stay
    assert segments(results.segmentations["priority"]) == [
        "out",
        "research",
        "invest",
        "research",
        "out",
        "invest",
    ]
    assert results.knockouts["abroad"].true.tolist() == [True, False, False, False, True, False]
    assert results.knockouts["abroad"].unknown.tolist() == [False, False, False, False, False, True]
    assert results.knocked_out.tolist() == results.knockouts["abroad"].true.tolist()


def deciding(accounts: str, rules: str = MATRIX) -> list[tuple[bool, str | None]]:
    priority = placed(accounts, rules).segmentations["priority"]
    assert priority.deciding is not None
    assert priority.certain is not None
    names = [None if code < 0 else priority.deciding_paths[code] for code in priority.deciding.tolist()]
    short = [name and name.replace("scores.", "").replace(".criteria", "") for name in names]
    return list(zip(priority.certain.tolist(), short, strict=True))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("60 60 90 NL", (True, None)),
        # pain is 3·90 of 3 known: with y it is between 54 (mid) and 94: another level
        ("90 - 90 NL", (False, "pain.y")),
        # 3·10 / 5 = 6 to (30 + 200) / 5 = 46: mid is within reach
        ("10 - 90 NL", (False, "pain.y")),
        # 0 to 40: mid begins at 40; 3·0 + 2·100 = 200 / 5
        ("0 - 90 NL", (False, "pain.y")),
        # unrated for lack of x alone: x decides, whatever it is
        ("- 60 90 NL", (False, "pain.x")),
        # unrated on both axes: no single fact makes it rated
        ("- 60 - NL", (False, None)),
        # unrated for lack of z alone
        ("60 60 - NL", (False, "potential.z")),
        # y could move the pain, but without z the account stays unrated
        ("90 - - NL", (False, "potential.z")),
        # pain knows nothing: x alone brings it to 60%, y only to 40%
        ("- - 90 NL", (False, "pain.x")),
        # out is out, whatever the scores
        ("- - 90 BE", (True, None)),
    ],
)
def test_the_deciding_fact(row: str, expected: tuple[bool, str | None]) -> None:
    assert deciding(f"id x y z country\na {row}") == [expected]


GROUPED = MATRIX.replace(
    "pain: {criteria: {x: {weight: 3, value: x, scale: [0, 100]}, y: {weight: 2, value: y, scale: [0, 100]}}}",
    "pain: {criteria: {x: {weight: 6, value: x, scale: [0, 100]}, "
    "g: {weight: 4, criteria: {y: {weight: 1, value: y, scale: [0, 100]}, w: {weight: 3, value: z, scale: [0, 100]}}}}}",
)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # g is known by w alone: 90. With y between 0 and 100, g is 67.5 to 92.5, pain (6·58 + 4·67.5) / 10 = 61.8 up
        ("58 - 90 NL", (True, None)),
        # x missing: pain is 4·90 of 4; with x it is 36 to 96
        ("- 90 90 NL", (False, "pain.x")),
        # of x (0.6) and y (0.4 · 1/4) both would move it, x is heavier; 0.4 · 3/4 = 0.3 is known: unrated
        ("- - 90 NL", (False, "pain.x")),
    ],
)
def test_the_deciding_fact_inside_a_group(row: str, expected: tuple[bool, str | None]) -> None:
    assert deciding(f"id x y z country\na {row}", GROUPED) == [expected]


def test_a_matrix_for_some_accounts_without_states() -> None:
    rules = MATRIX.replace("method: matrix", "method: matrix\n    for: x > 10")
    results = placed("id x y z country\na 60 60 90 NL\nb 5 60 90 NL\nc - 60 90 NL\nd 60 60 90 BE", rules)
    priority = results.segmentations["priority"]

    assert segments(priority) == ["invest", None, None, "out"]
    assert priority.unknown is not None
    assert priority.unknown.tolist() == [False, False, True, False]
    assert priority.certain is not None
    # b is certainly not in it; for c that is not known
    assert priority.certain.tolist() == [True, True, False, True]


def test_rules_take_the_first_that_is_certain() -> None:
    results = evaluated(
        ACCOUNTS
        + """
segmentations:
  market:
    method: rules
    segments: {home: {when: 'country == "NL"'}, big: {when: x >= 100}, rest: {otherwise: true}}
  strict:
    method: rules
    for: x >= 0
    segments: {home: {when: 'country == "NL"'}, big: {when: x >= 100}}
""",
        accounts="id x country\na 1 NL\nb 100 BE\nc 1 BE\nd 100 -\ne - BE\nf 1 -",
    )
    market, strict = results.segmentations["market"], results.segmentations["strict"]

    assert segments(market) == ["home", "big", "rest", "big", "rest", "rest"]
    assert market.unknown is not None
    assert market.unknown.tolist() == [False, False, False, True, True, True]
    assert segments(strict) == ["home", "big", None, "big", None, None]
    # c and f are in it and fit nothing; e is not certainly in it
    assert [(f.code, f.message) for f in results.findings] == [("W554", "2 accounts without a segment")]


def test_overlapping_rules_take_every_one() -> None:
    results = evaluated(
        ACCOUNTS
        + """
metrics: {both: {value: 1 if "big" in interest and "home" in interest else 0}}
segmentations:
  interest:
    method: rules
    overlapping: true
    segments: {home: {when: 'country == "NL"'}, big: {when: x >= 100}}
""",
        accounts="id x country\na 100 NL\nb 100 BE\nc 1 BE\nd 1 -",
    )
    interest = results.segmentations["interest"]

    assert interest.members is not None
    assert interest.members["home"].tolist() == [True, False, False, False]
    assert interest.members["big"].tolist() == [True, True, False, False]
    assert interest.codes.tolist() == [-1] * 4
    assert interest.unknown is not None
    assert interest.unknown.tolist() == [False, False, False, True]
    assert results.values["both"].missing.tolist() == [False] * 4


def test_the_most_specific_playbook() -> None:
    results = evaluated(
        ACCOUNTS
        + """
segmentations: {market: {method: rules, segments: {home: {when: 'country == "NL"'}, rest: {otherwise: true}}}}
playbooks:
  any: {for: 'market in ["home", "rest"]'}
  home: {for: 'market == "home"'}
  big_home: {for: 'market == "home" and x > 10'}
  huge: {for: x > 1000 and y > 1000}
""",
        accounts="id x y country\na 1 1 NL\nb 11 1 NL\nc 1 1 BE\nd - 1 NL\ne 2000 2000 NL",
    )

    # of two that name one value the first counts; big_home and huge name two; an unknown one does not count
    names = ["any", "home", "big_home", "huge"]
    assert [names[code] for code in results.playbooks.tolist()] == [
        "any",
        "big_home",
        "any",
        "any",
        "big_home",
    ]


def test_no_knockouts_no_playbooks() -> None:
    results = evaluated(
        ACCOUNTS + "segmentations: {m: {method: rules, segments: {all: {otherwise: true}}}}",
        accounts="id x\na 1",
    )

    assert results.knocked_out.tolist() == [False]
    assert results.playbooks.tolist() == [-1]
    assert len(results) == 1
    assert results.names == ["a"]
