"""Which edits there are between two rulesets: one for each thing that a reviewer would name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sikta.engine.rules.editing import Edit, applied, edits, moves
from sikta.engine.rules.nodes import Map
from sikta.engine.rules.reading import read_document

Read = Callable[[str], Map]
Told = list[tuple[str, str, object, object]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """A piece of a ruleset as a tree."""

    def reading(text: str) -> Map:
        file = tmp_path / "ruleset.yaml"
        file.write_text(text, encoding="utf-8")
        root = read_document(file, file.name).root
        assert root is not None
        return root

    return reading


def told(found: tuple[Edit, ...]) -> Told:
    return [(edit.name, edit.kind, *edit.values) for edit in found]


SAME = [
    ("order of keys", "name: a\nowner: b", "owner: b\nname: a"),
    ("comments and layout", "name: a # what\n", "# why\nname:\n  a"),
    ("quoting", "name: 'a'", 'name: "a"'),
    ("a version", "version: 2026.2", 'version: "2026.2"'),
    ("flow and block", "parameters: {a: [x, y]}", "parameters:\n  a:\n    - x\n    - y"),
    ("whole and decimal", "parameters: {a: 50}", "parameters: {a: 50.0}"),
    ("a share", "parameters: {a: 80%}", "parameters: {a: 0.8}"),
    ("members of a list", "parameters: {a: [x, y]}", "parameters: {a: [y, x]}"),
    ("a text in the default language", "title: Sales", "title: {en: Sales}"),
    (
        "a text in all languages",
        "languages: [en, nl]\ntitle: Sales",
        "languages: [en, nl]\ntitle: {nl: Sales, en: Sales}",
    ),
    ("a folded text", "title: Sales in food", "title: >\n  Sales\n  in food\n"),
    (
        "blanks in a condition",
        "knockouts: {a: {when: x>1 and (y)}}",
        "knockouts: {a: {when: (x > 1.0) and y}}",
    ),
    ("quotes in a condition", "knockouts: {a: {when: x == 'NL'}}", "knockouts: {a: {when: 'x == \"NL\"'}}"),
    ("what is read from elsewhere", "name: a\ninclude: [x.yaml]", "name: a\nextends: base"),
    ("one date format", "tables: {a: {date_format: DD-MM-YYYY}}", "tables: {a: {date_format: [DD-MM-YYYY]}}"),
    ("a tab", 'tables: {a: {delimiter: "\\t"}}', "tables: {a: {delimiter: tab}}"),
    ("the default currency", "name: a", "name: a\ncurrency: EUR"),
    (
        "what is taken for granted",
        "scores: {a: {criteria: {b: {weight: 1}}}}",
        "scores: {a: {criteria: {b: {weight: 1, missing: skip, judgement: false}}}}",
    ),
    (
        "cells",
        "segmentations: {a: {method: matrix, segments: {b: {at: {x: low, y: [high, mid]}}}}}",
        "segmentations: {a: {method: matrix, segments: {b: {at: [{y: [mid, high], x: [low]}]}}}}",
    ),
    (
        "order where every segment that is true counts",
        "segmentations: {a: {method: rules, overlapping: true, segments: {b: {when: x}, c: {when: y}}}}",
        "segmentations: {a: {method: rules, overlapping: true, segments: {c: {when: y}, b: {when: x}}}}",
    ),
    (
        "an expression that cannot be read",
        "knockouts: {a: {when: 'x ==  ('}}",
        "knockouts: {a: {when: 'x == ('}}",
    ),
]


@pytest.mark.parametrize(("old", "new"), [pair[1:] for pair in SAME], ids=[pair[0] for pair in SAME])
def test_what_means_the_same_does_not_differ(old: str, new: str, read: Read) -> None:
    assert told(edits(read(old), read(new))) == []
    assert told(edits(read(new), read(old))) == []


DIFFERENT: list[tuple[str, str, str, Told]] = [
    ("a value", "name: a", "name: b", [("name", "value", "a", "b")]),
    ("capitals", "title: Sales", "title: sales", [("title", "value", "Sales", "sales")]),
    (
        "a text in one of its languages",
        "languages: [en, nl]\ntitle: {en: Sales, nl: Verkoop}",
        "languages: [en, nl]\ntitle: {en: Sales, nl: Verkopen}",
        [("title", "value", {"en": "Sales", "nl": "Verkoop"}, {"en": "Sales", "nl": "Verkopen"})],
    ),
    (
        "a number and a text",
        "parameters: {a: 5}",
        'parameters: {a: "5"}',
        [("parameters.a", "value", 5, "5")],
    ),
    (
        "a section that comes",
        "name: a",
        "name: a\nknockouts: {b: {when: x}, c: {when: y}}",
        [("knockouts.b", "value", None, {"when": "x"}), ("knockouts.c", "value", None, {"when": "y"})],
    ),
    (
        "a section that goes",
        "name: a\nparameters: {b: 1}",
        "name: a",
        [("parameters.b", "value", 1, None)],
    ),
    (
        "order where the first that is true counts",
        "segmentations: {a: {method: rules, segments: {b: {when: x}, c: {when: y}}}}",
        "segmentations: {a: {method: rules, segments: {c: {when: y}, b: {when: x}}}}",
        [("segmentations.a.segments", "order", ["b", "c"], ["c", "b"])],
    ),
    (
        "order of rfm segments",
        "segmentations: {a: {method: rfm, segments: {b: {recency: [1, 2]}, c: {recency: [1, 3]}}}}",
        "segmentations: {a: {method: rfm, segments: {c: {recency: [1, 3]}, b: {recency: [1, 2]}}}}",
        [("segmentations.a.segments", "order", ["b", "c"], ["c", "b"])],
    ),
    (
        "order of playbooks",
        "playbooks: {b: {for: x}, c: {for: y}}",
        "playbooks: {c: {for: y}, b: {for: x}}",
        [("playbooks", "order", ["b", "c"], ["c", "b"])],
    ),
    (
        "a segmentation by another method",
        "segmentations: {a: {method: rules, segments: {b: {when: x}}}}",
        "segmentations: {a: {method: tiers, rank_by: y, segments: {b: {up_to: 80%}}}}",
        [
            (
                "segmentations.a",
                "value",
                {"method": "rules", "segments": {"b": {"when": "x"}}},
                {"method": "tiers", "rank_by": "y", "segments": {"b": {"up_to": "80%"}}},
            )
        ],
    ),
    (
        "another way to give points, beside another weight",
        "scores: {a: {criteria: {b: {weight: 1, value: x, scale: [0, 5]}}}}",
        "scores: {a: {criteria: {b: {weight: 2, value: x, points: {p: 10}, otherwise: 0}}}}",
        [
            (
                "scores.a.criteria.b",
                "together",
                {"value": "x", "scale": [0, 5]},
                {"value": "x", "points": {"p": 10}, "otherwise": 0},
            ),
            ("scores.a.criteria.b.weight", "value", 1, 2),
        ],
    ),
    (
        "a metric of another sort",
        "metrics: {a: {from: t, sum: x, last: 1 year}}",
        "metrics: {a: {value: y}}",
        [("metrics.a", "together", {"from": "t", "sum": "x", "last": "1 year"}, {"value": "y"})],
    ),
    (
        "a metric over another period",
        "metrics: {a: {from: t, sum: x, last: 1 year}}",
        "metrics: {a: {from: t, sum: x, last: 2 years}}",
        [("metrics.a.last", "value", "1 year", "2 years")],
    ),
    (
        "a test",
        "tests: {a: {given: {x: 1}, expect: {s: b}}}",
        "tests: {a: {given: {x: 2}, expect: {s: b}}}",
        [
            (
                "tests.a",
                "value",
                {"given": {"x": 1}, "expect": {"s": "b"}},
                {"given": {"x": 2}, "expect": {"s": "b"}},
            )
        ],
    ),
    (
        "points",
        "scores: {a: {criteria: {b: {weight: 1, value: x, points: {p: 10, q: 20}}}}}",
        "scores: {a: {criteria: {b: {weight: 1, value: x, points: {q: 25, r: 5}}}}}",
        [
            ("scores.a.criteria.b.points.p", "value", 10, None),
            ("scores.a.criteria.b.points.q", "value", 20, 25),
            ("scores.a.criteria.b.points.r", "value", None, 5),
        ],
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "expected"), [case[1:] for case in DIFFERENT], ids=[case[0] for case in DIFFERENT]
)
def test_each_thing_that_a_reviewer_would_name_is_an_edit(
    old: str, new: str, expected: Told, read: Read
) -> None:
    found = edits(read(old), read(new))
    assert told(found) == expected
    assert told(edits(applied(read(old), found), read(new))) == []


BANDS = "scores: {a: {criteria: {b: {weight: 1, value: x, bands: [%s]}}}}"
STEP = "scores.a.criteria.b.bands"
STEPS: list[tuple[str, str, str, Told]] = [
    (
        "points",
        "{points: 0}, {from: 50, points: 70}",
        "{points: 0}, {from: 50, points: 60}",
        [(f"{STEP}.from 50.points", "value", 70, 60)],
    ),
    (
        "an edge",
        "{points: 0}, {from: 50, points: 70}",
        "{points: 0}, {from: 60, points: 70}",
        [(f"{STEP}.from 50.from", "value", 50, 60)],
    ),
    (
        "both",
        "{points: 0}, {from: 50, points: 70}, {from: 90, points: 80}",
        "{points: 0}, {from: 60, points: 75}, {from: 90, points: 80}",
        [(f"{STEP}.from 50", "value", {"from": 50, "points": 70}, {"from": 60, "points": 75})],
    ),
    (
        "the lowest",
        "{points: 0}, {from: 50, points: 70}",
        "{points: 5}, {from: 50.0, points: 70}",
        [(f"{STEP}.from.points", "value", 0, 5)],
    ),
    (
        "a step added",
        "{points: 0}, {from: 50, points: 70}",
        "{points: 0}, {from: 20, points: 30}, {from: 50, points: 70}",
        [(f"{STEP}.from 20", "value", None, {"from": 20, "points": 30})],
    ),
    (
        "a step removed",
        "{points: 0}, {from: 20, points: 30}, {from: 50, points: 70}",
        "{points: 0}, {from: 50, points: 70}",
        [(f"{STEP}.from 20", "value", {"from": 20, "points": 30}, None)],
    ),
    (
        "a parameter for its number",
        "{points: 0}, {from: 50, points: 70}",
        "{points: 0}, {from: large, points: 70}",
        [(f"{STEP}.from 50.from", "value", 50, "large")],
    ),
    (
        "steps that move past each other",
        "{from: 50, points: 70}, {from: 60, points: 100}",
        "{from: 60, points: 70}, {from: 70, points: 100}",
        [
            (
                STEP,
                "value",
                [{"from": 50, "points": 70}, {"from": 60, "points": 100}],
                [{"from": 60, "points": 70}, {"from": 70, "points": 100}],
            )
        ],
    ),
    (
        "steps that cannot be told apart",
        "{from: 50, points: 70}, {from: 50, points: 100}",
        "{from: 50, points: 70}",
        [
            (
                STEP,
                "value",
                [{"from": 50, "points": 70}, {"from": 50, "points": 100}],
                [{"from": 50, "points": 70}],
            )
        ],
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "expected"), [case[1:] for case in STEPS], ids=[case[0] for case in STEPS]
)
def test_steps_are_matched_by_where_they_begin(old: str, new: str, expected: Told, read: Read) -> None:
    before, after = read(BANDS % old), read(BANDS % new)
    found = edits(before, after)
    assert told(found) == expected
    assert told(edits(applied(before, found), after)) == []


RULES = "scores: {a: {criteria: {b: {weight: 1, rules: [%s]}}}}"
RULE = "scores.a.criteria.b.rules"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{when: x, points: 1}", "{when: ( x ), points: 2}", [(f"{RULE}.when x.points", "value", 1, 2)]),
        ("{when: x, points: 1}", "{when: y, points: 1}", [(f"{RULE}.when x.when", "value", "x", "y")]),
        (
            "{when: x, points: 1}, {when: y, points: 2}",
            "{when: y, points: 2}, {when: x, points: 3}",
            [
                (RULE, "order", ["when x", "when y"], ["when y", "when x"]),
                (f"{RULE}.when x.points", "value", 1, 3),
            ],
        ),
        (
            "{when: x, points: 1}, {when: y, points: 2}",
            "{when: z, points: 5}, {when: x, points: 1}, {when: y, points: 2}",
            [(f"{RULE}.when z", "value", None, {"when": "z", "points": 5})],
        ),
    ],
)
def test_rules_are_matched_by_their_conditions(old: str, new: str, expected: Told, read: Read) -> None:
    before, after = read(RULES % old), read(RULES % new)
    found = edits(before, after)
    assert told(found) == expected
    assert told(edits(applied(before, found), after)) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("name: a", "name: b", False),
        ("as_of: 2026-01-01", "as_of: 2026-02-01", True),
        ("parameters: {title: 1}", "parameters: {title: 2}", True),
        ("metrics: {a: {value: x, title: A}}", "metrics: {a: {value: x, title: B}}", False),
        ("metrics: {a: {value: x}}", "metrics: {a: {value: y}}", True),
        ("metrics: {owner: {value: x}}", "metrics: {}", True),
        ("metrics: {a: {value: x, unit: EUR}}", "metrics: {a: {value: x, unit: SEK}}", False),
        ("tables: {t: {fields: {a: {unit: h}}}}", "tables: {t: {fields: {a: {unit: '%'}}}}", True),
        ("tables: {t: {fields: {a: {owner: x}}}}", "tables: {t: {fields: {a: {owner: y}}}}", False),
        ("scores: {s: {criteria: {c: {method: x}}}}", "scores: {s: {criteria: {c: {method: y}}}}", False),
        ("scores: {s: {criteria: {c: {weight: 1}}}}", "scores: {s: {criteria: {c: {weight: 2}}}}", True),
        ("segmentations: {s: {owner: x}}", "segmentations: {s: {owner: y}}", False),
        ("segmentations: {s: {for: x}}", "segmentations: {s: {for: y}}", True),
        ("playbooks: {p: {for: x}}", "playbooks: {p: {for: y}}", True),
        ("playbooks: {p: {owner: x}}", "playbooks: {p: {owner: y}}", False),
        ("tests: {t: {expect: {a: 1}}}", "tests: {t: {expect: {a: 2}}}", False),
        ("opportunities: {o: {amount: x}}", "opportunities: {o: {amount: y}}", False),
        ("goals: {max_segments: 5}", "goals: {max_segments: 6}", False),
        ("metrics: {a: {value: x}}", "metrics: {b: {value: x}}", False),
    ],
)
def test_what_only_people_read_moves_nobody(old: str, new: str, expected: bool, read: Read) -> None:
    (edit,) = edits(read(old), read(new))
    assert moves(edit) is expected


def test_an_edit_of_a_part_that_is_not_there_makes_it(read: Read) -> None:
    found = edits(read(BANDS % "{points: 0}"), read(BANDS % "{points: 0}, {from: 5, points: 9}"))
    with pytest.raises(KeyError):
        applied(
            read(BANDS % "{points: 0}"), [Edit(("scores", "a", "criteria", "b", "bands", "7"), None, None)]
        )
    assert applied(read("name: a"), found).get("scores") is not None


@pytest.mark.parametrize("size", [0, 30])
def test_very_long_conditions_are_compared_as_written(size: int, read: Read) -> None:
    text = " and ".join(["x > 1"] * (size * 30 + 1))
    assert (
        edits(read(f"knockouts: {{a: {{when: '{text}'}}}}"), read(f"knockouts: {{a: {{when: '{text} '}}}}"))
        == ()
    )
