"""An id that changed, told as one edit with all its uses."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sikta.engine.rules.editing import applied, edits, moves
from sikta.engine.rules.nodes import Map, plain
from sikta.engine.rules.reading import read_document

Read = Callable[[str], Map]

WHOLE = """
languages: [en]
parameters: {big: 250, words: [x]}
tables:
  accounts:
    key: id
    fields:
      id: {type: text}
      staff: {type: integer}
      country: {type: category, lookup: places.land, by: place}
      place: {type: text}
  orders:
    account: customer
    date: day
    fields: {customer: {type: text}, day: {type: date}, staff: {type: number}, net: {type: number}}
  places: {key: place, fields: {place: {type: text}, land: {type: text}}}
metrics:
  money: {from: orders, sum: net * staff, where: staff > big, last: 1 year}
  per_head: {value: money / staff}
  land: {lookup: places.land, by: place}
knockouts:
  far: {when: 'country != "money" and money < 5', reason: "{money} of {staff}"}
scores:
  worth:
    criteria:
      size: {weight: 1, value: staff, bands: [{points: 0}, {from: big, points: 100}]}
      cash: {weight: 2, value: max(money, per_head), scale: [0, 9]}
segmentations:
  grid:
    method: matrix
    axes: {worth: {low: 0, high: 50}}
    segments: {top: {at: {worth: high}}, rest: {at: {worth: [low]}}, out: {at: knocked_out}}
  view:
    method: rules
    segments: {a: {when: 'grid == "top" and worth > 5'}, b: {otherwise: true}}
opportunities: {more: {amount: money * 0.1, when: 'grid in ["top", "rest"]'}}
best_customers: {are: money > 5, traits: [country, staff]}
rankings: {best: {of: view, apart: country, metrics: {m: {average: money}}, criteria: {c: {weight: 1, value: m, scale: [0, 1]}}}}
playbooks: {p: {for: 'grid == "top"', messages: "{money} now"}}
reports: {carry: [staff], money: money}
tests:
  t: {given: {staff: 5}, rows: {orders: [{net: 5, staff: 1}]}, expect: {grid: top, worth: ">= 5", money: 5}}
"""

RENAMES = [
    ("parameters.big", "large", "a parameter"),
    ("metrics.money", "revenue", "a metric"),
    ("tables.accounts.fields.country", "land_code", "a field that is looked up"),
    ("tables.orders.fields.net", "amount", "a field of other rows"),
    ("tables.orders", "sales", "a table"),
    ("tables.places.fields.land", "nation", "a field of a reference table"),
    ("scores.worth", "value", "a score"),
    ("scores.worth.criteria.size", "headcount", "a criterion"),
    ("segmentations.grid", "matrix", "a segmentation"),
    ("segmentations.grid.segments.top", "best", "a segment"),
    ("segmentations.grid.axes.worth.high", "hot", "a level"),
    ("knockouts.far", "elsewhere", "a knock-out"),
    ("opportunities.more", "growth", "an opportunity"),
    ("playbooks.p", "visit", "a playbook"),
    ("rankings.best", "first", "a ranking"),
    ("rankings.best.metrics.m", "mean", "a figure of a ranking"),
    ("tests.t", "good", "a test"),
]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """A ruleset as a tree."""

    def reading(text: str) -> Map:
        file = tmp_path / "ruleset.yaml"
        file.write_text(text, encoding="utf-8")
        root = read_document(file, file.name).root
        assert root is not None
        return root

    return reading


def by_hand(text: str, pairs: list[tuple[str, str]]) -> str:
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


HANDS = [
    ("parameters.big", "large", [("big", "large")]),
    (
        "metrics.money",
        "revenue",
        [
            ("money", "revenue"),
            ('"revenue" and', '"money" and'),
            ("carry: [staff], revenue:", "carry: [staff], money:"),
        ],
    ),
    ("segmentations.grid.segments.top", "best", [("top", "best")]),
    ("segmentations.grid.axes.worth.high", "hot", [("high", "hot")]),
    ("scores.worth", "value", [("worth", "value")]),
    ("tables.orders", "sales", [("orders", "sales")]),
    (
        "tables.orders.fields.net",
        "amount",
        [
            ("net: {type: number}", "amount: {type: number, column: net}"),
            ("net *", "amount *"),
            ("net: 5", "amount: 5"),
        ],
    ),
    (
        "tables.accounts.fields.staff",
        "heads",
        [
            ("staff: {type: integer}", "heads: {type: integer, column: staff}"),
            ("money / staff", "money / heads"),
            ("{staff}", "{heads}"),
            ("value: staff", "value: heads"),
            ("[country, staff]", "[country, heads]"),
            ("carry: [staff]", "carry: [heads]"),
            ("given: {staff", "given: {heads"),
        ],
    ),
    (
        "tables.places.fields.land",
        "nation",
        [("land: {type: text}", "nation: {type: text, column: land}"), ("places.land", "places.nation")],
    ),
]


@pytest.mark.parametrize(("path", "name", "pairs"), HANDS, ids=[hand[0] for hand in HANDS])
def test_a_rename_is_one_edit_with_all_its_uses(
    path: str, name: str, pairs: list[tuple[str, str]], read: Read
) -> None:
    old, new = read(WHOLE), read(by_hand(WHOLE, pairs))
    found = edits(old, new)
    assert [(edit.name, edit.kind, *edit.values) for edit in found] == [
        (path, "rename", path.rsplit(".", maxsplit=1)[-1], name)
    ]
    assert plain(applied(old, found)) == plain(new)
    assert not moves(found[0])


@pytest.mark.parametrize(("path", "name"), [case[:2] for case in RENAMES], ids=[case[2] for case in RENAMES])
def test_what_was_renamed_can_be_renamed_back(path: str, name: str, read: Read) -> None:
    from sikta.engine.rules.editing.renaming import renamed

    old, way = read(WHOLE), tuple(path.split("."))
    new = renamed(old, way, name)
    assert plain(new) != plain(old)
    there, back = edits(old, new), edits(new, old)
    assert [(edit.name, edit.kind) for edit in there] == [(path, "rename")]
    assert [edit.kind for edit in back][:1] == ["rename"]
    assert plain(applied(old, there)) == plain(new)
    assert edits(applied(new, back), old) == ()


def test_a_rename_beside_other_edits_keeps_them_apart(read: Read) -> None:
    new = WHOLE.replace("money", "revenue").replace("carry: [staff], revenue", "carry: [staff], money")
    new = (
        new.replace('"revenue" and', '"money" and')
        .replace("weight: 2", "weight: 3")
        .replace("last: 1 year", "last: 2 years")
    )
    found = edits(read(WHOLE), read(new))
    # A period is part of what a metric is: another one makes it another metric, not the same under another name.
    assert "rename" not in [edit.kind for edit in found]
    milder = new.replace("last: 2 years", "last: 1 year")
    found = edits(read(WHOLE), read(milder))
    assert [(edit.name, edit.kind) for edit in found] == [
        ("metrics.money", "rename"),
        ("scores.worth.criteria.cash.weight", "value"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("parameters: {a: 5}", "parameters: {b: 6}", "another value"),
        ("parameters: {a: 5, b: 5}", "parameters: {c: 5}", "two that may have become it"),
        ("parameters: {a: 5}", "parameters: {b: 5, c: 5}", "two that it may have become"),
        (
            "tables: {t: {fields: {a: {type: text}}}}",
            "tables: {t: {fields: {b: {type: text}}}}",
            "another column",
        ),
        (
            "metrics: {a: {from: t, sum: x, last: 1 year}}",
            "metrics: {b: {from: t, sum: x, last: 2 years}}",
            "another period",
        ),
        (
            "segmentations: {f: {method: flow, segments: {new: {title: A}}}}",
            "segmentations: {f: {method: flow, segments: {lost: {title: A}}}}",
            "segments that the language names",
        ),
    ],
)
def test_a_rename_that_is_not_certain_is_one_gone_and_one_come(
    old: str, new: str, what: str, read: Read
) -> None:
    kinds = [edit.kind for edit in edits(read(old), read(new))]
    assert kinds, what
    assert "rename" not in kinds, what


def test_a_field_of_other_rows_of_the_same_name_keeps_it(read: Read) -> None:
    from sikta.engine.rules.editing.renaming import renamed

    new = plain(renamed(read(WHOLE), ("tables", "accounts", "fields", "staff"), "heads"))
    assert new["metrics"]["money"]["sum"] == "net * staff"
    assert new["metrics"]["per_head"]["value"] == "money / heads"
    assert new["tests"]["t"]["rows"] == {"orders": [{"net": 5, "staff": 1}]}
